import { type Freshness, freshness, type Heartbeat } from '../../format/freshness'
import type { PrismaClient } from '../generated/client'
import { hexOf } from '../hex'
import { type ChainRecord, getChains } from './chains'

/** A chain with what is known of its head and of the indexer. Times in unix seconds. */
export interface ChainStatus extends ChainRecord, Heartbeat, Freshness {
  headHash: string | undefined
  safe: bigint | undefined
  finalized: bigint | undefined
  /** blocks read that did not verify, each attempt counted */
  refusedBlocks: bigint
  /** timestamp of the last indexed block */
  indexedTimestamp: bigint | undefined
}

/** Recent blocks whose distances give the chain's interval. */
const INTERVAL_BLOCKS = 21

const seconds = (date: Date | null | undefined) => (date ? date.getTime() / 1000 : undefined)

/** Seconds between blocks, the median of neighbours among the last blocks. `timestamps` newest first. */
export function medianInterval(blocks: { number: bigint; timestamp: bigint }[]): number | undefined {
  const steps = blocks
    .flatMap((block, i) => {
      const older = blocks[i + 1]
      return older && older.number === block.number - 1n ? [Number(block.timestamp - older.timestamp)] : []
    })
    .sort((a, b) => a - b)
  return steps[Math.floor(steps.length / 2)]
}

async function chainStatus(db: PrismaClient, chain: ChainRecord, now: number): Promise<ChainStatus> {
  const { chainId } = chain
  const [status, recent] = await Promise.all([
    db.chainStatus.findUnique({ where: { chainId } }),
    db.block.findMany({
      where: { chainId },
      orderBy: { number: 'desc' },
      take: INTERVAL_BLOCKS,
      select: { number: true, timestamp: true },
    }),
  ])
  const beat: Heartbeat = {
    mode: chain.mode,
    head: status?.head ?? undefined,
    headTimestamp: status?.headTimestamp ?? undefined,
    headChangedAt: seconds(status?.headChangedAt),
    indexedHead: recent[0]?.number,
    rpcAnsweredAt: seconds(status?.rpcAnsweredAt),
    rpcError: status?.rpcError ?? undefined,
    indexerSeenAt: seconds(status?.indexerSeenAt),
    indexerError: status?.indexerError ?? undefined,
    interval: medianInterval(recent),
  }
  return {
    ...chain,
    ...beat,
    ...freshness(beat, now),
    headHash: status?.headHash ? hexOf(status.headHash) : undefined,
    safe: status?.safe ?? undefined,
    finalized: status?.finalized ?? undefined,
    refusedBlocks: status?.refusedBlocks ?? 0n,
    indexedTimestamp: recent[0]?.timestamp,
  }
}

/** The state of every chain at the moment `now` (unix seconds), the default chain first. */
export async function getChainStatuses(db: PrismaClient, now: number): Promise<ChainStatus[]> {
  const records = await getChains(db)
  return Promise.all(records.map((chain) => chainStatus(db, chain, now)))
}
