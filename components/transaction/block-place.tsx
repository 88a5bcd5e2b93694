import Link from 'next/link'
import { type ModuleNames, moduleColour } from '@/components/chips/tags'
import { executionQuery, parseExecution, schedulerNames } from '@/components/execution/execution-query'
import type { loadSchedule } from '@/components/execution/load-execution'
import { type Bar, layoutTimeline } from '@/components/execution/timeline-layout'
import { barPath, scaleOf, WIDTH } from '@/components/execution/timeline-path'
import { integer, scaled } from '@/lib/format/numbers'
import { int } from '@/lib/parallelism/csr'
import { rowOf } from '@/lib/parallelism/schedule'
import type { Policy } from '@/lib/parallelism/types'

interface BlockPlaceProps {
  /** index of the transaction */
  index: number
  executed: NonNullable<Awaited<ReturnType<typeof loadSchedule>>>
  policy: Policy
  modules: ModuleNames
  /** the block's page */
  href: string
}

/** The schedule that a transaction's place is shown in: the timeline's own. */
export const placeView = (policy: Policy) => ({ ...parseExecution({}), policy })

/** Where a transaction runs when its block is executed in parallel, leading to the timeline with it held. */
export function BlockPlace({ index, executed, policy, modules, href }: BlockPlaceProps) {
  const { graph, run, transactions } = executed
  const view = placeView(policy)
  const homes = transactions.map(({ homeModule }) => homeModule)
  const { bars, lanes, height } = layoutTimeline(run, graph, view.scheduler, homes, () => 0)
  const x = scaleOf(run.makespanGas, 1)
  const near = new Set([...rowOf(graph.dependencies, index), ...rowOf(graph.dependents, index)])
  const drawn = (wanted: (bar: Bar) => boolean) => barPath(bars.filter(wanted), x)
  const [start, end, ready] = [run.start[index] ?? 0, run.end[index] ?? 0, run.ready[index] ?? 0]
  const waitsFor = int(run.waitsFor, index)
  const why =
    waitsFor >= 0
      ? `as soon as #${waitsFor}, which it depends on, has ended`
      : start > ready
        ? `${scaled(start - ready)} gas after it could have, when a worker is free`
        : 'at once'
  return (
    <Link className="place" href={`${href}${executionQuery({ ...view, tx: index })}`} prefetch={false}>
      <svg viewBox={`0 0 ${WIDTH} ${height}`} preserveAspectRatio="none" aria-hidden="true">
        <path
          className="ground"
          d={lanes.map(({ top, height: high }) => `M0 ${top}h${WIDTH}v${high}h-${WIDTH}z`).join('')}
        />
        <path
          className="rest"
          d={drawn(({ transaction }) => transaction !== index && !near.has(transaction))}
        />
        <path className="near" d={drawn(({ transaction }) => near.has(transaction))} />
        <path
          className="own"
          style={{ fill: moduleColour(homes[index] ?? '', modules) }}
          d={drawn(({ transaction }) => transaction === index)}
        />
      </svg>
      <span className="place-words">
        On {view.workers} workers, {schedulerNames[view.scheduler].toLowerCase()}, it starts {why}: from{' '}
        {scaled(start)} to {scaled(end)} of the {scaled(run.makespanGas)} gas that the{' '}
        {integer(transactions.length)} transactions take. <b>Open the timeline with transaction {index}</b>
      </span>
    </Link>
  )
}
