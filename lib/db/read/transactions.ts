import type { Hex } from '@/lib/chain/types'
import { Prisma, type PrismaClient, type Transaction } from '../generated/client'
import { bytesOf, hexOf, integerOf } from '../hex'
import { newestFirst, type PageOf, pageSql } from './page'

/** A transaction of a block, as lists show it. */
export interface TransactionSummary {
  blockNumber: bigint
  index: number
  hash: string
  from: string
  /** undefined for a creation */
  to: string | undefined
  /** contract that it created */
  created: string | undefined
  /** wei */
  value: bigint
  /** first four bytes of the call, 0x hex; undefined where there are none */
  selector: string | undefined
  gasUsed: bigint
  /** 1 success, 0 reverted, undefined before Byzantium */
  status: number | undefined
  homeModule: string
  modules: string[]
}

export interface TransactionRecord extends TransactionSummary {
  nonce: bigint
  type: number
  input: Hex
  gasLimit: bigint
  effectiveGasPrice: bigint
  maxFeePerGas: bigint | undefined
  maxPriorityFeePerGas: bigint | undefined
  error: string | undefined
  logCount: number
}

const select = {
  blockNumber: true,
  index: true,
  hash: true,
  from: true,
  to: true,
  created: true,
  value: true,
  input: true,
  gasUsed: true,
  status: true,
  homeModule: true,
  modules: true,
} as const

type SummaryRow = Pick<Transaction, keyof typeof select>

function summaryOf(row: SummaryRow): TransactionSummary {
  return {
    blockNumber: row.blockNumber,
    index: row.index,
    hash: hexOf(row.hash),
    from: hexOf(row.from),
    to: row.to === null ? undefined : hexOf(row.to),
    created: row.created === null ? undefined : hexOf(row.created),
    value: integerOf(row.value),
    selector: row.to !== null && row.input.length >= 4 ? hexOf(row.input.slice(0, 4)) : undefined,
    gasUsed: row.gasUsed,
    status: row.status ?? undefined,
    homeModule: row.homeModule,
    modules: row.modules,
  }
}

/** Up to `limit` transactions of a block from the index `from`, in block order. */
export async function getBlockTransactions(
  db: PrismaClient,
  chainId: bigint,
  blockNumber: bigint,
  from: number,
  limit: number,
): Promise<TransactionSummary[]> {
  const rows = await db.transaction.findMany({
    where: { chainId, blockNumber, index: { gte: from } },
    orderBy: { index: 'asc' },
    take: limit,
    select,
  })
  return rows.map(summaryOf)
}

/** The transactions of a block at some indexes, by index. */
export async function getTransactionsAt(
  db: PrismaClient,
  chainId: bigint,
  blockNumber: bigint,
  indexes: readonly number[],
): Promise<Map<number, TransactionSummary>> {
  const rows = await db.transaction.findMany({
    where: { chainId, blockNumber, index: { in: [...new Set(indexes)] } },
    select,
  })
  return new Map(rows.map((row) => [row.index, summaryOf(row)]))
}

/** The last `limit` transactions of a chain, newest first. */
export async function getLatestTransactions(
  db: PrismaClient,
  chainId: bigint,
  limit: number,
): Promise<TransactionSummary[]> {
  const rows = await db.transaction.findMany({
    where: { chainId },
    orderBy: [{ blockNumber: 'desc' }, { index: 'desc' }],
    take: limit,
    select,
  })
  return rows.map(summaryOf)
}

/** A page of the transactions that an account sent, received or was created by, newest first, with their times. */
export async function getAddressTransactions(
  db: PrismaClient,
  chainId: bigint,
  address: string,
  pageOf: PageOf,
): Promise<(TransactionSummary & { timestamp: bigint })[]> {
  const page = pageSql(['block_number', 'index'], pageOf)
  const account = bytesOf(address)
  // Each side walks its own index, so that a page costs the same however busy the account is.
  const side = (column: Prisma.Sql) => Prisma.sql`
    (SELECT block_number, index FROM transaction WHERE chain_id = ${chainId} AND ${column} = ${account}
     ${page.condition} ${page.orderBy()} LIMIT ${pageOf.limit})`
  const places = await db.$queryRaw<{ block_number: bigint; index: number; timestamp: bigint }[]>`
    SELECT x.block_number, x.index, b.timestamp FROM (
      SELECT * FROM (
        ${side(Prisma.sql`"from"`)} UNION ${side(Prisma.sql`"to"`)} UNION ${side(Prisma.sql`created`)}) sides
      ${page.orderBy()} LIMIT ${pageOf.limit}) x
    JOIN block b ON b.chain_id = ${chainId} AND b.number = x.block_number ${page.orderBy('x.')}`
  if (places.length === 0) return []
  const rows = await db.transaction.findMany({
    where: { chainId, OR: places.map(({ block_number, index }) => ({ blockNumber: block_number, index })) },
    select,
  })
  const summaries = new Map(rows.map((row) => [`${row.blockNumber}.${row.index}`, summaryOf(row)]))
  const listed = places.flatMap(({ block_number, index, timestamp }) => {
    const summary = summaries.get(`${block_number}.${index}`)
    return summary ? [{ ...summary, timestamp }] : []
  })
  return newestFirst(listed, page.upwards)
}

/** A page of a chain's transactions, newest first, with their times. */
export async function getTransactions(
  db: PrismaClient,
  chainId: bigint,
  { before, after, limit }: PageOf,
): Promise<(TransactionSummary & { timestamp: bigint })[]> {
  const at = after ?? before
  const beyond = after === undefined ? 'lt' : 'gt'
  const rows = await db.transaction.findMany({
    where: {
      chainId,
      // Gives the index its range; the pair below is the condition itself.
      blockNumber: at && { [after === undefined ? 'lte' : 'gte']: at.blockNumber },
      OR: at && [
        { blockNumber: { [beyond]: at.blockNumber } },
        { blockNumber: at.blockNumber, index: { [beyond]: at.index } },
      ],
    },
    orderBy:
      after === undefined
        ? [{ blockNumber: 'desc' }, { index: 'desc' }]
        : [{ blockNumber: 'asc' }, { index: 'asc' }],
    take: limit,
    select,
  })
  const blocks = await db.block.findMany({
    where: { chainId, number: { in: [...new Set(rows.map((row) => row.blockNumber))] } },
    select: { number: true, timestamp: true },
  })
  const times = new Map(blocks.map((block) => [block.number, block.timestamp]))
  const listed = rows.map((row) => ({ ...summaryOf(row), timestamp: times.get(row.blockNumber) ?? 0n }))
  return newestFirst(listed, after !== undefined)
}

/** A transaction by its hash (0x and 64 hex digits). */
export async function findTransaction(
  db: PrismaClient,
  chainId: bigint,
  hash: string,
): Promise<TransactionRecord | undefined> {
  const row = await db.transaction.findFirst({ where: { chainId, hash: bytesOf(hash) } })
  if (row === null) return undefined
  return {
    ...summaryOf(row),
    nonce: row.nonce,
    type: row.type,
    input: hexOf(row.input),
    gasLimit: row.gasLimit,
    effectiveGasPrice: integerOf(row.effectiveGasPrice),
    maxFeePerGas: row.maxFeePerGas === null ? undefined : integerOf(row.maxFeePerGas),
    maxPriorityFeePerGas: row.maxPriorityFeePerGas === null ? undefined : integerOf(row.maxPriorityFeePerGas),
    error: row.error ?? undefined,
    logCount: row.logCount,
  }
}
