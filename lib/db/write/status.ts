import type { Pool } from 'pg'
import { bytesOf } from '../hex'

/** What the node said last of a chain's head. */
export interface HeadStatus {
  number: bigint
  hash: string
  /** unix seconds of the block */
  timestamp: bigint
  safe?: bigint
  finalized?: bigint
}

/** What is known now of a chain; what is undefined is left as it stands, null clears a sentence. */
export interface StatusReport {
  /** when the indexer last showed life */
  seenAt: Date
  head?: HeadStatus
  rpcAnsweredAt?: Date
  rpcError?: string | null
  indexerError?: string | null
  /** blocks refused since the last report */
  refusedBlocks?: bigint
}

/**
 * Writes a report into chain_status. The time at which the head changed is the time of the first report of that head, and
 * survives a restart of the indexer.
 */
export async function reportStatus(pool: Pool, chainId: bigint, report: StatusReport): Promise<void> {
  const { head } = report
  const sets = ['indexer_seen_at = excluded.indexer_seen_at']
  if (head) {
    sets.push(
      `head_changed_at = CASE WHEN s.head_hash IS DISTINCT FROM excluded.head_hash
         THEN excluded.head_changed_at ELSE s.head_changed_at END`,
      ...['head', 'head_hash', 'head_timestamp', 'safe', 'finalized'].map(
        (name) => `${name} = excluded.${name}`,
      ),
    )
  }
  if (report.rpcAnsweredAt) sets.push('rpc_answered_at = excluded.rpc_answered_at')
  if (report.rpcError !== undefined) sets.push('rpc_error = excluded.rpc_error')
  if (report.refusedBlocks !== undefined) {
    sets.push('refused_blocks = s.refused_blocks + excluded.refused_blocks')
  }
  if (report.indexerError !== undefined) sets.push('indexer_error = excluded.indexer_error')
  await pool.query(
    `INSERT INTO chain_status AS s (chain_id, indexer_seen_at, head, head_hash, head_timestamp, safe, finalized,
       head_changed_at, rpc_answered_at, rpc_error, indexer_error, refused_blocks)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     ON CONFLICT (chain_id) DO UPDATE SET ${sets.join(', ')}`,
    [
      chainId,
      report.seenAt,
      head?.number,
      head && bytesOf(head.hash),
      head?.timestamp,
      head?.safe,
      head?.finalized,
      head && report.seenAt,
      report.rpcAnsweredAt,
      report.rpcError,
      report.indexerError,
      report.refusedBlocks ?? 0n,
    ],
  )
}
