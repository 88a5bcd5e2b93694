import type { AdapterRange, LogSource } from '@/lib/audit/adapters/adapter'
import type { AuditedBlock } from '@/lib/audit/types'
import { type BloomBits, mayHold } from '@/lib/chain/bloom'
import type { Hex } from '@/lib/chain/types'
import type { RpcClient } from '@/lib/rpc/client'
import { linkedHeaders, readHeader } from '../headers'
import { verifiedBlocks } from '../verified-logs'
import type { PeriodBlocks } from './find-blocks'
import { type SourceLogs, searchSources, sourceLogs } from './search'

/** Blocks at the end of a period that are linked by their headers, unless told otherwise; those before are searched by the node alone. */
export const LINKED_BLOCKS = 5000n
const SAY_EVERY = 500n

/** The logs of a program's sources, from verified blocks. */
export interface GatheredPeriod extends SourceLogs {
  range: AdapterRange
  /** blocks whose transactions and receipts were verified */
  blocks: number
}

/** The first block that has to be held: the one before the period, and before its history. */
export function startOf({ from, first }: Pick<PeriodBlocks, 'from' | 'first'>): bigint {
  return from <= first ? from - 1n : first
}

/**
 * What is held of the audited blocks where those from `linkedFrom` on are linked and searched, and the node's search gave the logs of the
 * others.
 */
export function rangeOf(first: AuditedBlock, last: AuditedBlock, linkedFrom: bigint): AdapterRange {
  const isWhole = linkedFrom <= first.number
  return {
    first,
    last,
    linked: last.number - (isWhole ? first.number : linkedFrom) + 1n,
    ...(!isWhole && { otherwise: "the node's search gave" }),
  }
}

/**
 * Reads the logs of some sources over a period, and what was sent in their transactions. Each block with such a log is read whole and
 * verified. The last `link` headers are linked and their bloom filters say which blocks those are, so that the node can hide none; further
 * back its own search does.
 */
export async function gatherPeriod(
  rpc: RpcClient,
  sources: readonly LogSource[],
  { from, first, last }: PeriodBlocks,
  say: (sentence: string) => void,
  link = LINKED_BLOCKS,
): Promise<GatheredPeriod> {
  const start = startOf({ from, first })
  const linkedFrom = last - start >= link ? last - link + 1n : start
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
  say(`${hashes.size} headers linked; verifying ${wanted.size} blocks`)
  const searched =
    linkedFrom > from
      ? await searchSources(rpc, sources, { from, to: linkedFrom - 1n }, (done) =>
          sayDone(say, done, 'found by the node'),
        )
      : { logs: [], sent: new Map(), blocks: 0 }
  const blocks = await verifiedBlocks(
    rpc,
    wanted,
    hashes,
    (done) => sayDone(say, done, `of ${wanted.size}`),
    () => true,
  )
  const linked = sourceLogs(blocks.values(), sources)
  const before = ends.get(first) ?? (await auditedBlock(rpc, first))
  const end = ends.get(last) ?? (await auditedBlock(rpc, last))
  return {
    range: rangeOf(before, end, linkedFrom),
    logs: [...searched.logs, ...linked.logs],
    sent: new Map([...searched.sent, ...linked.sent]),
    blocks: searched.blocks + blocks.size,
  }
}

/** A block as an audit names it, its header hashed again. */
export async function auditedBlock(rpc: RpcClient, at: bigint): Promise<AuditedBlock> {
  const { number, hash, timestamp } = await readHeader(rpc, at)
  return { number, hash, timestamp }
}

function sayDone(say: (sentence: string) => void, done: number, which: string): void {
  if (done % 80 === 0) say(`${done} blocks ${which} verified`)
}

function mayBeIn(bloom: Hex, { address, topics = [] }: LogSource, seen: BloomBits): boolean {
  if (!mayHold(bloom, [address], seen)) return false
  return topics.every((any) => any === null || any.some((topic) => mayHold(bloom, [topic], seen)))
}
