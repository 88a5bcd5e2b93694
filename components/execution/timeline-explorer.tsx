'use client'

import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import type { Base } from '@/lib/format/paths'
import { barAt } from './bar-at'
import { STEP_KEYS, stepBar } from './bar-step'
import { type TimelineData, unpackBars } from './timeline-data'
import { TimelineOverlay } from './timeline-overlay'
import { TransactionReadout } from './transaction-readout'
import { inShort } from './transaction-words'
import { useHeld } from './use-held'

interface TimelineExplorerProps {
  data: TimelineData
  /** what the timeline says, for people who cannot see it */
  label: string
  base: Base
  /** the block's page */
  href: string
  gutter: ReactNode
  axis: ReactNode
  /** the drawing itself, made on the server */
  children: ReactNode
}

/** Pixels that a pointer may be beside a bar and still mean it. */
const REACH = 4

/** Lets a reader point at a bar, go from bar to bar by keyboard, or choose a transaction by its index. */
export function TimelineExplorer({ data, label, base, href, gutter, axis, children }: TimelineExplorerProps) {
  const plot = useRef<HTMLDivElement>(null)
  const [held, hold] = useHeld()
  const [pointed, setPointed] = useState<number>()
  const bars = useMemo(() => unpackBars(data), [data])
  const count = data.gas.length
  const shown = pointed ?? held
  const current = shown !== undefined && shown < count ? shown : undefined

  useEffect(() => {
    const element = plot.current
    if (!element) return
    const find = ({ clientX, clientY }: PointerEvent | MouseEvent) => {
      const { left, top, width } = element.getBoundingClientRect()
      const gasOfPixel = data.makespan / width
      return barAt(bars, (clientX - left) * gasOfPixel, clientY - top, REACH * gasOfPixel)?.transaction
    }
    const point = (event: PointerEvent) => event.pointerType === 'mouse' && setPointed(find(event))
    const leave = () => setPointed(undefined)
    const press = (event: MouseEvent) => {
      const transaction = find(event)
      hold(transaction === held ? undefined : transaction)
    }
    element.addEventListener('pointermove', point)
    element.addEventListener('pointerleave', leave)
    element.addEventListener('click', press)
    return () => {
      element.removeEventListener('pointermove', point)
      element.removeEventListener('pointerleave', leave)
      element.removeEventListener('click', press)
    }
  }, [bars, data.makespan, held, hold])

  const show = (transaction: number | undefined) => {
    setPointed(transaction)
    const scroll = plot.current?.closest('.timeline-scroll')
    const bar = bars.find((each) => each.transaction === transaction && each.kind === 'run')
    if (!scroll || !bar || data.zoom === 1) return
    const left = (bar.start / data.makespan) * scroll.scrollWidth
    if (left < scroll.scrollLeft || left > scroll.scrollLeft + scroll.clientWidth - 40)
      scroll.scrollLeft = left - scroll.clientWidth / 2
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const key = STEP_KEYS.find((each) => each === event.key)
    if (key) show(stepBar(bars, current, key))
    else if (event.key === 'Enter' || event.key === ' ') hold(current === held ? undefined : current)
    else if (event.key === 'Escape') {
      hold(undefined)
      setPointed(undefined)
    } else return
    event.preventDefault()
  }

  return (
    <div className="timeline">
      <div className="timeline-frame">
        <div className={data.workers ? 'timeline-gutter beside' : 'timeline-gutter above'}>{gutter}</div>
        <div className="timeline-scroll">
          <div style={{ width: `${data.zoom * 100}%` }}>
            <div
              ref={plot}
              className={current === undefined ? 'timeline-plot' : 'timeline-plot told'}
              style={{ height: data.height }}
              role="slider"
              tabIndex={0}
              aria-label={`Timeline. ${label}`}
              aria-valuemin={0}
              aria-valuemax={count - 1}
              aria-valuenow={current ?? 0}
              aria-valuetext={current === undefined ? 'none: arrow keys choose one' : inShort(data, current)}
              onKeyDown={onKeyDown}
              onBlur={() => setPointed(undefined)}
            >
              {children}
              {current !== undefined && <TimelineOverlay data={data} bars={bars} transaction={current} />}
            </div>
            {axis}
          </div>
        </div>
      </div>
      <TransactionReadout data={data} transaction={current} held={held} hold={hold} base={base} href={href} />
    </div>
  )
}
