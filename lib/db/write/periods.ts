import type { ClientBase } from 'pg'
import type { Hex } from '@/lib/chain/types'
import { hexOf } from '../hex'

/** When a program was last audited: the block of the audit and its time in unix seconds. */
export interface LastAudit {
  blockNumber: bigint
  timestamp: bigint
}

/** The last audit of each program that is audited by periods. */
export async function readLastAudits(client: ClientBase, chainId: bigint): Promise<Map<Hex, LastAudit>> {
  const { rows } = await client.query<{ program: Buffer; block_number: bigint; timestamp: bigint }>(
    `SELECT DISTINCT ON (p.program) p.program, p.block_number, b.timestamp
     FROM period p JOIN block b ON b.chain_id = p.chain_id AND b.number = p.block_number
     WHERE p.chain_id = $1 ORDER BY p.program, p.block_number DESC`,
    [chainId],
  )
  return new Map(
    rows.map((row) => [hexOf(row.program), { blockNumber: row.block_number, timestamp: row.timestamp }]),
  )
}

/** Places of the payments that audits of periods have listed in some blocks, as "block.log". */
export async function readListedPayments(
  client: ClientBase,
  chainId: bigint,
  { from, to }: { from: bigint; to: bigint },
): Promise<Set<string>> {
  const { rows } = await client.query<{ block_number: bigint; log_index: number }>(
    `SELECT block_number, log_index FROM payment
     WHERE chain_id = $1 AND block_number BETWEEN $2 AND $3 AND audit_block_number IS NOT NULL`,
    [chainId, from, to],
  )
  return new Set(rows.map((row) => `${row.block_number}.${row.log_index}`))
}
