import type { Hex } from '@/lib/chain/types'
import type { PrismaClient, Transaction } from '../generated/client'
import { bytesOf, hexOf, integerOf } from '../hex'

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
