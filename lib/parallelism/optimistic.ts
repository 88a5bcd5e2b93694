import { int, toCsr, transpose } from './csr'
import { type OptimisticRun, OptimisticSimulation } from './optimistic-simulation'
import { gasAsDoubles } from './paths'
import { Scratch } from './scratch'

/** What the optimistic schedule costs beyond execution, in gas. */
export interface OptimisticCosts {
  /** validating one incarnation, for each key that it read */
  validationGasPerRead: bigint
  /** aborting one incarnation, for each key whose writes are marked as estimates */
  abortGasPerWrite: bigint
}

/** A warm access costs 100 gas (EIP-2929): re-reading a key, or marking one, is taken as just that. */
export const DEFAULT_OPTIMISTIC_COSTS: OptimisticCosts = {
  validationGasPerRead: 100n,
  abortGasPerWrite: 100n,
}

/** Gas of each transaction at so much for each of the keys that it uses. */
export function gasPerKey(counts: Int32Array, gasPerKey: bigint, scratch = new Scratch()): Float64Array {
  const each = Number(gasPerKey)
  const gas = scratch.floats(counts.length)
  for (let i = 0; i < counts.length; i++) gas[i] = each * int(counts, i)
  return gas
}

/**
 * The simulation over plain lists: dependencies[j] are the earlier transactions that j depends on; reads and writes
 * are the sizes of each access set.
 */
export function optimistic(
  dependencies: readonly (readonly number[])[],
  transactions: readonly { gas: bigint; reads: number; writes: number }[],
  workers: number,
  costs: OptimisticCosts = DEFAULT_OPTIMISTIC_COSTS,
): OptimisticRun {
  const validation = Number(costs.validationGasPerRead)
  const abort = Number(costs.abortGasPerWrite)
  return new OptimisticSimulation(transpose(toCsr(dependencies)), {
    gas: gasAsDoubles(transactions.map(({ gas }) => gas)),
    validation: Float64Array.from(transactions, ({ reads }) => reads * validation),
    restart: Float64Array.from(transactions, ({ writes }) => writes * abort),
  }).on(workers)
}
