import type { LogSource, PlacedLog } from '@/lib/audit/adapters/adapter'
import { isFrom } from '@/lib/audit/adapters/common/logs'
import type { SentCall } from '@/lib/audit/adapters/personhood-pay-claims'
import type { Hex, Log } from '@/lib/chain/types'
import type { RpcClient } from '@/lib/rpc/client'
import { searchLogs } from '../log-search'
import { requireHeld, type VerifiedBlock, verifiedBlocks } from '../verified-logs'

/** Logs of a program's sources in chain order, and what was sent in their transactions. */
export interface SourceLogs {
  logs: PlacedLog[]
  sent: Map<Hex, SentCall>
}

/**
 * The logs of some sources in the blocks `from` to `to`, as the node's own search finds them, each from a block that was read whole and
 * verified. The search may leave some out.
 */
export async function searchSources(
  rpc: RpcClient,
  sources: readonly LogSource[],
  { from, to }: { from: bigint; to: bigint },
  onBlock?: (done: number) => void,
): Promise<SourceLogs & { blocks: number }> {
  const said: Log[] = []
  for (const { address, topics = [] } of sources) {
    said.push(...(await searchLogs(rpc, { addresses: [address], topics: [...topics] }, from, to)))
  }
  const numbers = new Set(said.map(({ blockNumber }) => blockNumber))
  const blocks = await verifiedBlocks(rpc, numbers, new Map(), onBlock, () => true)
  requireHeld(rpc, said, blocks)
  return { ...sourceLogs(blocks.values(), sources), blocks: blocks.size }
}

/** What verified blocks hold of some sources. */
export function sourceLogs(blocks: Iterable<VerifiedBlock>, sources: readonly LogSource[]): SourceLogs {
  const logs: PlacedLog[] = []
  const sent = new Map<Hex, SentCall>()
  for (const block of blocks) {
    for (const log of block.logs.filter((one) => sources.some((source) => isFrom(one, source)))) {
      logs.push(placed(log, block.timestamp))
      const call = block.paying.get(log.transactionHash)
      if (call) sent.set(log.transactionHash, call)
    }
  }
  return { logs, sent }
}

function placed(log: Log, timestamp: bigint): PlacedLog {
  const { address, topics, data, blockNumber, index: logIndex, transactionIndex, transactionHash } = log
  return {
    at: { blockNumber, logIndex, transactionIndex, transactionHash, timestamp },
    address,
    topics,
    data,
  }
}
