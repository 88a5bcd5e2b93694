import type { Position } from '@/lib/format/position'
import { Prisma, type PrismaClient } from '../generated/client'
import { bytesOf, hexOf } from '../hex'

/** A movement of a token, with what the token says of itself. */
export interface TransferRecord {
  blockNumber: bigint
  logIndex: number
  batchIndex: number
  transactionHash: string
  timestamp: bigint
  token: string
  symbol: string | undefined
  /** undefined where the token does not say */
  decimals: number | undefined
  /** erc20 | erc721 | erc1155 */
  standard: string
  from: string
  to: string
  /** in the token's smallest unit */
  amount: bigint
  /** undefined for ERC-20 */
  tokenId: bigint | undefined
}

interface Row {
  block_number: bigint
  log_index: number
  batch_index: number
  hash: Uint8Array
  timestamp: bigint
  token: Uint8Array
  symbol: string | null
  decimals: number | null
  standard: string
  from: Uint8Array
  to: Uint8Array
  amount: string
  token_id: string | null
}

/** A page of a list: the newest, or what lies before or after a position. */
export interface PageOf {
  before?: Position
  after?: Position
  limit: number
}

/** Condition and order of a page of a list by its position columns. */
export function pageSql(columns: Prisma.Sql, { before, after }: PageOf, width: 2 | 3) {
  const at = after ?? before
  if (at === undefined) return { condition: Prisma.empty, direction: Prisma.sql`DESC`, upwards: false }
  const values = width === 3 ? [at.blockNumber, at.index, at.part] : [at.blockNumber, at.index]
  const sign = after === undefined ? Prisma.sql`<` : Prisma.sql`>`
  return {
    condition: Prisma.sql`AND (${columns}) ${sign} (${Prisma.join(values)})`,
    direction: after === undefined ? Prisma.sql`DESC` : Prisma.sql`ASC`,
    upwards: after !== undefined,
  }
}

const POSITION = Prisma.sql`block_number, log_index, batch_index`

function orderBy(direction: Prisma.Sql, prefix = Prisma.empty): Prisma.Sql {
  return Prisma.sql`ORDER BY ${prefix}block_number ${direction}, ${prefix}log_index ${direction}, ${prefix}batch_index ${direction}`
}

async function queryTransfers(
  db: PrismaClient,
  chosen: Prisma.Sql,
  direction: Prisma.Sql,
): Promise<TransferRecord[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT x.block_number, x.log_index, x.batch_index, t.hash, b.timestamp, x.token, k.symbol, k.decimals,
      x.standard, x."from", x."to", x.amount::text AS amount, x.token_id::text AS token_id
    FROM (${chosen}) x
    JOIN block b ON b.chain_id = x.chain_id AND b.number = x.block_number
    JOIN transaction t ON t.chain_id = x.chain_id AND t.block_number = x.block_number AND t.index = x.transaction_index
    LEFT JOIN token k ON k.chain_id = x.chain_id AND k.address = x.token
    ${orderBy(direction, Prisma.sql`x.`)}`
  return rows.map((row) => ({
    blockNumber: row.block_number,
    logIndex: row.log_index,
    batchIndex: row.batch_index,
    transactionHash: hexOf(row.hash),
    timestamp: row.timestamp,
    token: hexOf(row.token),
    symbol: row.symbol ?? undefined,
    decimals: row.decimals ?? undefined,
    standard: row.standard,
    from: hexOf(row.from),
    to: hexOf(row.to),
    amount: BigInt(row.amount),
    tokenId: row.token_id === null ? undefined : BigInt(row.token_id),
  }))
}

/** The first `limit` token transfers of a transaction, in the order of its logs. */
export function getTransactionTransfers(
  db: PrismaClient,
  chainId: bigint,
  transaction: { blockNumber: bigint; index: number },
  limit: number,
): Promise<TransferRecord[]> {
  const direction = Prisma.sql`ASC`
  const chosen = Prisma.sql`
    SELECT * FROM token_transfer WHERE chain_id = ${chainId} AND block_number = ${transaction.blockNumber}
      AND transaction_index = ${transaction.index} ${orderBy(direction)} LIMIT ${limit}`
  return queryTransfers(db, chosen, direction)
}

/** A page of the transfers of a token, newest first. */
export async function getTokenTransfers(
  db: PrismaClient,
  chainId: bigint,
  token: string,
  page: PageOf,
): Promise<TransferRecord[]> {
  const { condition, direction, upwards } = pageSql(POSITION, page, 3)
  const chosen = Prisma.sql`
    SELECT * FROM token_transfer WHERE chain_id = ${chainId} AND token = ${bytesOf(token)} ${condition}
    ${orderBy(direction)} LIMIT ${page.limit}`
  const rows = await queryTransfers(db, chosen, direction)
  return upwards ? rows.reverse() : rows
}

/** A page of the token transfers from or to an account, newest first. */
export async function getAddressTransfers(
  db: PrismaClient,
  chainId: bigint,
  address: string,
  page: PageOf,
): Promise<TransferRecord[]> {
  const { condition, direction, upwards } = pageSql(POSITION, page, 3)
  const account = bytesOf(address)
  // Each side walks its own index; a transfer to oneself is in both and counts once.
  const side = (column: Prisma.Sql) => Prisma.sql`
    (SELECT * FROM token_transfer WHERE chain_id = ${chainId} AND ${column} = ${account} ${condition}
     ${orderBy(direction)} LIMIT ${page.limit})`
  const chosen = Prisma.sql`
    SELECT * FROM (${side(Prisma.sql`"from"`)} UNION ${side(Prisma.sql`"to"`)}) both_sides
    ${orderBy(direction)} LIMIT ${page.limit}`
  const rows = await queryTransfers(db, chosen, direction)
  return upwards ? rows.reverse() : rows
}
