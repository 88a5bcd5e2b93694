import type { Policy } from '@/lib/parallelism/types'
import { Prisma, type PrismaClient } from '../generated/client'

/** Blocks `from` to `to`, both included. */
export interface BlockRange {
  from: bigint
  to: bigint
}

/**
 * Sums over the analysed blocks of a bucket under one policy. Ratios are made from these at display: a speedup over
 * many blocks is their gas over the sum of their makespans, blocks being executed one after the other.
 */
export interface ParallelismBucket {
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
  from: bigint
  to: bigint
  from_timestamp: bigint
  to_timestamp: bigint
  blocks: number
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

/** Sums by buckets of `size` consecutive block numbers, aligned to multiples of `size`, in block order. */
export async function getParallelismBuckets(
  db: PrismaClient,
  chainId: bigint,
  policy: Policy,
  range: BlockRange,
  size: bigint,
): Promise<ParallelismBucket[]> {
  return queryBuckets(db, chainId, policy, range, Prisma.sql`m.block_number / ${size}`)
}

/** Sums over the whole range; undefined where it holds no analysed block. */
export async function findParallelismTotal(
  db: PrismaClient,
  chainId: bigint,
  policy: Policy,
  range: BlockRange,
): Promise<ParallelismBucket | undefined> {
  return (await queryBuckets(db, chainId, policy, range, Prisma.sql`m.chain_id`))[0]
}

async function queryBuckets(
  db: PrismaClient,
  chainId: bigint,
  policy: Policy,
  range: BlockRange,
  bucket: Prisma.Sql,
): Promise<ParallelismBucket[]> {
  const rows = await db.$queryRaw<BucketRow[]>`
    SELECT min(m.block_number) AS "from", max(m.block_number) AS "to",
      min(b.timestamp) AS from_timestamp, max(b.timestamp) AS to_timestamp,
      count(*)::int AS blocks, sum(m.transactions)::text AS transactions, sum(m.gas_used)::text AS gas_used,
      sum(m.edges)::text AS edges, sum(m.conflicted_txs)::text AS conflicted,
      sum(m.dependent_txs)::text AS dependent, sum(m.largest_component)::text AS largest,
      sum(m.critical_path_gas)::text AS critical,
      min(m.gas_used::float8 / nullif(m.critical_path_gas, 0)) AS lowest,
      max(m.gas_used::float8 / nullif(m.critical_path_gas, 0)) AS highest,
      ${arraySum('makespan_gas')} AS makespan, ${arraySum('block_order_makespan_gas')} AS block_order,
      sum(m.module_makespan_gas)::text AS module,
      ${arraySum('optimistic_makespan_gas')} AS optimistic, ${arraySum('optimistic_aborts')} AS aborts,
      array_agg(DISTINCT m.source) AS sources
    FROM block_metrics m JOIN block b ON b.chain_id = m.chain_id AND b.number = m.block_number
    WHERE m.chain_id = ${chainId} AND m.policy = ${policy}
      AND m.block_number BETWEEN ${range.from} AND ${range.to}
    GROUP BY ${bucket} ORDER BY 1`
  return rows.map(toBucket)
}

// The arrays follow the five worker counts of WORKERS.
function arraySum(column: string): Prisma.Sql {
  const sums = [1, 2, 3, 4, 5].map((index) => `coalesce(sum(m.${column}[${index}]), 0)::text`)
  return Prisma.raw(`ARRAY[${sums.join(', ')}]`)
}

function toBucket(row: BucketRow): ParallelismBucket {
  return {
    from: row.from,
    to: row.to,
    fromTimestamp: row.from_timestamp,
    toTimestamp: row.to_timestamp,
    blocks: row.blocks,
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
