import type { AdapterRange, LogSource, PlacedLog } from '@/lib/audit/adapters/adapter'
import { isFrom } from '@/lib/audit/adapters/common/logs'
import type { SentCall } from '@/lib/audit/adapters/personhood-pay-claims'
import type { AuditedBlock } from '@/lib/audit/types'
import { type BloomBits, mayHold } from '@/lib/chain/bloom'
import type { Hex, Log } from '@/lib/chain/types'
import type { RpcClient } from '@/lib/rpc/client'
import { linkedHeaders, readHeader } from '../headers'
import { searchLogs } from '../log-search'
import { requireHeld, verifiedBlocks } from '../verified-logs'
import type { PeriodBlocks } from './find-blocks'

/** Blocks at the end of a period that are linked by their headers; those before are searched by the node alone. */
const LINKED_BLOCKS = 5000n
const SAY_EVERY = 500n

/** The logs of a program's sources, from verified blocks. */
export interface GatheredPeriod {
  range: AdapterRange
  logs: PlacedLog[]
  sent: Map<Hex, SentCall>
  /** blocks whose transactions and receipts were verified */
  blocks: number
}

/**
 * Reads the logs of some sources over a period, and what was sent in their transactions. Each block with such a log is read whole and
 * verified. Within the last 5,000 blocks the headers are linked and their bloom filters say which blocks those are, so that the node
 * can hide none; further back its own search does.
 */
export async function gatherPeriod(
  rpc: RpcClient,
  sources: readonly LogSource[],
  { from, first, last }: PeriodBlocks,
  say: (sentence: string) => void,
): Promise<GatheredPeriod> {
  const start = from <= first ? from - 1n : first
  const linkedFrom = last - start >= LINKED_BLOCKS ? last - LINKED_BLOCKS + 1n : start
  const hashes = new Map<bigint, Hex>()
  const wanted = new Set<bigint>()
  const ends = new Map<bigint, AuditedBlock>()
  const seen: BloomBits = new Map()
  for await (const { number, hash, timestamp, logsBloom } of linkedHeaders(rpc, linkedFrom, last)) {
    hashes.set(number, hash)
    if (number === first || number === last) ends.set(number, { number, hash, timestamp })
    if (number >= from && sources.some((source) => mayBeIn(logsBloom, source, seen))) wanted.add(number)
    if (number % SAY_EVERY === 0n) say(`Headers up to block ${number} of ${last} linked`)
  }
  const said = linkedFrom > from ? await searched(rpc, sources, from, linkedFrom - 1n) : []
  for (const { blockNumber } of said) wanted.add(blockNumber)
  say(`${hashes.size} headers linked; verifying ${wanted.size} blocks`)
  const blocks = await verifiedBlocks(
    rpc,
    wanted,
    hashes,
    (done) => {
      if (done % 80 === 0) say(`${done} of ${wanted.size} blocks verified`)
    },
    () => true,
  )
  requireHeld(rpc, said, blocks)
  const logs: PlacedLog[] = []
  const sent = new Map<Hex, SentCall>()
  for (const block of blocks.values()) {
    for (const log of block.logs.filter((one) => sources.some((source) => isFrom(one, source)))) {
      logs.push(placed(log, block.timestamp))
      const call = block.paying.get(log.transactionHash)
      if (call) sent.set(log.transactionHash, call)
    }
  }
  const before = ends.get(first) ?? blockOf(await readHeader(rpc, first))
  const end = ends.get(last) ?? blockOf(await readHeader(rpc, last))
  const linked = linkedFrom <= first ? last - first + 1n : last - linkedFrom + 1n
  return {
    range: {
      first: before,
      last: end,
      linked,
      ...(linkedFrom > first && { otherwise: "the node's search gave" }),
    },
    logs,
    sent,
    blocks: blocks.size,
  }
}

function blockOf({ number, hash, timestamp }: AuditedBlock): AuditedBlock {
  return { number, hash, timestamp }
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

function mayBeIn(bloom: Hex, { address, topics = [] }: LogSource, seen: BloomBits): boolean {
  if (!mayHold(bloom, [address], seen)) return false
  return topics.every((any) => any === null || any.some((topic) => mayHold(bloom, [topic], seen)))
}

async function searched(
  rpc: RpcClient,
  sources: readonly LogSource[],
  from: bigint,
  to: bigint,
): Promise<Log[]> {
  const found: Log[] = []
  for (const { address, topics = [] } of sources) {
    found.push(...(await searchLogs(rpc, { addresses: [address], topics: [...topics] }, from, to)))
  }
  return found
}
