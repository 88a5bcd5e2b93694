import type { ParallelismBucket } from '@/lib/db/read/metrics'
import type { ModuleBucket } from '@/lib/db/read/module-metrics'
import type { Step } from '@/lib/db/read/span'

/** What a module and the whole chain did in one bucket; a module that is not in it did nothing. */
export interface ModuleLoad {
  from: bigint
  to: bigint
  start: bigint | undefined
  blocks: number
  homeTxs: number
  homeGas: bigint
  gasUsed: bigint
}

/** A module's buckets beside the chain's, one for each of the chain's. */
export function loadsOf(
  buckets: readonly ModuleBucket[],
  chain: readonly ParallelismBucket[],
  step: Step,
): ModuleLoad[] {
  const keyOf = ({ from, start }: { from: bigint; start: bigint | undefined }) =>
    'blocks' in step ? from / step.blocks : (start ?? from)
  const byKey = new Map(buckets.map((bucket) => [keyOf(bucket), bucket]))
  return chain.map((whole) => {
    const { from, to, start, blocks, gasUsed } = whole
    const own = byKey.get(keyOf(whole))
    return { from, to, start, blocks, gasUsed, homeTxs: own?.homeTxs ?? 0, homeGas: own?.homeGas ?? 0n }
  })
}
