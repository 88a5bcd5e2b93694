import { components } from './components'
import { transpose } from './csr'
import { buildGraph, type DependencyGraph } from './graph'
import { hotKeys } from './hot-keys'
import { indexAccess } from './index-access'
import { type BlockAccess, type IndexedAccess, underPolicy } from './indexed'
import { moduleMakespan } from './lanes'
import { ListScheduling } from './list-scheduling'
import { rankByWeight } from './makespan'
import { moduleConflicts, moduleMetrics } from './module-metrics'
import { type ModuleTable, moduleTable } from './module-table'
import type { Numbered } from './number-uses'
import { DEFAULT_OPTIMISTIC_COSTS, gasPerKey, type OptimisticCosts } from './optimistic'
import { OptimisticSimulation } from './optimistic-simulation'
import { criticalPath, gasAsDoubles, longestChain, topologicalOrder, totalGas, weightToExit } from './paths'
import { Scratch } from './scratch'
import { type Tasks, tasksByRank, tasksInBlockOrder } from './tasks'
import {
  type AccessSet,
  type BlockAnalysis,
  type ModuleOf,
  type Policy,
  type TransactionCost,
  WORKERS,
} from './types'

export interface AnalysisOptions {
  /** worker counts of the makespans, in the order of the arrays in the result; WORKERS without */
  workers?: readonly number[]
  optimisticCosts?: OptimisticCosts
  /** how many hot keys to report; HOT_KEYS without */
  hotKeys?: number
  /** memory of the analyses before, for many blocks one after another; results do not depend on it */
  scratch?: Scratch
}

/** What the analyses of a block under several policies share. */
export interface PreparedBlock<Access extends IndexedAccess = IndexedAccess> {
  indexed: Access
  modules: ModuleTable
  gas: Float64Array
  gasUsed: bigint
  scratch: Scratch
}

/**
 * All metrics of a block under one policy, in block order: access[i] and costs[i] belong to transaction i.
 * Throws a RangeError where the two lists differ in length or the gas passes 2^50.
 */
export function analyseBlock(
  access: readonly AccessSet[],
  costs: readonly TransactionCost[],
  policy: Policy,
  moduleOf: ModuleOf,
  options: AnalysisOptions = {},
): BlockAnalysis {
  return analysePrepared(prepareBlock(access, costs, moduleOf, options.scratch), policy, options)
}

/** As analyseBlock for several policies at once, in their order; what they share is computed once. */
export function analysePolicies(
  access: readonly AccessSet[],
  costs: readonly TransactionCost[],
  policies: readonly Policy[],
  moduleOf: ModuleOf,
  options: AnalysisOptions = {},
): BlockAnalysis[] {
  const prepared = prepareBlock(access, costs, moduleOf, options.scratch)
  return policies.map((policy) => analysePrepared(prepared, policy, options))
}

/** Numbers the keys (all, or those alone that can be in a conflict) and modules of a block; throws as analyseBlock does. */
export function prepareBlock(
  access: readonly AccessSet[],
  costs: readonly TransactionCost[],
  moduleOf: ModuleOf,
  scratch = new Scratch(),
  numbered: Numbered = 'contestable',
): PreparedBlock<BlockAccess> {
  if (access.length !== costs.length) {
    throw new RangeError(`${access.length} access sets do not belong to ${costs.length} transactions`)
  }
  scratch.reset()
  const gas = gasAsDoubles(costs.map((cost) => cost.gas))
  return {
    indexed: indexAccess(access, scratch, numbered),
    modules: moduleTable(access, costs, moduleOf, scratch),
    gas,
    gasUsed: BigInt(totalGas(gas)),
    scratch,
  }
}

function analysePrepared(
  prepared: PreparedBlock<BlockAccess>,
  policy: Policy,
  options: AnalysisOptions,
): BlockAnalysis {
  const { scratch } = prepared
  return scratch.within(() => {
    const indexed = underPolicy(prepared.indexed, policy, scratch)
    return analyseGraph({ ...prepared, indexed }, buildGraph(indexed, scratch), policy, options)
  })
}

/** All metrics of a block whose keys are those that count under the policy, over the graph that they give. */
export function analyseGraph(
  prepared: PreparedBlock,
  graph: DependencyGraph,
  policy: Policy,
  options: AnalysisOptions = {},
): BlockAnalysis {
  return prepared.scratch.within(() => measureGraph(prepared, graph, policy, options))
}

function measureGraph(
  { indexed, modules, gas, gasUsed, scratch }: PreparedBlock,
  graph: DependencyGraph,
  policy: Policy,
  { workers = WORKERS, optimisticCosts = DEFAULT_OPTIMISTIC_COSTS, hotKeys: limit }: AnalysisOptions,
): BlockAnalysis {
  const { dependencies } = graph
  const { rows } = dependencies
  const dependents = transpose(dependencies, scratch)
  const connected = components(dependencies, scratch)
  const order = topologicalOrder(dependencies, scratch)
  const critical = criticalPath(dependencies, gas, order, scratch)
  const blockOrder = tasksInBlockOrder(dependencies, dependents, gas, scratch)
  const rank = rankByWeight(weightToExit(dependents, gas, order, scratch), scratch)
  const validation = gasPerKey(indexed.readCounts, optimisticCosts.validationGasPerRead, scratch)
  const restart = gasPerKey(indexed.writeCounts, optimisticCosts.abortGasPerWrite, scratch)
  const optimistic = new OptimisticSimulation(dependents, { gas, validation, restart }, scratch)
  const optimisticRuns = workers.map((k) => optimistic.on(k))
  const list = new ListScheduling(rows, scratch)
  const makespans = (tasks: Tasks) => workers.map((k) => BigInt(list.makespan(tasks, k)))
  const lanes = moduleMakespan(dependencies, modules.touched, modules.ids.length, gas, undefined, scratch)
  return {
    block: {
      policy,
      transactions: rows,
      gasUsed,
      edges: dependencies.items.length,
      conflictedTxs: connected.conflicted,
      dependentTxs: connected.dependent,
      components: connected.count,
      largestComponent: connected.largest,
      longestChainTxs: longestChain(dependencies, order, scratch),
      criticalPathGas: BigInt(critical.gas),
      criticalPath: critical.path,
      makespanGas: makespans(tasksByRank(blockOrder, rank, scratch)),
      blockOrderMakespanGas: makespans(blockOrder),
      moduleMakespanGas: BigInt(lanes),
      optimisticMakespanGas: optimisticRuns.map((run) => BigInt(run.makespanGas)),
      optimisticAborts: optimisticRuns.map((run) => run.aborts),
    },
    modules: moduleMetrics(graph, indexed.keys, modules, gas, scratch),
    moduleConflicts: moduleConflicts(graph, modules),
    hotKeys: hotKeys(graph, indexed, gas, limit, scratch),
  }
}
