import type { PrismaClient } from '../generated/client'
import { hexOf } from '../hex'

/** A transaction in the list of its home module. */
export interface ModuleTransaction {
  hash: string
  blockNumber: bigint
  index: number
  timestamp: bigint
  from: string
  target: string | undefined
  /** what the registry calls the contract that it calls */
  targetLabel: string | undefined
  gasUsed: bigint
  /** 1 success, 0 reverted, undefined before Byzantium */
  status: number | undefined
  modules: string[]
}

interface Row {
  hash: Uint8Array
  block_number: bigint
  index: number
  timestamp: bigint
  from: Uint8Array
  target: Uint8Array | null
  target_label: string | null
  gas_used: bigint
  status: number | null
  modules: string[]
}

/** The newest transactions whose home is the module ("unassigned" and "transfer" are homes too). */
export async function getModuleTransactions(
  db: PrismaClient,
  chainId: bigint,
  moduleId: string,
  limit: number,
): Promise<ModuleTransaction[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT t.hash, t.block_number, t.index, b.timestamp, t."from", coalesce(t."to", t.created) AS target,
      (SELECT c.label FROM module_contract c WHERE c.chain_id = ${chainId}
       AND c.contract = coalesce(t."to", t.created) AND c.added AND c.label <> ''
       ORDER BY c.block_number DESC, c.log_index DESC LIMIT 1) AS target_label,
      t.gas_used, t.status, t.modules
    FROM (
      SELECT * FROM transaction WHERE chain_id = ${chainId} AND home_module = ${moduleId}
      ORDER BY block_number DESC, index DESC LIMIT ${limit}) t
    JOIN block b ON b.chain_id = t.chain_id AND b.number = t.block_number
    ORDER BY t.block_number DESC, t.index DESC`
  return rows.map((row) => ({
    hash: hexOf(row.hash),
    blockNumber: row.block_number,
    index: row.index,
    timestamp: row.timestamp,
    from: hexOf(row.from),
    target: row.target ? hexOf(row.target) : undefined,
    targetLabel: row.target_label ?? undefined,
    gasUsed: row.gas_used,
    status: row.status ?? undefined,
    modules: row.modules,
  }))
}
