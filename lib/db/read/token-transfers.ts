import { Prisma, type PrismaClient } from '../generated/client'
import { bytesOf, hexOf } from '../hex'
import { newestFirst, type PageOf, type PageSql, pageSql } from './page'

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

const POSITION = ['block_number', 'log_index', 'batch_index'] as const

async function queryTransfers(
  db: PrismaClient,
  chosen: Prisma.Sql,
  page: PageSql,
): Promise<TransferRecord[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT x.block_number, x.log_index, x.batch_index, t.hash, b.timestamp, x.token, k.symbol, k.decimals,
      x.standard, x."from", x."to", x.amount::text AS amount, x.token_id::text AS token_id
    FROM (${chosen}) x
    JOIN block b ON b.chain_id = x.chain_id AND b.number = x.block_number
    JOIN transaction t ON t.chain_id = x.chain_id AND t.block_number = x.block_number AND t.index = x.transaction_index
    LEFT JOIN token k ON k.chain_id = x.chain_id AND k.address = x.token
    ${page.orderBy('x.')}`
  const records = rows.map((row) => ({
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
  return newestFirst(records, page.upwards)
}

/** The first `limit` token transfers of a transaction, in the order of its logs. */
export async function getTransactionTransfers(
  db: PrismaClient,
  chainId: bigint,
  transaction: { blockNumber: bigint; index: number },
  limit: number,
): Promise<TransferRecord[]> {
  const chosen = Prisma.sql`
    SELECT * FROM token_transfer WHERE chain_id = ${chainId} AND block_number = ${transaction.blockNumber}
      AND transaction_index = ${transaction.index} ORDER BY log_index, batch_index LIMIT ${limit}`
  return (await queryTransfers(db, chosen, pageSql(POSITION, { limit }))).reverse()
}

/** A page of the transfers of a token, newest first. */
export function getTokenTransfers(
  db: PrismaClient,
  chainId: bigint,
  token: string,
  pageOf: PageOf,
): Promise<TransferRecord[]> {
  const page = pageSql(POSITION, pageOf)
  const chosen = Prisma.sql`
    SELECT * FROM token_transfer WHERE chain_id = ${chainId} AND token = ${bytesOf(token)} ${page.condition}
    ${page.orderBy()} LIMIT ${pageOf.limit}`
  return queryTransfers(db, chosen, page)
}

/** A page of the token transfers from or to an account, newest first. */
export function getAddressTransfers(
  db: PrismaClient,
  chainId: bigint,
  address: string,
  pageOf: PageOf,
): Promise<TransferRecord[]> {
  const page = pageSql(POSITION, pageOf)
  const account = bytesOf(address)
  // Each side walks its own index; a transfer to oneself is in both and counts once.
  const side = (column: Prisma.Sql) => Prisma.sql`
    (SELECT * FROM token_transfer WHERE chain_id = ${chainId} AND ${column} = ${account} ${page.condition}
     ${page.orderBy()} LIMIT ${pageOf.limit})`
  const chosen = Prisma.sql`
    SELECT * FROM (${side(Prisma.sql`"from"`)} UNION ${side(Prisma.sql`"to"`)}) sides
    ${page.orderBy()} LIMIT ${pageOf.limit}`
  return queryTransfers(db, chosen, page)
}
