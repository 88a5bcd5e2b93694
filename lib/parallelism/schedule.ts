import { type Csr, float, int, transpose } from './csr'
import { buildGraph, type DependencyGraph } from './graph'
import { indexAccess } from './index-access'
import { underPolicy } from './indexed'
import { Interner } from './intern'
import { type AbortedExecution, LaneRecorder } from './lane-recorder'
import { moduleMakespan } from './lanes'
import { ListScheduling } from './list-scheduling'
import { rankByWeight } from './makespan'
import { DEFAULT_OPTIMISTIC_COSTS, gasPerKey, type OptimisticCosts } from './optimistic'
import { OptimisticSimulation } from './optimistic-simulation'
import { gasAsDoubles, topologicalOrder, totalGas, weightToExit } from './paths'
import { tasksByRank, tasksInBlockOrder } from './tasks'
import type { AccessSet, Policy, StateKey } from './types'

/** Ways to execute a block; all but `serial` and `module-partitioned` on a number of workers. */
export const SCHEDULERS = [
  'critical-path-first',
  'block-order',
  'optimistic',
  'module-partitioned',
  'serial',
] as const
export type Scheduler = (typeof SCHEDULERS)[number]

/** What all schedules of a block under one policy stand on. */
export interface BlockGraph extends DependencyGraph {
  /** the keys that dependencies go through, numbered as in `causeKeys` */
  keys: StateKey[]
  /** row i: the later transactions that depend on i, ascending */
  dependents: Csr
  /** gas used, as exact doubles */
  gas: Float64Array
  gasUsed: number
  /** names of the module lanes; row j of `lanesOf`: the lanes that transaction j holds when the block is partitioned */
  lanes: string[]
  lanesOf: Csr
  /** gas of a validation of each transaction, and of a restart of it */
  validation: Float64Array
  restart: Float64Array
}

/** A block executed: when and where each transaction ran. Times are gas since the block began. */
export interface Schedule {
  makespanGas: number
  /** lanes that there are: workers, or modules */
  lanes: number
  /** by transaction, of the execution that counted */
  start: Float64Array
  end: Float64Array
  /** worker, or lane of the first module that it touches; -1 where it holds no lane */
  lane: Int32Array
  /** when the last of its dependencies had finished; 0 without dependencies */
  ready: Float64Array
  /** the dependency that ended as it started: what it waited for; -1 where none did */
  waitsFor: Int32Array
  /** the transaction that freed its lane as it started, where no dependency held it as long; -1 where none did */
  behind: Int32Array
  aborted: AbortedExecution[]
}

/**
 * Reads a block for scheduling: access[i], gas[i] and modules[i] (those that it touches) belong to transaction i.
 * Throws a RangeError where the lists differ in length or the gas passes 2^50.
 */
export function blockGraph(
  access: readonly AccessSet[],
  gas: readonly bigint[],
  modules: readonly (readonly string[])[],
  policy: Policy,
  costs: OptimisticCosts = DEFAULT_OPTIMISTIC_COSTS,
): BlockGraph {
  if (access.length !== gas.length || access.length !== modules.length) {
    throw new RangeError(
      `${access.length} access sets do not belong to ${gas.length} amounts of gas and ${modules.length} lists of modules`,
    )
  }
  const indexed = underPolicy(indexAccess(access), policy)
  const graph = buildGraph(indexed)
  const doubles = gasAsDoubles(gas)
  const names = new Interner(16)
  const start = new Int32Array(access.length + 1)
  const items: number[] = []
  modules.forEach((touched, j) => {
    for (const module of touched) items.push(names.add(module))
    start[j + 1] = items.length
  })
  return {
    ...graph,
    keys: Array.from(graph.contested, (key) => indexed.keys[key] ?? ''),
    dependents: transpose(graph.dependencies),
    gas: doubles,
    gasUsed: totalGas(doubles),
    lanes: names.names,
    lanesOf: { rows: access.length, start, items: Int32Array.from(items) },
    validation: gasPerKey(indexed.readCounts, costs.validationGasPerRead),
    restart: gasPerKey(indexed.writeCounts, costs.abortGasPerWrite),
  }
}

/**
 * Executes a block by a scheduler, transaction by transaction. Its makespan is that of analyseBlock: the same code
 * decides. Serial execution takes one worker whatever `workers` says; module lanes are as many as there are modules.
 */
export function schedule(graph: BlockGraph, scheduler: Scheduler, workers: number): Schedule {
  const { dependencies, dependents, gas } = graph
  if (scheduler === 'module-partitioned') return byModule(graph)
  const lanes = scheduler === 'serial' ? 1 : workers
  const recorder = new LaneRecorder(dependencies.rows, lanes)
  const run = (): number => {
    if (scheduler === 'optimistic') {
      return new OptimisticSimulation(dependents, graph).on(lanes, recorder).makespanGas
    }
    if (scheduler === 'serial') return oneByOne(gas, recorder)
    const tasks = tasksInBlockOrder(dependencies, dependents, gas)
    const ordered =
      scheduler === 'critical-path-first'
        ? tasksByRank(tasks, rankByWeight(weightToExit(dependents, gas, topologicalOrder(dependencies))))
        : tasks
    return new ListScheduling(dependencies.rows).makespan(ordered, lanes, recorder)
  }
  const makespanGas = run()
  const { start, end, lane, previous, abortedExecutions: aborted } = recorder
  const candidates = (j: number) => [int(previous, j)].filter((i) => i !== j)
  return { makespanGas, lanes, start, end, lane, aborted, ...reasons(dependencies, start, end, candidates) }
}

/** In block order, each after the one before: dependencies are met by themselves. */
function oneByOne(gas: Float64Array, recorder: LaneRecorder): number {
  let now = 0
  gas.forEach((amount, j) => {
    recorder.started(j, now, now + amount)
    now += amount
  })
  return now
}

function byModule({ dependencies, gas, lanes, lanesOf }: BlockGraph): Schedule {
  const rows = dependencies.rows
  const start = new Float64Array(rows)
  const end = new Float64Array(rows)
  const lane = new Int32Array(rows).fill(-1)
  const holder = new Int32Array(lanes.length).fill(-1)
  const before: number[][] = []
  const makespanGas = moduleMakespan(dependencies, lanesOf, lanes.length, gas, {
    started(j, at, until) {
      start[j] = at
      end[j] = until
      const held = rowOf(lanesOf, j)
      lane[j] = held[0] ?? -1
      before[j] = held.map((module) => int(holder, module))
      for (const module of held) holder[module] = j
    },
  })
  const candidates = (j: number) => before[j] ?? []
  const why = reasons(dependencies, start, end, candidates)
  return { makespanGas, lanes: lanes.length, start, end, lane, aborted: [], ...why }
}

/** What held each transaction until its start: a dependency before all, else what was before it on its lanes. */
function reasons(
  dependencies: Csr,
  start: Float64Array,
  end: Float64Array,
  laneBefore: (transaction: number) => readonly number[],
): Pick<Schedule, 'ready' | 'waitsFor' | 'behind'> {
  const rows = dependencies.rows
  const ready = new Float64Array(rows)
  const waitsFor = new Int32Array(rows).fill(-1)
  const behind = new Int32Array(rows).fill(-1)
  for (let j = 0; j < rows; j++) {
    const endsAtStart = (i: number) => i >= 0 && float(end, i) === float(start, j)
    const earlier = rowOf(dependencies, j)
    ready[j] = earlier.reduce((latest, i) => Math.max(latest, float(end, i)), 0)
    const held = earlier.filter(endsAtStart)
    waitsFor[j] = held.length > 0 ? Math.min(...held) : -1
    if (held.length === 0) behind[j] = laneBefore(j).find(endsAtStart) ?? -1
  }
  return { ready, waitsFor, behind }
}

/** The items of a row as a list. */
export function rowOf({ start, items }: Csr, row: number): number[] {
  return Array.from(items.subarray(int(start, row), int(start, row + 1)))
}
