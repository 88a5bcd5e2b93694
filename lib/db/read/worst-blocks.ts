import type { Policy } from '@/lib/parallelism/types'
import { Prisma, type PrismaClient } from '../generated/client'
import { hexOf } from '../hex'
import { rowsOfSpan, type Span } from './span'

/** A block whose critical path is long, with the key that most of its gas waits behind. */
export interface WorstBlock {
  blockNumber: bigint
  timestamp: bigint
  transactions: number
  gasUsed: bigint
  criticalPathGas: bigint
  longestChainTxs: number
  hotKey: WorstKey | undefined
}

export interface WorstKey {
  kind: string
  address: string
  slot: string | undefined
  label: string | undefined
  contractLabel: string | undefined
  moduleId: string
  waitingGas: bigint
}

interface Row {
  block_number: bigint
  timestamp: bigint
  transactions: number
  gas_used: bigint
  critical_path_gas: bigint
  longest_chain_txs: number
  kind: string | null
  address: Uint8Array | null
  slot: Uint8Array | null
  label: string | null
  contract_label: string | null
  module_id: string | null
  waiting_gas: bigint | null
}

/**
 * The blocks of a range with the heaviest critical paths: what no number of workers could run faster. At most ten, of
 * which each bucket of a rollup keeps as many.
 */
export async function getWorstBlocks(
  db: PrismaClient,
  chainId: bigint,
  policy: Policy,
  span: Span,
  limit: number,
): Promise<WorstBlock[]> {
  const source = rowsOfSpan(chainId, span, undefined, {
    fromBlocks: (where) => Prisma.sql`SELECT b.number AS block, r.critical_path_gas FROM block b
      JOIN block_metrics r ON r.chain_id = b.chain_id AND r.block_number = b.number
      WHERE ${where} AND r.policy = ${policy} AND r.longest_chain_txs > 1`,
    fromRollup: (where) => Prisma.sql`SELECT r.block, r.critical_path_gas FROM worst_block_rollup r
      WHERE ${where} AND r.policy = ${policy}`,
  })
  const rows = await db.$queryRaw<Row[]>`
    SELECT m.block_number, b.timestamp, m.transactions, m.gas_used, m.critical_path_gas, m.longest_chain_txs,
      k.kind, k.address, k.slot, k.label, k.module_id, k.waiting_gas,
      (SELECT c.label FROM module_contract c WHERE c.chain_id = m.chain_id AND c.contract = k.address AND c.added AND c.label <> ''
       ORDER BY c.block_number DESC, c.log_index DESC LIMIT 1) AS contract_label
    FROM (
      SELECT block FROM (${source}) AS rows ORDER BY critical_path_gas DESC, block DESC LIMIT ${limit}) w
    JOIN block_metrics m ON m.chain_id = ${chainId} AND m.policy = ${policy} AND m.block_number = w.block
    JOIN block b ON b.chain_id = m.chain_id AND b.number = m.block_number
    LEFT JOIN hot_key k ON k.chain_id = m.chain_id AND k.block_number = m.block_number
      AND k.policy = m.policy
      AND k.rank = (SELECT min(rank) FROM hot_key f WHERE f.chain_id = m.chain_id
        AND f.block_number = m.block_number AND f.policy = m.policy)
    ORDER BY m.critical_path_gas DESC, m.block_number DESC`
  return rows.map((row) => ({
    blockNumber: row.block_number,
    timestamp: row.timestamp,
    transactions: row.transactions,
    gasUsed: row.gas_used,
    criticalPathGas: row.critical_path_gas,
    longestChainTxs: row.longest_chain_txs,
    hotKey: toKey(row),
  }))
}

function toKey(row: Row): WorstKey | undefined {
  if (row.kind === null || row.address === null || row.module_id === null || row.waiting_gas === null) {
    return undefined
  }
  return {
    kind: row.kind,
    address: hexOf(row.address),
    slot: row.slot ? hexOf(row.slot) : undefined,
    label: row.label ?? undefined,
    contractLabel: row.contract_label ?? undefined,
    moduleId: row.module_id,
    waitingGas: row.waiting_gas,
  }
}
