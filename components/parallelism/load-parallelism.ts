import { type Home, homesOf } from '@/components/modules/load-modules'
import type { PrismaClient } from '@/lib/db/generated/client'
import { getHotKeys, type HotKeyTotal } from '@/lib/db/read/hot-keys'
import { findParallelismTotal, getParallelismBuckets, type ParallelismBucket } from '@/lib/db/read/metrics'
import { getModuleBuckets, getModuleTotals, type ModuleBucket } from '@/lib/db/read/module-metrics'
import { getModules } from '@/lib/db/read/modules'
import { getWorstBlocks, type WorstBlock } from '@/lib/db/read/worst-blocks'
import { type LoadedBottleneck, loadBottleneck } from './load-bottleneck'
import { type LoadedRange, loadRange } from './load-range'
import type { View } from './view'

/** What the parallelism page shows of a range. */
export interface ParallelismData {
  range: LoadedRange
  total: ParallelismBucket
  buckets: ParallelismBucket[]
  bottleneck: LoadedBottleneck | undefined
  worst: WorstBlock[]
  hotKeys: HotKeyTotal[]
  homes: Home[]
  moduleBuckets: ModuleBucket[]
}

/** Reads a view's figures; undefined where no analysed block is in it. */
export async function loadParallelism(
  db: PrismaClient,
  chainId: bigint,
  view: View,
): Promise<ParallelismData | undefined> {
  const range = await loadRange(db, chainId, view)
  if (!range) return undefined
  const [total, buckets, bottleneck, worst, hotKeys, modules, totals, moduleBuckets] = await Promise.all([
    findParallelismTotal(db, chainId, view.policy, range),
    getParallelismBuckets(db, chainId, view.policy, range, range.step),
    loadBottleneck(db, chainId, view.policy, range),
    getWorstBlocks(db, chainId, view.policy, range, 8),
    getHotKeys(db, chainId, view.policy, range, { limit: 12 }),
    getModules(db, chainId),
    getModuleTotals(db, chainId, view.policy, range),
    getModuleBuckets(db, chainId, view.policy, range, range.step),
  ])
  return total
    ? { range, total, buckets, bottleneck, worst, hotKeys, homes: homesOf(modules, totals), moduleBuckets }
    : undefined
}
