import type { Policy } from '@/lib/parallelism/types'
import { Prisma, type PrismaClient } from '../generated/client'
import { bucketSql, firstSecond, rowsOfSpan, type Span, type Step } from './span'

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
  /** number of the bucket, counted in its step */
  bucket: bigint
  /** first second of a bucket that is a stretch of time */
  start: bigint | undefined
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
  blocks: string
}

const SUMS = Prisma.raw(`sum(touching_txs)::text AS touching_txs, sum(home_txs)::text AS home_txs,
  sum(home_gas)::text AS home_gas, sum(cross_module_txs)::text AS cross_module_txs, sum(edges)::text AS edges,
  sum(conflicted_txs)::text AS conflicted_txs, sum(touching_gas)::text AS touching_gas,
  sum(critical_path_gas)::text AS critical_path_gas`)

const SAME_COLUMNS = 'r.module_id, r.home_gas, r.touching_gas, r.critical_path_gas'

const BLOCK_COLUMNS = Prisma.raw(`b.timestamp AS time, b.number AS first_block, b.number AS last_block,
  1::bigint AS blocks, r.touching_txs::bigint, r.home_txs::bigint, r.cross_module_txs::bigint, r.edges::bigint,
  r.conflicted_txs::bigint, ${SAME_COLUMNS}`)

const ROLLUP_COLUMNS = Prisma.raw(`r.start AS time, r.first_block, r.last_block, r.blocks::bigint,
  r.touching_txs, r.home_txs, r.cross_module_txs, r.edges, r.conflicted_txs, ${SAME_COLUMNS}`)

function moduleRows(
  chainId: bigint,
  policy: Policy,
  span: Span,
  step: Step | undefined,
  moduleId?: string,
): Prisma.Sql {
  const only = moduleId === undefined ? Prisma.empty : Prisma.sql`AND r.module_id = ${moduleId}`
  return rowsOfSpan(chainId, span, step, {
    fromBlocks: (where) => Prisma.sql`SELECT ${BLOCK_COLUMNS} FROM block b
      JOIN module_metrics r ON r.chain_id = b.chain_id AND r.block_number = b.number
      WHERE ${where} AND r.policy = ${policy} ${only}`,
    fromRollup: (where) => Prisma.sql`SELECT ${ROLLUP_COLUMNS} FROM module_rollup r
      WHERE ${where} AND r.policy = ${policy} ${only}`,
  })
}

/** One row a module that appears in the range, "unassigned" and "transfer" included. */
export async function getModuleTotals(
  db: PrismaClient,
  chainId: bigint,
  policy: Policy,
  span: Span,
): Promise<ModuleTotal[]> {
  const rows = await db.$queryRaw<TotalRow[]>`
    SELECT module_id, ${SUMS} FROM (${moduleRows(chainId, policy, span, undefined)}) AS rows
    GROUP BY module_id ORDER BY module_id`
  return rows.map(toTotal)
}

/** Every module, or one of them, by buckets as `getParallelismBuckets` makes them, in order. */
export async function getModuleBuckets(
  db: PrismaClient,
  chainId: bigint,
  policy: Policy,
  span: Span,
  step: Step,
  moduleId?: string,
): Promise<ModuleBucket[]> {
  const rows = await db.$queryRaw<BucketRow[]>`
    SELECT ${bucketSql(step)} AS bucket, module_id, min(first_block) AS "from", max(last_block) AS "to",
      sum(blocks)::text AS blocks, ${SUMS}
    FROM (${moduleRows(chainId, policy, span, step, moduleId)}) AS rows
    GROUP BY 1, module_id ORDER BY 1, module_id`
  return rows.map((row) => ({
    ...toTotal(row),
    start: firstSecond(row.bucket, step),
    bucket: row.bucket,
    from: row.from,
    to: row.to,
    blocks: Number(row.blocks),
  }))
}

/** Edges between home modules, summed; pairs without an edge are absent. */
export async function getModuleConflicts(
  db: PrismaClient,
  chainId: bigint,
  policy: Policy,
  span: Span,
): Promise<ModuleConflictTotal[]> {
  const source = rowsOfSpan(chainId, span, undefined, {
    fromBlocks: (where) => Prisma.sql`SELECT r.earlier_module, r.later_module, r.edges::bigint FROM block b
      JOIN module_conflict r ON r.chain_id = b.chain_id AND r.block_number = b.number
      WHERE ${where} AND r.policy = ${policy}`,
    fromRollup: (where) => Prisma.sql`SELECT r.earlier_module, r.later_module, r.edges
      FROM module_conflict_rollup r WHERE ${where} AND r.policy = ${policy}`,
  })
  const rows = await db.$queryRaw<{ earlier_module: string; later_module: string; edges: string }[]>`
    SELECT earlier_module, later_module, sum(edges)::text AS edges FROM (${source}) AS rows
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
