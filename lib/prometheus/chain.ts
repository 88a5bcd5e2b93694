import type { ReorgTotals } from '../db/read/reorg-totals'
import type { ChainStatus } from '../db/read/status'
import { CHAIN_STATES } from '../format/freshness'
import type { Families } from './families'

/** What a chain's node and its indexer are doing. */
export function addChain(families: Families, chain: ChainStatus, reorgs: ReorgTotals): void {
  const labels = { chain: String(chain.chainId) }
  const gauge = (name: string, help: string, value: number | bigint | undefined) =>
    families.gauge(`parascope_${name}`, help, labels, value)
  families.gauge(
    'parascope_chain_info',
    'A chain in the database: always 1.',
    { ...labels, name: chain.name, client: chain.client, source: chain.source, mode: chain.mode },
    1,
  )
  gauge('chain_head_block', 'Number of the newest block that the node reports.', chain.head)
  gauge(
    'chain_head_timestamp_seconds',
    'Timestamp of the newest block that the node reports, unix seconds.',
    chain.headTimestamp,
  )
  gauge('chain_safe_block', 'Number of the block that the node reports as safe.', chain.safe)
  gauge('chain_finalized_block', 'Number of the block that the node reports as finalised.', chain.finalized)
  gauge('chain_block_interval_seconds', 'Median time between the last blocks.', chain.interval)
  gauge('indexer_block', 'Number of the newest indexed block.', chain.indexedHead)
  gauge(
    'indexer_block_timestamp_seconds',
    'Timestamp of the newest indexed block, unix seconds.',
    chain.indexedTimestamp,
  )
  gauge(
    'indexer_lag_blocks',
    'Blocks of the node that are not indexed yet; absent for a chain of selected blocks.',
    lagOf(chain),
  )
  gauge(
    'indexer_last_seen_timestamp_seconds',
    'When the indexer last showed life, unix seconds.',
    chain.indexerSeenAt,
  )
  gauge('indexer_failing', '1 while the indexer cannot go on, else 0.', chain.indexerError ? 1 : 0)
  gauge(
    'node_last_answer_timestamp_seconds',
    'When the node last gave a valid answer, unix seconds.',
    chain.rpcAnsweredAt,
  )
  gauge('node_failing', '1 while the node cannot be used, else 0.', chain.rpcError ? 1 : 0)
  for (const state of CHAIN_STATES) {
    families.gauge(
      'parascope_chain_state',
      '1 for the state that the chain is in, 0 for the others.',
      { ...labels, state },
      chain.state === state ? 1 : 0,
    )
  }
  const count = (name: string, help: string, value: number | bigint) =>
    families.counter(`parascope_${name}_total`, help, labels, value)
  count('reorgs', 'Reorganisations and rollbacks that the indexer followed.', reorgs.reorgs)
  count('reorged_blocks', 'Blocks that reorganisations and rollbacks removed.', reorgs.blocks)
  count(
    'refused_blocks',
    'Blocks read that did not verify and were not stored, each attempt counted.',
    chain.refusedBlocks,
  )
}

function lagOf({ mode, head, indexedHead }: ChainStatus): bigint | undefined {
  if (mode !== 'follow' || head === undefined || indexedHead === undefined) return undefined
  return head > indexedHead ? head - indexedHead : 0n
}
