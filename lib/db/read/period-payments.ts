import { Prisma, type PrismaClient } from '../generated/client'
import { bytesOf, hexOf } from '../hex'
import type { PaymentPosition } from './payments'

/** A payment that the audit of a period lists, with the transaction that made it. */
export interface PeriodPayment {
  program: string
  /** number of the period */
  epoch: bigint
  /** what the audit calls it: "claim 5" */
  subject: string
  /** undefined where neither event nor transfer says who is paid */
  payee: string | undefined
  amount: bigint
  blockNumber: bigint
  logIndex: number
  timestamp: bigint
  transactionHash: string
  transactionIndex: number
  /** sender of the transaction */
  sender: string
}

interface Row {
  program: Uint8Array
  epoch: bigint
  subject: string
  recipient: Uint8Array | null
  amount: string
  block_number: bigint
  log_index: number
  timestamp: bigint
  hash: Uint8Array
  transaction_index: number
  sender: Uint8Array
}

const COLUMNS =
  Prisma.raw(`p.program, p.epoch, p.subject, p.recipient, p.amount::text AS amount, p.block_number,
  p.log_index, b.timestamp, t.hash, p.transaction_index, t."from" AS sender`)

const JOINS = Prisma.raw(`JOIN block b ON b.chain_id = p.chain_id AND b.number = p.block_number
  JOIN transaction t ON t.chain_id = p.chain_id AND t.block_number = p.block_number
    AND t.index = p.transaction_index`)

/** Payments of a period in the order of the chain: the first after `after`, or the last before `before`, where one is given. */
export async function getPeriodPayments(
  db: PrismaClient,
  chainId: bigint,
  { program, epoch }: { program: string; epoch: bigint },
  { after, before, limit }: { after?: PaymentPosition; before?: PaymentPosition; limit: number },
): Promise<PeriodPayment[]> {
  const position = after
    ? Prisma.sql`AND (p.block_number, p.log_index) > (${after.blockNumber}, ${after.logIndex})`
    : before
      ? Prisma.sql`AND (p.block_number, p.log_index) < (${before.blockNumber}, ${before.logIndex})`
      : Prisma.empty
  const isBackwards = before !== undefined && after === undefined
  const order = isBackwards ? Prisma.sql`DESC` : Prisma.sql`ASC`
  const rows = await db.$queryRaw<Row[]>`
    SELECT ${COLUMNS} FROM payment p ${JOINS}
    WHERE p.chain_id = ${chainId} AND p.program = ${bytesOf(program)} AND p.epoch = ${epoch}
      AND p.audit_block_number IS NOT NULL ${position}
    ORDER BY p.block_number ${order}, p.log_index ${order} LIMIT ${limit}`
  const payments = rows.map(toPayment)
  return isBackwards ? payments.reverse() : payments
}

/** The payment of a period that a transaction's log announced, or undefined. */
export async function findPeriodPayment(
  db: PrismaClient,
  chainId: bigint,
  transactionHash: string,
  logIndex: number,
): Promise<PeriodPayment | undefined> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT ${COLUMNS} FROM transaction x
    JOIN payment p ON p.chain_id = x.chain_id AND p.block_number = x.block_number
      AND p.transaction_index = x.index AND p.log_index = ${logIndex}
    ${JOINS}
    WHERE x.chain_id = ${chainId} AND x.hash = ${bytesOf(transactionHash)} AND p.audit_block_number IS NOT NULL LIMIT 1`
  return rows[0] && toPayment(rows[0])
}

/** A movement of a token in a transaction. */
export interface TokenMove {
  logIndex: number
  from: string
  to: string
  amount: bigint
}

/** What moved of a token in a payment's transaction, in log order. */
export async function getTokenMoves(
  db: PrismaClient,
  chainId: bigint,
  payment: Pick<PeriodPayment, 'blockNumber' | 'transactionIndex'>,
  token: string,
): Promise<TokenMove[]> {
  const rows = await db.$queryRaw<{ log_index: number; from: Uint8Array; to: Uint8Array; amount: string }[]>`
    SELECT log_index, "from", "to", amount::text AS amount FROM token_transfer
    WHERE chain_id = ${chainId} AND block_number = ${payment.blockNumber}
      AND transaction_index = ${payment.transactionIndex} AND token = ${bytesOf(token)}
    ORDER BY log_index, batch_index`
  return rows.map((row) => ({
    logIndex: row.log_index,
    from: hexOf(row.from),
    to: hexOf(row.to),
    amount: BigInt(row.amount),
  }))
}

function toPayment(row: Row): PeriodPayment {
  return {
    program: hexOf(row.program),
    epoch: row.epoch,
    subject: row.subject,
    payee: row.recipient ? hexOf(row.recipient) : undefined,
    amount: BigInt(row.amount),
    blockNumber: row.block_number,
    logIndex: row.log_index,
    timestamp: row.timestamp,
    transactionHash: hexOf(row.hash),
    transactionIndex: row.transaction_index,
    sender: hexOf(row.sender),
  }
}
