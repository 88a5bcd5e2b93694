import type { ParallelismBucket } from '../db/read/metrics'
import { type Policy, WORKERS } from '../parallelism/types'
import type { Families } from './families'

/** The blocks that figures stand on: the newest one, or those of the last hour or day. */
export type Window = 'block' | '1h' | '1d'

/** A part over a whole; undefined where the whole is nothing. */
export function ratioOf(part: bigint | number, whole: bigint | number): number | undefined {
  return Number(whole) === 0 ? undefined : Number(part) / Number(whole)
}

/** How parallel the blocks of a window were under a policy. */
export function addParallelism(
  families: Families,
  chainId: bigint,
  policy: Policy,
  window: Window,
  bucket: ParallelismBucket,
): void {
  const labels = { chain: String(chainId), policy, window }
  const gauge = (name: string, help: string, value: number | bigint | undefined, more = {}) =>
    families.gauge(`parascope_${name}`, help, { ...labels, ...more }, value)
  const { gasUsed, transactions } = bucket
  gauge('blocks', 'Analysed blocks of the window.', bucket.blocks)
  gauge('transactions', 'Transactions of the window.', transactions)
  gauge('gas_used', 'Gas used in the window.', gasUsed)
  gauge('dependencies', 'Dependencies between transactions of a block, summed.', bucket.edges)
  gauge('critical_path_gas', 'Gas of the critical paths, summed over the blocks.', bucket.criticalPathGas)
  gauge(
    'speedup_bound_ratio',
    'Gas used over critical path gas: what no number of workers exceeds.',
    ratioOf(gasUsed, bucket.criticalPathGas),
  )
  const transactionShares = [
    ['conflicted', 'in a conflict', bucket.conflictedTxs],
    ['dependent', 'that depend on an earlier one of their block', bucket.dependentTxs],
    ['largest_component', 'in the largest component of their block', bucket.largestComponents],
  ] as const
  for (const [name, words, count] of transactionShares) {
    gauge(
      `${name}_transactions_ratio`,
      `Share of transactions ${words}, 0 to 1.`,
      ratioOf(count, transactions),
    )
  }
  const schedulers = [
    ['critical-path-first', bucket.makespanGas],
    ['block-order', bucket.blockOrderMakespanGas],
    ['optimistic', bucket.optimisticMakespanGas],
  ] as const
  for (const [index, workers] of WORKERS.entries()) {
    for (const [scheduler, makespans] of schedulers) {
      gauge(
        'speedup_ratio',
        'Gas used over the makespan of a scheduler on a number of workers.',
        ratioOf(gasUsed, makespans[index] ?? 0n),
        { scheduler, workers: String(workers) },
      )
    }
    gauge(
      'optimistic_aborts_per_transaction',
      'Aborts of the optimistic simulation on a number of workers, per transaction.',
      ratioOf(bucket.optimisticAborts[index] ?? 0, transactions),
      { workers: String(workers) },
    )
  }
  gauge(
    'module_partitioned_speedup_ratio',
    'Gas used over the makespan with one serial lane a module.',
    ratioOf(gasUsed, bucket.moduleMakespanGas),
  )
}
