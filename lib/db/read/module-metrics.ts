import type { Policy } from '@/lib/parallelism/types'
import { Prisma, type PrismaClient } from '../generated/client'
import type { BlockRange } from './metrics'

/** Sums over the blocks of a range under one policy; `moduleId` may be "unassigned" or "transfer". */
export interface ModuleTotal {
  moduleId: string
  touchingTxs: number
  homeTxs: number
  homeGas: bigint
  crossModuleTxs: number
  edges: number
  conflictedTxs: number
  touchingGas: bigint
  criticalPathGas: bigint
}

/** The sums of one module over a bucket of blocks. */
export interface ModuleBucket extends ModuleTotal {
  /** number of the bucket: its first block number over the size */
  bucket: bigint
  /** first and last block in which the module appears */
  from: bigint
  to: bigint
  blocks: number
}

/** Dependencies between home modules over a range. */
export interface ModuleConflictTotal {
  earlierModule: string
  laterModule: string
  edges: number
}

interface TotalRow {
  module_id: string
  touching_txs: string
  home_txs: string
  home_gas: string
  cross_module_txs: string
  edges: string
  conflicted_txs: string
  touching_gas: string
  critical_path_gas: string
}

interface BucketRow extends TotalRow {
  bucket: bigint
  from: bigint
  to: bigint
  blocks: number
}

const SUMS = Prisma.raw(`sum(touching_txs)::text AS touching_txs, sum(home_txs)::text AS home_txs,
  sum(home_gas)::text AS home_gas, sum(cross_module_txs)::text AS cross_module_txs, sum(edges)::text AS edges,
  sum(conflicted_txs)::text AS conflicted_txs, sum(touching_gas)::text AS touching_gas,
  sum(critical_path_gas)::text AS critical_path_gas`)

/** One row a module that appears in the range, "unassigned" and "transfer" included. */
export async function getModuleTotals(
  db: PrismaClient,
  chainId: bigint,
  policy: Policy,
  range: BlockRange,
): Promise<ModuleTotal[]> {
  const rows = await db.$queryRaw<TotalRow[]>`
    SELECT module_id, ${SUMS} FROM module_metrics
    WHERE chain_id = ${chainId} AND policy = ${policy} AND block_number BETWEEN ${range.from} AND ${range.to}
    GROUP BY module_id ORDER BY module_id`
  return rows.map(toTotal)
}

/** Every module by buckets of `size` consecutive block numbers, in block order. */
export async function getModuleBuckets(
  db: PrismaClient,
  chainId: bigint,
  policy: Policy,
  range: BlockRange,
  size: bigint,
  moduleId?: string,
): Promise<ModuleBucket[]> {
  const ofModule = moduleId === undefined ? Prisma.empty : Prisma.sql`AND module_id = ${moduleId}`
  const rows = await db.$queryRaw<BucketRow[]>`
    SELECT block_number / ${size} AS bucket, module_id, min(block_number) AS "from", max(block_number) AS "to", count(*)::int AS blocks, ${SUMS}
    FROM module_metrics
    WHERE chain_id = ${chainId} AND policy = ${policy}
      AND block_number BETWEEN ${range.from} AND ${range.to} ${ofModule}
    GROUP BY 1, module_id ORDER BY 1, module_id`
  return rows.map((row) => ({
    ...toTotal(row),
    bucket: row.bucket,
    from: row.from,
    to: row.to,
    blocks: row.blocks,
  }))
}

/** Edges between home modules, summed; pairs without an edge are absent. */
export async function getModuleConflicts(
  db: PrismaClient,
  chainId: bigint,
  policy: Policy,
  range: BlockRange,
): Promise<ModuleConflictTotal[]> {
  const rows = await db.$queryRaw<{ earlier_module: string; later_module: string; edges: string }[]>`
    SELECT earlier_module, later_module, sum(edges)::text AS edges FROM module_conflict
    WHERE chain_id = ${chainId} AND policy = ${policy} AND block_number BETWEEN ${range.from} AND ${range.to}
    GROUP BY earlier_module, later_module ORDER BY earlier_module, later_module`
  return rows.map((row) => ({
    earlierModule: row.earlier_module,
    laterModule: row.later_module,
    edges: Number(row.edges),
  }))
}

function toTotal(row: TotalRow): ModuleTotal {
  return {
    moduleId: row.module_id,
    touchingTxs: Number(row.touching_txs),
    homeTxs: Number(row.home_txs),
    homeGas: BigInt(row.home_gas),
    crossModuleTxs: Number(row.cross_module_txs),
    edges: Number(row.edges),
    conflictedTxs: Number(row.conflicted_txs),
    touchingGas: BigInt(row.touching_gas),
    criticalPathGas: BigInt(row.critical_path_gas),
  }
}
