import type { Policy } from '@/lib/parallelism/types'
import { Prisma, type PrismaClient } from '../generated/client'
import { hexOf } from '../hex'
import { rowsOfSpan, type Span } from './span'

/**
 * A state key over a range. Only the ten hottest keys of each block are stored, and of each module's ten in each
 * minute, hour and day, so its sums are lower bounds: they leave out where it was not among the ten.
 */
export interface HotKeyTotal {
  kind: string
  address: string
  slot: string | undefined
  label: string | undefined
  /** name that the registry gives the contract, where a module owns it */
  contractLabel: string | undefined
  moduleId: string
  /** blocks in which it was among the ten */
  blocks: number
  readers: number
  writers: number
  edges: number
  waitingGas: bigint
  lastBlock: bigint
}

interface Row {
  kind: string
  address: Uint8Array
  slot: Uint8Array | null
  label: string | null
  contract_label: string | null
  module_id: string
  blocks: string
  readers: string
  writers: string
  edges: string
  waiting_gas: string
  last_block: bigint
}

/** Keys by the gas that waited behind them, largest first; of one module where `moduleId` is given. */
export async function getHotKeys(
  db: PrismaClient,
  chainId: bigint,
  policy: Policy,
  span: Span,
  options: { moduleId?: string; limit: number },
): Promise<HotKeyTotal[]> {
  const ofModule =
    options.moduleId === undefined ? Prisma.empty : Prisma.sql`AND r.module_id = ${options.moduleId}`
  const same = Prisma.raw('r.kind, r.address, r.slot, r.label, r.module_id, r.waiting_gas')
  const source = rowsOfSpan(chainId, span, undefined, {
    fromBlocks: (where) => Prisma.sql`SELECT ${same}, 1::bigint AS blocks, r.block_number AS last_block,
        r.readers::bigint, r.writers::bigint, r.edges::bigint FROM block b
      JOIN hot_key r ON r.chain_id = b.chain_id AND r.block_number = b.number
      WHERE ${where} AND r.policy = ${policy} ${ofModule}`,
    fromRollup: (where) => Prisma.sql`SELECT ${same}, r.blocks::bigint, r.last_block,
        r.readers, r.writers, r.edges FROM hot_key_rollup r
      WHERE ${where} AND r.policy = ${policy} ${ofModule}`,
  })
  const rows = await db.$queryRaw<Row[]>`
    SELECT h.*, (
      SELECT c.label FROM module_contract c WHERE c.chain_id = ${chainId} AND c.contract = h.address AND c.added AND c.label <> ''
      ORDER BY c.block_number DESC, c.log_index DESC LIMIT 1) AS contract_label
    FROM (
      SELECT k.kind, k.address, k.slot, max(k.label) AS label,
        (array_agg(k.module_id ORDER BY k.last_block DESC))[1] AS module_id, sum(k.blocks)::text AS blocks,
        sum(k.readers)::text AS readers, sum(k.writers)::text AS writers, sum(k.edges)::text AS edges,
        sum(k.waiting_gas)::text AS waiting_gas, sum(k.waiting_gas) AS heat, max(k.last_block) AS last_block
      FROM (${source}) AS k
      GROUP BY k.kind, k.address, k.slot
      ORDER BY heat DESC, k.address, k.slot LIMIT ${options.limit}) h
    ORDER BY h.heat DESC, h.address, h.slot`
  return rows.map((row) => ({
    kind: row.kind,
    address: hexOf(row.address),
    slot: row.slot ? hexOf(row.slot) : undefined,
    label: row.label ?? undefined,
    contractLabel: row.contract_label ?? undefined,
    moduleId: row.module_id,
    blocks: Number(row.blocks),
    readers: Number(row.readers),
    writers: Number(row.writers),
    edges: Number(row.edges),
    waitingGas: BigInt(row.waiting_gas),
    lastBlock: row.last_block,
  }))
}
