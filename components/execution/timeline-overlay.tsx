'use client'

import type { TimelineData } from './timeline-data'
import type { Bar } from './timeline-layout'
import { barPath, edgePath, scaleOf, WIDTH } from './timeline-path'

interface TimelineOverlayProps {
  data: TimelineData
  bars: readonly Bar[]
  transaction: number
}

/** One transaction over the faded drawing, with the bars and edges of what it waits for and what waits for it. */
export function TimelineOverlay({ data, bars, transaction }: TimelineOverlayProps) {
  const x = scaleOf(data.makespan, data.zoom)
  const running = new Map(bars.filter(({ kind }) => kind === 'run').map((bar) => [bar.transaction, bar]))
  const own = running.get(transaction)
  const earlier = (data.edges[transaction] ?? []).map(([i]) => i)
  const later = dependentsOf(data, transaction)
  const edges = (others: readonly number[], forwards: boolean) =>
    others
      .flatMap((i) => {
        const other = running.get(i)
        if (!own || !other) return []
        return forwards ? edgePath(own, other, x) : edgePath(other, own, x)
      })
      .join('')
  const ends = earlier.length > 0 && own ? `M${x(own.start)} ${own.top + own.height / 2}h0` : ''
  return (
    <svg
      className="timeline-overlay"
      viewBox={`0 0 ${WIDTH * data.zoom} ${data.height}`}
      preserveAspectRatio="none"
      height={data.height}
      aria-hidden="true"
    >
      <Related data={data} bars={bars} transactions={[...earlier, ...later]} />
      <path className="edge later" d={edges(later, true)} />
      <path className="edge earlier" d={edges(earlier, false)} />
      <path className="dot" d={ends} />
      <Related data={data} bars={bars} transactions={[transaction]} own />
    </svg>
  )
}

interface RelatedProps {
  data: TimelineData
  bars: readonly Bar[]
  transactions: readonly number[]
  own?: boolean
}

function Related({ data, bars, transactions, own }: RelatedProps) {
  const x = scaleOf(data.makespan, data.zoom)
  const wanted = new Set(transactions)
  const byModule = new Map<number, Bar[]>()
  for (const bar of bars) {
    if (!wanted.has(bar.transaction) || (!own && bar.kind !== 'run')) continue
    const module = data.homes[bar.transaction] ?? 0
    const list = byModule.get(module) ?? []
    list.push(bar)
    byModule.set(module, list)
  }
  return [...byModule].map(([module, list]) => (
    <path
      key={module}
      className={own ? 'own' : undefined}
      style={{ fill: data.modules[module]?.colour }}
      d={barPath(list, x)}
    />
  ))
}

/** The later transactions that depend on one, ascending. */
export function dependentsOf(data: TimelineData, transaction: number): number[] {
  return data.edges.flatMap((edges, later) => (edges.some(([i]) => i === transaction) ? [later] : []))
}
