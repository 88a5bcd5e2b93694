import { Prisma, type PrismaClient } from '../generated/client'
import { bytesOf, hexOf } from '../hex'
import { PERIOD_LABEL } from './labels'
import { newestFirst, type PageOf, type PageSql, pageSql } from './page'
import { unitOf } from './units'

/** A payment with the names of its program and token. */
export interface ReceivedPayment {
  program: string
  programName: string
  epoch: bigint
  /** label of the period; undefined for an epoch */
  period: string | undefined
  blockNumber: bigint
  logIndex: number
  timestamp: bigint
  transactionHash: string
  /** undefined where neither event nor transfer says who is paid */
  recipient: string | undefined
  amount: bigint
  symbol: string | undefined
  /** undefined where the token does not say */
  decimals: number | undefined
}

interface ReceivedRow {
  program: Uint8Array
  name: string
  kind: string
  epoch: bigint
  period: string | null
  block_number: bigint
  log_index: number
  timestamp: bigint
  hash: Uint8Array
  recipient: Uint8Array | null
  amount: string
  symbol: string | null
  decimals: number | null
}

async function queryReceived(
  db: PrismaClient,
  chosen: Prisma.Sql,
  page: PageSql,
): Promise<ReceivedPayment[]> {
  const rows = await db.$queryRaw<ReceivedRow[]>`
    SELECT p.program, g.name, g.kind, p.epoch, ${PERIOD_LABEL} AS period, p.block_number, p.log_index, b.timestamp, t.hash, p.recipient,
      p.amount::text AS amount, k.symbol, k.decimals
    FROM (${chosen}) p
    JOIN block b ON b.chain_id = p.chain_id AND b.number = p.block_number
    JOIN transaction t ON t.chain_id = p.chain_id AND t.block_number = p.block_number AND t.index = p.transaction_index
    JOIN program g ON g.chain_id = p.chain_id AND g.address = p.program
    LEFT JOIN token k ON k.chain_id = g.chain_id AND k.address = g.token
    ${page.orderBy('p.')}`
  const payments = rows.map((row) => ({
    program: hexOf(row.program),
    programName: row.name,
    epoch: row.epoch,
    period: row.period ?? undefined,
    blockNumber: row.block_number,
    logIndex: row.log_index,
    timestamp: row.timestamp,
    transactionHash: hexOf(row.hash),
    recipient: row.recipient ? hexOf(row.recipient) : undefined,
    amount: BigInt(row.amount),
    ...unitOf(row),
  }))
  return newestFirst(payments, page.upwards)
}

const POSITION = ['block_number', 'log_index'] as const

/** The first `limit` payments that a transaction made, in log order. */
export async function getPaymentsOfTransaction(
  db: PrismaClient,
  chainId: bigint,
  transaction: { blockNumber: bigint; index: number },
  limit: number,
): Promise<ReceivedPayment[]> {
  const chosen = Prisma.sql`
    SELECT * FROM payment WHERE chain_id = ${chainId} AND block_number = ${transaction.blockNumber}
      AND transaction_index = ${transaction.index} ORDER BY log_index LIMIT ${limit}`
  return (await queryReceived(db, chosen, pageSql(POSITION, { limit }))).reverse()
}

/** A page of the payments to an account, of all programs, newest first. */
export function getReceivedPayments(
  db: PrismaClient,
  chainId: bigint,
  recipient: string,
  pageOf: PageOf,
): Promise<ReceivedPayment[]> {
  const page = pageSql(POSITION, pageOf)
  const chosen = Prisma.sql`
    SELECT * FROM payment WHERE chain_id = ${chainId} AND recipient = ${bytesOf(recipient)} ${page.condition}
    ${page.orderBy()} LIMIT ${pageOf.limit}`
  return queryReceived(db, chosen, page)
}
