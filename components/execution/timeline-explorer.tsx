'use client'

import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import type { Base } from '@/lib/format/paths'
import { barAt } from './bar-at'
import { type TimelineData, unpackBars } from './timeline-data'
import { TimelineOverlay } from './timeline-overlay'
import { TransactionReadout } from './transaction-readout'

interface TimelineExplorerProps {
  data: TimelineData
  /** the transaction that the address holds */
  asked: number | undefined
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

/** Lets a reader point at a bar, or choose a transaction by its index, and see what it waits for. */
export function TimelineExplorer({ data, asked, base, href, gutter, axis, children }: TimelineExplorerProps) {
  const plot = useRef<HTMLDivElement>(null)
  const [held, setHeld] = useState(asked)
  const [pointed, setPointed] = useState<number>()
  const bars = useMemo(() => unpackBars(data), [data])
  const count = data.gas.length
  const shown = pointed ?? held
  const current = shown !== undefined && shown < count ? shown : undefined

  useEffect(() => {
    const address = new URL(window.location.href)
    if (address.searchParams.get('tab') !== 'execution') return
    if (held === undefined) address.searchParams.delete('tx')
    else address.searchParams.set('tx', `${held}`)
    if (address.href !== window.location.href) window.history.replaceState(null, '', address)
  })

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
    const hold = (event: MouseEvent) => {
      const transaction = find(event)
      setHeld((before) => (before === transaction ? undefined : transaction))
    }
    element.addEventListener('pointermove', point)
    element.addEventListener('pointerleave', leave)
    element.addEventListener('click', hold)
    return () => {
      element.removeEventListener('pointermove', point)
      element.removeEventListener('pointerleave', leave)
      element.removeEventListener('click', hold)
    }
  }, [bars, data.makespan])

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
            >
              {children}
              {current !== undefined && <TimelineOverlay data={data} bars={bars} transaction={current} />}
            </div>
            {axis}
          </div>
        </div>
      </div>
      <TransactionReadout
        data={data}
        transaction={current}
        held={held}
        hold={setHeld}
        base={base}
        href={href}
      />
    </div>
  )
}
