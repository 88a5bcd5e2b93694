'use client'

import dynamic from 'next/dynamic'
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Base } from '@/lib/format/paths'
import type { TimelineData } from '../timeline-data'
import { inShort, TransactionWords } from '../transaction-words'
import { useHeld } from '../use-held'
import { componentData } from './component-data'
import { foldLayout } from './fold'
import { GraphSvg } from './graph-svg'
import { useLayout } from './use-layout'

// WebGL and its library are loaded for the graphs alone that need them.
const GraphWebgl = dynamic(() => import('./graph-webgl'), { ssr: false })

/** Nodes up to which a graph is SVG. */
export const MOST_SVG_NODES = 500

/** Magnifications of a graph that is too large to be read at once. */
const ZOOMS = [1, 2, 4, 8] as const

interface ComponentGraphProps {
  data: TimelineData
  /** transactions of the component, ascending */
  transactions: number[]
  /** those of its heaviest chain */
  chain: number[]
  /** what the drawing says, for people who cannot see it */
  label: string
  base: Base
}

/** A component of the dependency graph, drawn: layers from left to right, each transaction after all it waits for. */
export function ComponentGraph({ data, transactions, chain, label, base }: ComponentGraphProps) {
  const component = useMemo(() => componentData(data, transactions, chain), [data, transactions, chain])
  const layout = useLayout(component.shape)
  const place = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  const [held, hold] = useHeld()
  const [pointed, setPointed] = useState<number>()
  const [zoom, setZoom] = useState<(typeof ZOOMS)[number]>(1)
  const webgl = transactions.length > MOST_SVG_NODES
  const drawing = useMemo(
    () => (layout && layout !== 'failed' && width > 0 ? foldLayout(layout, width) : undefined),
    [layout, width],
  )
  const colours = useMemo(
    () => transactions.map((transaction) => data.modules[data.homes[transaction] ?? 0]?.colour ?? ''),
    [data, transactions],
  )
  const heldNode = held === undefined ? -1 : transactions.indexOf(held)
  const current = pointed ?? (heldNode < 0 ? undefined : heldNode)
  const transaction = current === undefined ? undefined : transactions[current]

  useEffect(() => {
    const element = place.current
    if (!element) return
    const measure = new ResizeObserver(() => setWidth(element.clientWidth))
    measure.observe(element)
    return () => measure.disconnect()
  }, [])

  const press = useCallback(
    (node: number) => hold(transactions[node] === held ? undefined : transactions[node]),
    [hold, held, transactions],
  )
  const onKeyDown = (event: KeyboardEvent) => {
    const at = current ?? -1
    const last = transactions.length - 1
    const edges = component.shape.edges
    const steps: Record<string, number | undefined> = {
      ArrowRight: Math.min(last, at + 1),
      ArrowLeft: Math.max(0, at - 1),
      ArrowUp: edges.find(([, to]) => to === at)?.[0] ?? Math.max(0, at),
      ArrowDown: edges.find(([from]) => from === at)?.[1] ?? Math.max(0, at),
      Home: 0,
      End: last,
    }
    if (Object.hasOwn(steps, event.key)) setPointed(steps[event.key])
    else if ((event.key === 'Enter' || event.key === ' ') && current !== undefined) press(current)
    else if (event.key === 'Escape') {
      hold(undefined)
      setPointed(undefined)
    } else return
    event.preventDefault()
  }

  const shared = drawing && { component, drawing, colours, current, point: setPointed, press }
  return (
    <div className="graph">
      <div
        ref={place}
        className="graph-plot"
        role="slider"
        tabIndex={0}
        aria-label={`Graph. ${label}`}
        aria-valuemin={0}
        aria-valuemax={transactions.length - 1}
        aria-valuenow={current ?? 0}
        aria-valuetext={
          transaction === undefined ? 'none: arrow keys choose one' : inShort(data, transaction)
        }
        onKeyDown={onKeyDown}
        onBlur={() => setPointed(undefined)}
      >
        {layout === 'failed' && (
          <p className="note">The graph could not be laid out; the table has its figures.</p>
        )}
        {shared && (webgl ? <GraphWebgl {...shared} zoom={zoom} /> : <GraphSvg {...shared} />)}
        <noscript>The drawing needs scripts; the table below holds its figures.</noscript>
      </div>
      {webgl && (
        <fieldset className="graph-zoom">
          <legend>Zoom</legend>
          {ZOOMS.map((each) => (
            <button key={each} type="button" aria-pressed={each === zoom} onClick={() => setZoom(each)}>
              {each}×
            </button>
          ))}
          <span className="dim">drag to move</span>
        </fieldset>
      )}
      <div className="graph-words" aria-live="polite">
        {transaction === undefined ? (
          <p className="note">
            Point at a transaction, or go from one to the next with the arrow keys: up to what it waits for,
            down to what waits for it.
          </p>
        ) : (
          <div className="readout single">
            <TransactionWords data={data} transaction={transaction} hold={hold} base={base} />
          </div>
        )}
      </div>
    </div>
  )
}
