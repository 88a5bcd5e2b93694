import { type LoadedRange, loadRange } from '@/components/parallelism/load-range'
import type { View } from '@/components/parallelism/view'
import type { PrismaClient } from '@/lib/db/generated/client'
import { findParallelismTotal, type ParallelismBucket } from '@/lib/db/read/metrics'
import {
  getModuleBuckets,
  getModuleConflicts,
  getModuleTotals,
  type ModuleBucket,
  type ModuleConflictTotal,
  type ModuleTotal,
} from '@/lib/db/read/module-metrics'
import { getModules, type Module } from '@/lib/db/read/modules'
import { TRANSFER, UNASSIGNED } from '@/lib/parallelism/types'

/** A home of transactions: a registered module, or one of the two homes that are none. */
export interface Home {
  id: string
  /** what the registry says; undefined for "unassigned" and "transfer" */
  module: Module | undefined
  total: ModuleTotal
}

/** What the modules page shows of a range. */
export interface ModulesData {
  range: LoadedRange
  chain: ParallelismBucket
  /** modules by registration, then "unassigned" and "transfer" where the range holds any */
  homes: Home[]
  conflicts: ModuleConflictTotal[]
  buckets: ModuleBucket[]
}

/** Reads a view's figures of all modules; undefined where no analysed block is in it. */
export async function loadModules(
  db: PrismaClient,
  chainId: bigint,
  view: View,
): Promise<ModulesData | undefined> {
  const range = await loadRange(db, chainId, view)
  if (!range) return undefined
  const [chain, modules, totals, conflicts, buckets] = await Promise.all([
    findParallelismTotal(db, chainId, view.policy, range),
    getModules(db, chainId),
    getModuleTotals(db, chainId, view.policy, range),
    getModuleConflicts(db, chainId, view.policy, range),
    getModuleBuckets(db, chainId, view.policy, range, range.step),
  ])
  return chain ? { range, chain, homes: homesOf(modules, totals), conflicts, buckets } : undefined
}

/** Every registered module, active or not, and whatever else transactions were at home in. */
export function homesOf(modules: readonly Module[], totals: readonly ModuleTotal[]): Home[] {
  const byId = new Map(totals.map((total) => [total.moduleId, total]))
  const registered = modules.map((module) => ({ id: module.moduleId, module }))
  const known = new Set<string>([...registered.map(({ id }) => id), UNASSIGNED, TRANSFER])
  const others = totals.filter(({ moduleId }) => !known.has(moduleId)).map(({ moduleId }) => moduleId)
  const rest = [...others, UNASSIGNED, TRANSFER].filter((id) => byId.has(id))
  return [...registered, ...rest.map((id) => ({ id, module: undefined }))].map(({ id, module }) => ({
    id,
    module,
    total: byId.get(id) ?? nothing(id),
  }))
}

function nothing(moduleId: string): ModuleTotal {
  return {
    moduleId,
    touchingTxs: 0,
    homeTxs: 0,
    homeGas: 0n,
    crossModuleTxs: 0,
    edges: 0,
    conflictedTxs: 0,
    touchingGas: 0n,
    criticalPathGas: 0n,
  }
}
