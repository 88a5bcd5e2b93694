import type { PrismaClient } from '../generated/client'
import { bytesOf, hexOf } from '../hex'

/** A token as it names itself, and what its transfers in the indexed blocks add up to. */
export interface TokenRecord {
  address: string
  /** erc20 | erc721 | erc1155 */
  standard: string
  name: string | undefined
  symbol: string | undefined
  /** undefined where it does not say */
  decimals: number | undefined
  /** first block with a transfer of it */
  firstBlock: bigint
  transfers: number
  /** sums of what moved from and to the zero address, in the smallest unit; pieces for ERC-721 */
  minted: bigint
  burned: bigint
  /** module that owns its contract now */
  moduleId: string | undefined
}

interface Row {
  address: Uint8Array
  standard: string
  name: string | null
  symbol: string | null
  decimals: number | null
  block_number: bigint
  transfers: number
  minted: string
  burned: string
  module_id: string | null
}

const ZERO = bytesOf(`0x${'0'.repeat(40)}`)

/** A token by its address, or undefined where no transfer of it is in the indexed blocks. */
export async function findToken(
  db: PrismaClient,
  chainId: bigint,
  address: string,
): Promise<TokenRecord | undefined> {
  const [row] = await db.$queryRaw<Row[]>`
    SELECT k.address, k.standard, k.name, k.symbol, k.decimals, k.block_number, s.transfers, s.minted, s.burned,
      m.module_id
    FROM token k
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS transfers,
        coalesce(sum(amount) FILTER (WHERE "from" = ${ZERO}), 0)::text AS minted,
        coalesce(sum(amount) FILTER (WHERE "to" = ${ZERO}), 0)::text AS burned
      FROM token_transfer WHERE chain_id = k.chain_id AND token = k.address) s
    LEFT JOIN LATERAL (
      SELECT CASE WHEN added THEN module_id END AS module_id FROM module_contract
      WHERE chain_id = k.chain_id AND contract = k.address ORDER BY block_number DESC, log_index DESC LIMIT 1) m ON true
    WHERE k.chain_id = ${chainId} AND k.address = ${bytesOf(address)}`
  if (row === undefined) return undefined
  return {
    address: hexOf(row.address),
    standard: row.standard,
    name: row.name ?? undefined,
    symbol: row.symbol ?? undefined,
    decimals: row.decimals ?? undefined,
    firstBlock: row.block_number,
    transfers: row.transfers,
    minted: BigInt(row.minted),
    burned: BigInt(row.burned),
    moduleId: row.module_id ?? undefined,
  }
}
