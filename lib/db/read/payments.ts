import { Prisma, type PrismaClient } from '../generated/client'
import { bytesOf, hexOf } from '../hex'

/** A payment of an epoch, with the transaction that claimed it. */
export interface Payment {
  program: string
  epoch: bigint
  region: number
  nullifier: bigint
  recipient: string
  amount: bigint
  /** root that the claim was proved against */
  root: string
  blockNumber: bigint
  logIndex: number
  timestamp: bigint
  transactionHash: string
  transactionIndex: number
  /** sender of the transaction */
  sender: string
}

/** Position of a payment on the chain: where a page of payments goes on. */
export interface PaymentPosition {
  blockNumber: bigint
  logIndex: number
}

/** The token transfer that carried a payment, as the token's own log says it. */
export interface PaymentTransfer {
  logIndex: number
  token: string
  from: string
  to: string
  amount: bigint
}

interface Row {
  program: Uint8Array
  epoch: bigint
  region: number
  nullifier: string
  recipient: Uint8Array
  amount: string
  root: Uint8Array
  block_number: bigint
  log_index: number
  timestamp: bigint
  hash: Uint8Array
  transaction_index: number
  sender: Uint8Array
}

const COLUMNS = Prisma.raw(`p.program, p.epoch, p.region, p.nullifier::text AS nullifier, p.recipient,
  p.amount::text AS amount, p.root, p.block_number, p.log_index, b.timestamp, t.hash, p.transaction_index,
  t."from" AS sender`)

const JOINS = Prisma.raw(`JOIN block b ON b.chain_id = p.chain_id AND b.number = p.block_number
  JOIN transaction t ON t.chain_id = p.chain_id AND t.block_number = p.block_number
    AND t.index = p.transaction_index`)

/**
 * Payments of an epoch in the order of the chain: the first after `after`, or the last before `before`, where one is
 * given; of one region if asked.
 */
export async function getPayments(
  db: PrismaClient,
  chainId: bigint,
  program: string,
  epoch: bigint,
  options: { after?: PaymentPosition; before?: PaymentPosition; region?: number; limit: number },
): Promise<Payment[]> {
  const { after, before } = options
  const position = after
    ? Prisma.sql`AND (p.block_number, p.log_index) > (${after.blockNumber}, ${after.logIndex})`
    : before
      ? Prisma.sql`AND (p.block_number, p.log_index) < (${before.blockNumber}, ${before.logIndex})`
      : Prisma.empty
  const backwards = before !== undefined && after === undefined
  const order = backwards ? Prisma.sql`DESC` : Prisma.sql`ASC`
  const region = options.region === undefined ? Prisma.empty : Prisma.sql`AND p.region = ${options.region}`
  const rows = await db.$queryRaw<Row[]>`
    SELECT ${COLUMNS} FROM payment p ${JOINS}
    WHERE p.chain_id = ${chainId} AND p.program = ${bytesOf(program)} AND p.epoch = ${epoch}
      AND p.audit_block_number IS NULL ${region} ${position}
    ORDER BY p.block_number ${order}, p.log_index ${order} LIMIT ${options.limit}`
  const payments = rows.map(toPayment)
  return backwards ? payments.reverse() : payments
}

/** How many payments of an epoch or a period there are up to a block. */
export async function countPayments(
  db: PrismaClient,
  chainId: bigint,
  program: string,
  epoch: bigint,
  to: bigint,
): Promise<number> {
  return db.payment.count({
    where: { chainId, program: bytesOf(program), epoch, blockNumber: { lte: to } },
  })
}

/** The payment of an epoch that a transaction's log announced, or undefined. */
export async function findPayment(
  db: PrismaClient,
  chainId: bigint,
  transactionHash: string,
  logIndex: number,
): Promise<Payment | undefined> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT ${COLUMNS} FROM transaction x
    JOIN payment p ON p.chain_id = x.chain_id AND p.block_number = x.block_number
      AND p.transaction_index = x.index AND p.log_index = ${logIndex}
    ${JOINS}
    WHERE x.chain_id = ${chainId} AND x.hash = ${bytesOf(transactionHash)} AND p.audit_block_number IS NULL LIMIT 1`
  return rows[0] ? toPayment(rows[0]) : undefined
}

/** All payments of the program in the transaction of a payment, in log order, itself included. */
export async function getPaymentsBeside(
  db: PrismaClient,
  chainId: bigint,
  payment: Pick<Payment, 'program' | 'blockNumber' | 'transactionIndex'>,
): Promise<Payment[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT ${COLUMNS} FROM payment p ${JOINS}
    WHERE p.chain_id = ${chainId} AND p.block_number = ${payment.blockNumber}
      AND p.transaction_index = ${payment.transactionIndex} AND p.program = ${bytesOf(payment.program)}
      AND p.audit_block_number IS NULL
    ORDER BY p.log_index`
  return rows.map(toPayment)
}

/** How many payments of the program's epoch used the nullifier: one, on an honest program. */
export async function countNullifierUses(
  db: PrismaClient,
  chainId: bigint,
  payment: Pick<Payment, 'program' | 'epoch' | 'nullifier'>,
): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM payment
    WHERE chain_id = ${chainId} AND program = ${bytesOf(payment.program)} AND epoch = ${payment.epoch}
      AND nullifier = ${payment.nullifier.toString()}::numeric`
  return row?.count ?? 0
}

/** Transfers of the token out of the program in the payment's transaction, in log order. */
export async function getPaymentTransfers(
  db: PrismaClient,
  chainId: bigint,
  payment: Pick<Payment, 'program' | 'blockNumber' | 'transactionIndex'>,
  token: string,
): Promise<PaymentTransfer[]> {
  const rows = await db.$queryRaw<
    { log_index: number; token: Uint8Array; from: Uint8Array; to: Uint8Array; amount: string }[]
  >`
    SELECT log_index, token, "from", "to", amount::text AS amount FROM token_transfer
    WHERE chain_id = ${chainId} AND block_number = ${payment.blockNumber}
      AND transaction_index = ${payment.transactionIndex} AND token = ${bytesOf(token)}
      AND "from" = ${bytesOf(payment.program)}
    ORDER BY log_index`
  return rows.map((row) => ({
    logIndex: row.log_index,
    token: hexOf(row.token),
    from: hexOf(row.from),
    to: hexOf(row.to),
    amount: BigInt(row.amount),
  }))
}

function toPayment(row: Row): Payment {
  return {
    program: hexOf(row.program),
    epoch: row.epoch,
    region: row.region,
    nullifier: BigInt(row.nullifier),
    recipient: hexOf(row.recipient),
    amount: BigInt(row.amount),
    root: hexOf(row.root),
    blockNumber: row.block_number,
    logIndex: row.log_index,
    timestamp: row.timestamp,
    transactionHash: hexOf(row.hash),
    transactionIndex: row.transaction_index,
    sender: hexOf(row.sender),
  }
}
