import { type AnalysisOptions, analyseGraph, type PreparedBlock, prepareBlock } from './analyse'
import { commute, type KeyMask, split } from './change-access'
import { movedModules, targetKeys } from './change-modules'
import { type Change, shardsOf } from './changes'
import { float, int } from './csr'
import { buildGraph, type DependencyGraph } from './graph'
import { counted, type IndexedAccess, underPolicy } from './indexed'
import type { AccessSet, BlockAnalysis, ModuleOf, Policy, TransactionCost } from './types'

/** A block to ask "what if" of; access[i] belongs to transactions[i]. */
export interface WhatIfBlock {
  access: readonly AccessSet[]
  transactions: readonly (TransactionCost & { sender: string })[]
  /** modules in force at the block */
  moduleOf: ModuleOf
}

/** The metrics of a block, and the gas of the transactions that depend on an earlier one. */
export interface Measured extends BlockAnalysis {
  waitingGas: bigint
}

/** What a change sets free, in gas: before less after. Negative where the change makes it worse. */
export interface FreedGas {
  criticalPathGas: bigint
  waitingGas: bigint
  moduleMakespanGas: bigint
}

export interface WhatIf {
  before: Measured
  after: Measured
  freed: FreedGas
  /** keys of the block that the change was made to; 0 where the block does not touch the target */
  keys: number
}

/** The conflicts of a block under one policy. */
export interface ConflictBase {
  block: WhatIfBlock
  /** with the keys that count under the policy */
  prepared: PreparedBlock
  graph: DependencyGraph
}

/** A block read once under one policy, to ask many changes of. */
export interface WhatIfBase extends ConflictBase {
  policy: Policy
  options: AnalysisOptions
  before: Measured
}

/** Reads a block as it is, without measuring it. Throws a RangeError as analyseBlock does. */
export function conflictBase(block: WhatIfBlock, policy: Policy): ConflictBase {
  const prepared = prepareBlock(block.access, block.transactions, block.moduleOf, undefined, 'all')
  const indexed = underPolicy(prepared.indexed, policy)
  return { block, prepared: { ...prepared, indexed }, graph: buildGraph(indexed) }
}

/** Reads and measures a block as it is. Throws a RangeError as analyseBlock does. */
export function whatIfBase(block: WhatIfBlock, policy: Policy, options: AnalysisOptions = {}): WhatIfBase {
  const base = conflictBase(block, policy)
  return { ...base, policy, options, before: measured(base.prepared, base.graph, policy, options) }
}

/**
 * The metrics of a block as it is and as a change would have made it: its transactions, their order, their gas and
 * what they use stay the same. docs/parallelism.md, "What if".
 */
export function whatIf(base: WhatIfBase, change: Change): WhatIf {
  const { block, policy, options, prepared, before } = base
  const { target, action } = change
  const mask = targetKeys(prepared, target)
  const keys = mask.reduce((count, held) => count + held, 0)
  const result = (after: Measured): WhatIf => ({ before, after, freed: freedGas(before, after), keys })
  if (action.kind === 'moved') {
    const { access, transactions, moduleOf } = block
    const modules = movedModules(prepared, access, transactions, moduleOf, target, action.moduleId)
    return result(measured({ ...prepared, modules }, base.graph, policy, options))
  }
  if (keys === 0) return result(before)
  const indexed = changedAccess(base, mask, change)
  return result(measured({ ...prepared, indexed }, buildGraph(indexed), policy, options))
}

function changedAccess({ block, prepared }: WhatIfBase, mask: KeyMask, { action }: Change): IndexedAccess {
  if (action.kind !== 'sharded') return counted(commute(prepared.indexed, mask))
  const shards = shardsOf(
    block.transactions.map(({ sender }) => sender),
    action.ways,
  )
  return counted(split(prepared.indexed, mask, shards, action.ways === 'sender' ? Infinity : action.ways))
}

function measured(
  prepared: PreparedBlock,
  graph: DependencyGraph,
  policy: Policy,
  options: AnalysisOptions,
): Measured {
  const { start, rows } = graph.dependencies
  let waiting = 0
  for (let j = 0; j < rows; j++) {
    if (int(start, j + 1) > int(start, j)) waiting += float(prepared.gas, j)
  }
  return { ...analyseGraph(prepared, graph, policy, options), waitingGas: BigInt(waiting) }
}

function freedGas(before: Measured, after: Measured): FreedGas {
  return {
    criticalPathGas: before.block.criticalPathGas - after.block.criticalPathGas,
    waitingGas: before.waitingGas - after.waitingGas,
    moduleMakespanGas: before.block.moduleMakespanGas - after.block.moduleMakespanGas,
  }
}
