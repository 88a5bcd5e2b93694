import type { Policy } from '@/lib/parallelism/types'
import { Prisma, type PrismaClient } from '../generated/client'
import { hexOf } from '../hex'
import type { BlockRange } from './metrics'

/**
 * A state key over a range. Only the ten hottest keys of each block are stored, so its sums are lower bounds:
 * they leave out the blocks in which it was not among the ten.
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
  blocks: number
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
  range: BlockRange,
  options: { moduleId?: string; limit: number },
): Promise<HotKeyTotal[]> {
  const ofModule =
    options.moduleId === undefined ? Prisma.empty : Prisma.sql`AND k.module_id = ${options.moduleId}`
  const rows = await db.$queryRaw<Row[]>`
    SELECT h.*, (
      SELECT c.label FROM module_contract c WHERE c.chain_id = ${chainId} AND c.contract = h.address AND c.added AND c.label <> ''
      ORDER BY c.block_number DESC, c.log_index DESC LIMIT 1) AS contract_label
    FROM (
      SELECT k.kind, k.address, k.slot, max(k.label) AS label,
        (array_agg(k.module_id ORDER BY k.block_number DESC))[1] AS module_id, count(*)::int AS blocks,
        sum(k.readers)::text AS readers, sum(k.writers)::text AS writers, sum(k.edges)::text AS edges,
        sum(k.waiting_gas)::text AS waiting_gas, sum(k.waiting_gas) AS heat, max(k.block_number) AS last_block
      FROM hot_key k
      WHERE k.chain_id = ${chainId} AND k.policy = ${policy}
        AND k.block_number BETWEEN ${range.from} AND ${range.to} ${ofModule}
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
    blocks: row.blocks,
    readers: Number(row.readers),
    writers: Number(row.writers),
    edges: Number(row.edges),
    waitingGas: BigInt(row.waiting_gas),
    lastBlock: row.last_block,
  }))
}
