import { int } from '@/lib/parallelism/csr'
import { type BlockGraph, rowOf, type Schedule, type Scheduler } from '@/lib/parallelism/schedule'
import { takesWorkers } from './execution-query'

interface Executed {
  graph: BlockGraph
  run: Schedule
  transactions: readonly { hash: string; homeModule: string }[]
  query: { scheduler: Scheduler }
}

/** A transaction in a schedule. Times are gas since the block began. */
export interface ScheduleRow {
  index: number
  hash: string
  home: string
  /** the worker from 1, or the modules whose lanes it holds; undefined where it holds none */
  lane: string | undefined
  gas: number
  ready: number
  start: number
  end: number
  /** the dependency that ended as it started */
  waitsFor: number | undefined
  /** what freed its lane as it started, where no dependency held it as long */
  behind: number | undefined
  dependencies: number
  dependents: number
  aborts: number
}

/** Up to `limit` transactions of a schedule from the index `from`. */
export function scheduleRows(executed: Executed, from = 0, limit = Infinity): ScheduleRow[] {
  const { graph, run, transactions, query } = executed
  const aborts = new Map<number, number>()
  for (const { transaction } of run.aborted) aborts.set(transaction, (aborts.get(transaction) ?? 0) + 1)
  const workers = takesWorkers(query.scheduler) || query.scheduler === 'serial'
  const laneOf = (index: number) => {
    if (workers) return `${int(run.lane, index) + 1}`
    return rowOf(graph.lanesOf, index)
      .map((lane) => graph.lanes[lane] ?? '')
      .join(' ')
  }
  const known = (index: number) => (index < 0 ? undefined : index)
  const size = ({ start }: BlockGraph['dependencies'], index: number) =>
    int(start, index + 1) - int(start, index)
  return transactions.slice(from, from + limit).map(({ hash, homeModule }, i) => {
    const index = from + i
    return {
      index,
      hash,
      home: homeModule,
      lane: laneOf(index) || undefined,
      gas: graph.gas[index] ?? 0,
      ready: run.ready[index] ?? 0,
      start: run.start[index] ?? 0,
      end: run.end[index] ?? 0,
      waitsFor: known(int(run.waitsFor, index)),
      behind: known(int(run.behind, index)),
      dependencies: size(graph.dependencies, index),
      dependents: size(graph.dependents, index),
      aborts: aborts.get(index) ?? 0,
    }
  })
}
