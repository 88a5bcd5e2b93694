import type { BlockGraph } from '@/lib/parallelism/schedule'
import { dependencyRows } from './dependency-rows'
import type { Execution } from './load-execution'
import type { Bar, BarKind, TimelineLayout } from './timeline-layout'

/** A bar as a list, for the way to the browser: transaction, kind, start, end, top, height. */
type PackedBar = [number, number, number, number, number, number]

/** A dependency: the earlier transaction, a key that it goes through (in `keys`), and how many more there are. */
export type Edge = [earlier: number, key: number, more: number]

/** What the browser needs to tell of each bar what it waits for and what waits for it. All lists are by transaction. */
export interface TimelineData {
  makespan: number
  zoom: number
  height: number
  bars: PackedBar[]
  /** 64 digits each, without 0x */
  hashes: string
  gas: number[]
  /** index in `modules` of each home */
  homes: number[]
  modules: { name: string; colour: string }[]
  /** worker from 1; absent where lanes are modules */
  workers: number[] | undefined
  start: number[]
  end: number[]
  ready: number[]
  waitsFor: number[]
  behind: number[]
  aborts: number[]
  edges: Edge[][]
  keys: string[]
}

const KINDS: readonly BarKind[] = ['run', 'held', 'aborted']

/** Packs an execution for the browser. */
export function timelineData(
  { graph, run, query, transactions, keyNames }: Execution,
  layout: TimelineLayout,
  look: (module: string) => { name: string; colour: string },
): TimelineData {
  const homes = [...new Set(transactions.map(({ homeModule }) => homeModule))]
  const homeIndex = new Map(homes.map((id, i) => [id, i]))
  const keyIndex = new Map([...keyNames.keys()].map((key, i) => [key, i]))
  const aborts = new Array<number>(transactions.length).fill(0)
  for (const { transaction } of run.aborted) aborts[transaction] = (aborts[transaction] ?? 0) + 1
  return {
    makespan: run.makespanGas,
    zoom: query.zoom,
    height: layout.height,
    bars: layout.bars.map(({ transaction, kind, start, end, top, height }) => [
      transaction,
      KINDS.indexOf(kind),
      start,
      end,
      top,
      height,
    ]),
    hashes: transactions.map(({ hash }) => hash.slice(2)).join(''),
    gas: [...graph.gas],
    homes: transactions.map(({ homeModule }) => homeIndex.get(homeModule) ?? 0),
    modules: homes.map(look),
    workers: layout.named ? undefined : Array.from(run.lane, (lane) => lane + 1),
    start: [...run.start],
    end: [...run.end],
    ready: [...run.ready],
    waitsFor: [...run.waitsFor],
    behind: [...run.behind],
    aborts,
    edges: edgesOf(graph, keyIndex),
    keys: [...keyNames.values()],
  }
}

/** Each transaction's dependencies, ascending, with the first key of each. */
function edgesOf(graph: BlockGraph, keyIndex: ReadonlyMap<number, number>): Edge[][] {
  const edges: Edge[][] = Array.from({ length: graph.causes.rows }, () => [])
  for (const { earlier, later, key, more } of dependencyRows(graph)) {
    edges[later]?.push([earlier, keyIndex.get(key) ?? 0, more])
  }
  return edges
}

/** The bars again. */
export function unpackBars({ bars }: TimelineData): Bar[] {
  return bars.map(([transaction, kind, start, end, top, height]) => ({
    transaction,
    kind: KINDS[kind] ?? 'run',
    start,
    end,
    top,
    height,
  }))
}
