import type { ClientBase } from 'pg'
import { RegionGroups } from '@/lib/audit/semaphore/region-groups'
import { membershipChange, type ProgramEventRow } from '@/lib/audit/stored-event'
import type { Hex, Position } from '@/lib/audit/types'
import { bytesOf, hexOf } from '../hex'
import { rowsOf } from './cursor'

/** The regions' groups as a verifier kept them before a place, whoever's program its events are stored with. */
export async function readGroups(
  client: ClientBase,
  chainId: bigint,
  verifier: Hex,
  { blockNumber, logIndex }: Position,
  batch?: number,
): Promise<RegionGroups> {
  const groups = new RegionGroups()
  const rows = rowsOf<{
    block_number: bigint
    log_index: number
    transaction_index: number
    hash: Buffer
    timestamp: bigint
    event: string
    args: unknown
  }>(
    client,
    'members_of_regions',
    `SELECT e.block_number, e.log_index, e.transaction_index, t.hash, b.timestamp, e.event, e.args
     FROM program_event e
     JOIN transaction t
       ON t.chain_id = e.chain_id AND t.block_number = e.block_number AND t.index = e.transaction_index
     JOIN block b ON b.chain_id = e.chain_id AND b.number = e.block_number
     WHERE e.chain_id = $1 AND e.emitter = $2 AND e.event IN ('MemberAdded', 'MemberRemoved')
       AND (e.block_number, e.log_index) < ($3, $4)
     ORDER BY e.block_number, e.log_index`,
    [chainId, bytesOf(verifier), blockNumber, logIndex],
    batch,
  )
  for await (const row of rows) {
    const stored: ProgramEventRow = {
      blockNumber: row.block_number,
      logIndex: row.log_index,
      transactionIndex: row.transaction_index,
      transactionHash: hexOf(row.hash),
      timestamp: row.timestamp,
      emitter: verifier,
      event: row.event,
      epoch: null,
      args: row.args,
    }
    groups.take(membershipChange(stored))
  }
  return groups
}
