import { Prisma, type PrismaClient } from '../generated/client'
import { bytesOf, hexOf } from '../hex'
import type { ExportRange } from './export-rows'
import { PERIOD_LABEL } from './labels'
import { walk } from './walk'

const EXPORT_PAGE = 2000

/** A payment as its recipient asks about it. */
export interface WalletPayment {
  program: string
  epoch: bigint
  /** label of the period; undefined for an epoch */
  period: string | undefined
  /** undefined in a period, as the nullifier */
  region: number | undefined
  nullifier: bigint | undefined
  /** undefined where neither event nor transfer says who is paid */
  recipient: string | undefined
  amount: bigint
  blockNumber: bigint
  logIndex: number
  timestamp: bigint
  transactionHash: string
}

/** Who asks: an account by its address, or a person in one epoch by a nullifier. */
export type WalletKey = { recipient: string } | { nullifier: bigint }

interface Row {
  program: Uint8Array
  epoch: bigint
  period: string | null
  region: number | null
  nullifier: string | null
  recipient: Uint8Array | null
  amount: string
  block_number: bigint
  log_index: number
  timestamp: bigint
  hash: Uint8Array
}

const whose = (key: WalletKey) =>
  'recipient' in key
    ? Prisma.sql`p.recipient = ${bytesOf(key.recipient)}`
    : Prisma.sql`p.nullifier = ${key.nullifier.toString()}::numeric`

const COLUMNS = Prisma.sql`p.program, p.epoch, ${PERIOD_LABEL} AS period, p.region, p.nullifier::text AS nullifier,
  p.recipient, p.amount::text AS amount, p.block_number, p.log_index, b.timestamp, t.hash`

const JOINS = Prisma.raw(`JOIN block b ON b.chain_id = p.chain_id AND b.number = p.block_number
  JOIN transaction t ON t.chain_id = p.chain_id AND t.block_number = p.block_number
    AND t.index = p.transaction_index`)

/** The payments to an account or under a nullifier, newest first: the first `limit`, or those before a place. */
export async function getWalletPayments(
  db: PrismaClient,
  chainId: bigint,
  key: WalletKey,
  { before, limit }: { before?: { blockNumber: bigint; logIndex: number }; limit: number },
): Promise<WalletPayment[]> {
  const place = before
    ? Prisma.sql`AND (p.block_number, p.log_index) < (${before.blockNumber}, ${before.logIndex})`
    : Prisma.empty
  const rows = await db.$queryRaw<Row[]>`
    SELECT ${COLUMNS} FROM payment p ${JOINS}
    WHERE p.chain_id = ${chainId} AND ${whose(key)} ${place}
    ORDER BY p.block_number DESC, p.log_index DESC LIMIT ${limit}`
  return rows.map(toPayment)
}

export async function countWalletPayments(
  db: PrismaClient,
  chainId: bigint,
  key: WalletKey,
  { from, to }: ExportRange,
): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM payment p
    WHERE p.chain_id = ${chainId} AND p.block_number BETWEEN ${from} AND ${to} AND ${whose(key)}`
  return row?.count ?? 0
}

/** All payments to an account or under a nullifier, in the order of the chain. */
export function exportWalletPayments(
  db: PrismaClient,
  chainId: bigint,
  key: WalletKey,
  { from, to }: ExportRange,
): AsyncGenerator<WalletPayment, void> {
  return walk(EXPORT_PAGE, async (after: WalletPayment | undefined) => {
    const place = after
      ? Prisma.sql`AND (p.block_number, p.log_index) > (${after.blockNumber}, ${after.logIndex})`
      : Prisma.empty
    const rows = await db.$queryRaw<Row[]>`
      SELECT ${COLUMNS} FROM payment p ${JOINS}
      WHERE p.chain_id = ${chainId} AND p.block_number BETWEEN ${from} AND ${to} AND ${whose(key)} ${place}
      ORDER BY p.block_number, p.log_index LIMIT ${EXPORT_PAGE}`
    return rows.map(toPayment)
  })
}

function toPayment(row: Row): WalletPayment {
  return {
    program: hexOf(row.program),
    epoch: row.epoch,
    period: row.period ?? undefined,
    region: row.region ?? undefined,
    nullifier: row.nullifier === null ? undefined : BigInt(row.nullifier),
    recipient: row.recipient ? hexOf(row.recipient) : undefined,
    amount: BigInt(row.amount),
    blockNumber: row.block_number,
    logIndex: row.log_index,
    timestamp: row.timestamp,
    transactionHash: hexOf(row.hash),
  }
}
