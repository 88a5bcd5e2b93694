import { type LoadedRange, loadRange } from '@/components/parallelism/load-range'
import type { View } from '@/components/parallelism/view'
import type { PrismaClient } from '@/lib/db/generated/client'
import { getHotKeys, type HotKeyTotal } from '@/lib/db/read/hot-keys'
import { findParallelismTotal, getParallelismBuckets, type ParallelismBucket } from '@/lib/db/read/metrics'
import {
  getModuleBuckets,
  getModuleConflicts,
  getModuleTotals,
  type ModuleBucket,
  type ModuleConflictTotal,
} from '@/lib/db/read/module-metrics'
import { getModuleTransactions, type ModuleTransaction } from '@/lib/db/read/module-transactions'
import { getModuleContracts, getModules, type Module, type ModuleContract } from '@/lib/db/read/modules'
import { type Home, homesOf } from './load-modules'

/** A module as the registry has it, with what does not depend on a range. */
export interface ModuleRecord {
  module: Module
  contracts: ModuleContract[]
  transactions: ModuleTransaction[]
}

/** A module's figures over a range. */
export interface ModuleFigures {
  range: LoadedRange
  chain: ParallelismBucket
  home: Home
  buckets: ModuleBucket[]
  /** the whole chain in the same buckets */
  chainBuckets: ParallelismBucket[]
  hotKeys: HotKeyTotal[]
  /** pairs that it is part of, either way */
  conflicts: ModuleConflictTotal[]
}

const TRANSACTIONS = 25
const HOT_KEYS = 10

/** Reads a module; undefined where the chain has none of that id. */
export async function loadModule(
  db: PrismaClient,
  chainId: bigint,
  moduleId: string,
): Promise<ModuleRecord | undefined> {
  const module = (await getModules(db, chainId)).find((one) => one.moduleId === moduleId)
  if (!module) return undefined
  const [contracts, transactions] = await Promise.all([
    getModuleContracts(db, chainId, moduleId),
    getModuleTransactions(db, chainId, moduleId, TRANSACTIONS),
  ])
  return { module, contracts, transactions }
}

/** Reads a module's figures of a view; undefined where no analysed block is in it. */
export async function loadModuleFigures(
  db: PrismaClient,
  chainId: bigint,
  module: Module,
  view: View,
): Promise<ModuleFigures | undefined> {
  const { moduleId } = module
  const range = await loadRange(db, chainId, view)
  if (!range) return undefined
  const [chain, totals, buckets, chainBuckets, hotKeys, pairs] = await Promise.all([
    findParallelismTotal(db, chainId, view.policy, range),
    getModuleTotals(db, chainId, view.policy, range),
    getModuleBuckets(db, chainId, view.policy, range, range.step, moduleId),
    getParallelismBuckets(db, chainId, view.policy, range, range.step),
    getHotKeys(db, chainId, view.policy, range, { moduleId, limit: HOT_KEYS }),
    getModuleConflicts(db, chainId, view.policy, range),
  ])
  const home = homesOf([module], totals).find(({ id }) => id === moduleId)
  if (!chain || !home) return undefined
  const conflicts = pairs.filter((pair) => pair.earlierModule === moduleId || pair.laterModule === moduleId)
  return { range, chain, home, buckets, chainBuckets, hotKeys, conflicts }
}
