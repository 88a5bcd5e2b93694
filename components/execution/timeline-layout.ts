import { type BlockGraph, rowOf, type Schedule, type Scheduler } from '@/lib/parallelism/schedule'

/** One row of the timeline. Pixels. */
export interface Lane {
  /** a module's id, a worker's number from 1, or undefined for what holds no lane */
  name: string | undefined
  top: number
  height: number
}

/** The execution that counted, a further lane that it holds, or an execution that was aborted. */
export type BarKind = 'run' | 'held' | 'aborted'

/** A transaction on a lane: `start` and `end` in gas, the rest in pixels. */
export interface Bar {
  transaction: number
  kind: BarKind
  start: number
  end: number
  top: number
  height: number
}

export interface TimelineLayout {
  lanes: Lane[]
  bars: Bar[]
  height: number
  /** whether names stand above the lanes, and not beside them */
  named: boolean
}

const GAP = 3
/** Room above a lane for its name. */
const NAME = 17
const MODULE_LANE = 18

const laneHeight = (lanes: number) =>
  lanes === 1 ? 44 : lanes <= 4 ? 30 : lanes <= 8 ? 24 : lanes <= 16 ? 17 : 11

/**
 * Places every execution of a schedule. `orderOf` sorts the module lanes; `homes` are the transactions' home modules,
 * on whose lanes they are shown as running where they hold several.
 */
export function layoutTimeline(
  run: Schedule,
  graph: BlockGraph,
  scheduler: Scheduler,
  homes: readonly string[],
  orderOf: (module: string) => number,
): TimelineLayout {
  return scheduler === 'module-partitioned' ? byModule(run, graph, homes, orderOf) : byWorker(run)
}

function byWorker(run: Schedule): TimelineLayout {
  const height = laneHeight(run.lanes)
  const lanes = Array.from({ length: run.lanes }, (_, i) => ({
    name: `${i + 1}`,
    top: i * (height + GAP),
    height,
  }))
  const on = (lane: number) => ({ top: lanes[lane]?.top ?? 0, height })
  const bars: Bar[] = run.aborted.map(({ transaction, lane, start, end }) => ({
    transaction,
    kind: 'aborted',
    start,
    end,
    ...on(lane),
  }))
  run.start.forEach((start, transaction) => {
    const end = run.end[transaction] ?? start
    bars.push({ transaction, kind: 'run', start, end, ...on(run.lane[transaction] ?? 0) })
  })
  return { lanes, bars, height: run.lanes * (height + GAP) - GAP, named: false }
}

function byModule(
  run: Schedule,
  graph: BlockGraph,
  homes: readonly string[],
  orderOf: (module: string) => number,
): TimelineLayout {
  const order = graph.lanes
    .map((_, i) => i)
    .sort((a, b) => orderOf(graph.lanes[a] ?? '') - orderOf(graph.lanes[b] ?? ''))
  const pitch = NAME + MODULE_LANE + GAP
  const top = new Map(order.map((lane, place) => [lane, place * pitch + NAME]))
  const lanes: Lane[] = order.map((lane, place) => ({
    name: graph.lanes[lane],
    top: place * pitch + NAME,
    height: MODULE_LANE,
  }))
  const bars: Bar[] = []
  const free: number[] = []
  run.start.forEach((start, transaction) => {
    const end = run.end[transaction] ?? start
    const held = rowOf(graph.lanesOf, transaction)
    const own = held.find((lane) => graph.lanes[lane] === homes[transaction]) ?? held[0]
    if (own === undefined) free.push(transaction)
    for (const lane of held) {
      const kind = lane === own ? 'run' : 'held'
      bars.push({ transaction, kind, start, end, top: top.get(lane) ?? 0, height: MODULE_LANE })
    }
  })
  if (free.length > 0) {
    const lane = { name: undefined, top: lanes.length * pitch + NAME, height: MODULE_LANE * 2 }
    lanes.push(lane)
    bars.push(...sideBySide(run, free, lane))
  }
  const last = lanes.at(-1)
  return { lanes, bars, height: last ? last.top + last.height : 0, named: true }
}

/** Transactions that hold no lane, in as many thin rows as run at once. */
function sideBySide(run: Schedule, transactions: readonly number[], lane: Lane): Bar[] {
  const rows: number[] = []
  const placed = transactions
    .map((transaction) => ({
      transaction,
      start: run.start[transaction] ?? 0,
      end: run.end[transaction] ?? 0,
    }))
    .sort((a, b) => a.start - b.start || a.transaction - b.transaction)
    .map((span) => {
      const at = rows.findIndex((until) => until <= span.start)
      const row = at < 0 ? rows.length : at
      rows[row] = span.end
      return { ...span, row }
    })
  const height = lane.height / rows.length
  return placed.map(({ row, ...span }) => ({ ...span, kind: 'run', top: lane.top + row * height, height }))
}
