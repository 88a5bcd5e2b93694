import type { Policy } from '@/lib/parallelism/types'
import { Prisma, type PrismaClient } from '../generated/client'
import { type BlockRange, bucketSql, firstSecond, rowsOfSpan, type Span, type Step } from './span'

export type { BlockRange } from './span'

/**
 * Sums over the analysed blocks of a bucket under one policy. Ratios are made from these at display: a speedup over
 * many blocks is their gas over the sum of their makespans, blocks being executed one after the other.
 */
export interface ParallelismBucket {
  /** first second of a bucket that is a stretch of time; undefined where buckets are counted in blocks */
  start: bigint | undefined
  from: bigint
  to: bigint
  /** unix seconds of the first and the last block */
  fromTimestamp: bigint
  toTimestamp: bigint
  blocks: number
  transactions: number
  gasUsed: bigint
  edges: number
  conflictedTxs: number
  dependentTxs: number
  /** sum over the blocks of the largest component, in transactions */
  largestComponents: number
  criticalPathGas: bigint
  /** the lowest and the highest speedup bound of a single block; undefined where no block used gas */
  lowestBound: number | undefined
  highestBound: number | undefined
  /** gas, one a worker count of WORKERS */
  makespanGas: bigint[]
  blockOrderMakespanGas: bigint[]
  moduleMakespanGas: bigint
  optimisticMakespanGas: bigint[]
  optimisticAborts: number[]
  sources: string[]
}

interface BucketRow {
  bucket: bigint
  from: bigint
  to: bigint
  from_timestamp: bigint
  to_timestamp: bigint
  blocks: string
  transactions: string
  gas_used: string
  edges: string
  conflicted: string
  dependent: string
  largest: string
  critical: string
  lowest: number | null
  highest: number | null
  makespan: string[]
  block_order: string[]
  module: string
  optimistic: string[]
  aborts: string[]
  sources: string[]
}

/** The analysed blocks of a chain: how many, the first and the last; undefined before the first. */
export async function findAnalysedRange(
  db: PrismaClient,
  chainId: bigint,
): Promise<{ from: bigint; to: bigint } | undefined> {
  const [row] = await db.$queryRaw<{ from: bigint | null; to: bigint | null }[]>`
    SELECT min(block_number) AS "from", max(block_number) AS "to" FROM block_metrics WHERE chain_id = ${chainId}`
  if (!row || row.from === null || row.to === null) return undefined
  return { from: row.from, to: row.to }
}

/** First block of the last `count` analysed blocks; gaps are not counted. Undefined before the first. */
export async function findStartOfLast(
  db: PrismaClient,
  chainId: bigint,
  policy: Policy,
  count: number,
): Promise<bigint | undefined> {
  const [row] = await db.$queryRaw<{ from: bigint | null }[]>`
    SELECT min(block_number) AS "from" FROM (
      SELECT block_number FROM block_metrics WHERE chain_id = ${chainId} AND policy = ${policy}
      ORDER BY block_number DESC LIMIT ${count}) AS last`
  return row?.from ?? undefined
}

/** How many blocks of the range hold metrics under the policy. */
export async function countAnalysedBlocks(
  db: PrismaClient,
  chainId: bigint,
  policy: Policy,
  range: BlockRange,
): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM block_metrics
    WHERE chain_id = ${chainId} AND policy = ${policy} AND block_number BETWEEN ${range.from} AND ${range.to}`
  return row?.count ?? 0
}

/**
 * Sums by buckets, in order: of consecutive block numbers, aligned to multiples of their count, or of time, aligned to
 * multiples of their width (weeks to Mondays).
 */
export function getParallelismBuckets(
  db: PrismaClient,
  chainId: bigint,
  policy: Policy,
  span: Span,
  step: Step,
): Promise<ParallelismBucket[]> {
  return queryBuckets(db, chainId, policy, span, step)
}

/** Sums over the whole range; undefined where it holds no analysed block. */
export async function findParallelismTotal(
  db: PrismaClient,
  chainId: bigint,
  policy: Policy,
  span: Span,
): Promise<ParallelismBucket | undefined> {
  return (await queryBuckets(db, chainId, policy, span))[0]
}

async function queryBuckets(
  db: PrismaClient,
  chainId: bigint,
  policy: Policy,
  span: Span,
  step?: Step,
): Promise<ParallelismBucket[]> {
  const source = rowsOfSpan(chainId, span, step, {
    fromBlocks: (where) => Prisma.sql`SELECT ${BLOCK_COLUMNS} FROM block b
      JOIN block_metrics r ON r.chain_id = b.chain_id AND r.block_number = b.number
      WHERE ${where} AND r.policy = ${policy}`,
    fromRollup: (where) => Prisma.sql`SELECT ${ROLLUP_COLUMNS} FROM metrics_rollup r
      WHERE ${where} AND r.policy = ${policy}`,
  })
  const rows = await db.$queryRaw<BucketRow[]>`
    SELECT ${bucketSql(step)} AS bucket, min(first_block) AS "from", max(last_block) AS "to",
      min(first_timestamp) AS from_timestamp, max(last_timestamp) AS to_timestamp,
      sum(blocks)::text AS blocks, sum(transactions)::text AS transactions, sum(gas_used)::text AS gas_used,
      sum(edges)::text AS edges, sum(conflicted_txs)::text AS conflicted,
      sum(dependent_txs)::text AS dependent, sum(largest_components)::text AS largest,
      sum(critical_path_gas)::text AS critical, min(lowest) AS lowest, max(highest) AS highest,
      ${arraySum('makespan_gas')} AS makespan, ${arraySum('block_order_makespan_gas')} AS block_order,
      sum(module_makespan_gas)::text AS module,
      ${arraySum('optimistic_makespan_gas')} AS optimistic, ${arraySum('optimistic_aborts')} AS aborts,
      array_agg(DISTINCT source) AS sources
    FROM (${source}) AS rows GROUP BY 1 ORDER BY 1`
  return rows.map((row) => toBucket(row, step))
}

const SAME_COLUMNS = `r.source, r.gas_used, r.critical_path_gas, r.makespan_gas, r.block_order_makespan_gas,
  r.module_makespan_gas, r.optimistic_makespan_gas`

const BLOCK_COLUMNS = Prisma.raw(`b.timestamp AS time, b.number AS first_block, b.number AS last_block,
  b.timestamp AS first_timestamp, b.timestamp AS last_timestamp, 1::bigint AS blocks,
  r.transactions::bigint, r.edges::bigint, r.conflicted_txs::bigint, r.dependent_txs::bigint,
  r.largest_component::bigint AS largest_components, r.optimistic_aborts::bigint[],
  r.gas_used::float8 / nullif(r.critical_path_gas, 0) AS lowest,
  r.gas_used::float8 / nullif(r.critical_path_gas, 0) AS highest, ${SAME_COLUMNS}`)

const ROLLUP_COLUMNS = Prisma.raw(`r.start AS time, r.first_block, r.last_block,
  r.first_timestamp, r.last_timestamp, r.blocks::bigint,
  r.transactions, r.edges, r.conflicted_txs, r.dependent_txs, r.largest_components, r.optimistic_aborts,
  r.lowest_bound_gas::float8 / r.lowest_bound_critical_gas AS lowest,
  r.highest_bound_gas::float8 / r.highest_bound_critical_gas AS highest, ${SAME_COLUMNS}`)

// The arrays follow the five worker counts of WORKERS.
function arraySum(column: string): Prisma.Sql {
  const sums = [1, 2, 3, 4, 5].map((index) => `coalesce(sum(${column}[${index}]), 0)::text`)
  return Prisma.raw(`ARRAY[${sums.join(', ')}]`)
}

function toBucket(row: BucketRow, step: Step | undefined): ParallelismBucket {
  return {
    start: firstSecond(row.bucket, step),
    from: row.from,
    to: row.to,
    fromTimestamp: row.from_timestamp,
    toTimestamp: row.to_timestamp,
    blocks: Number(row.blocks),
    transactions: Number(row.transactions),
    gasUsed: BigInt(row.gas_used),
    edges: Number(row.edges),
    conflictedTxs: Number(row.conflicted),
    dependentTxs: Number(row.dependent),
    largestComponents: Number(row.largest),
    criticalPathGas: BigInt(row.critical),
    lowestBound: row.lowest ?? undefined,
    highestBound: row.highest ?? undefined,
    makespanGas: row.makespan.map(BigInt),
    blockOrderMakespanGas: row.block_order.map(BigInt),
    moduleMakespanGas: BigInt(row.module),
    optimisticMakespanGas: row.optimistic.map(BigInt),
    optimisticAborts: row.aborts.map(Number),
    sources: row.sources,
  }
}
