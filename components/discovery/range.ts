import { durationOf } from '@/components/parallelism/time-steps'
import { TIME_RANGES, type TimeRange, type View } from '@/components/parallelism/view'
import type { PrismaClient } from '@/lib/db/generated/client'
import { type CoAccessRange, findCoAccess } from '@/lib/db/read/co-access'
import { exists } from '@/lib/db/read/existence'
import { type BlockRange, findAnalysedRange } from '@/lib/db/read/metrics'
import { findBlocksWithin, findTimes } from '@/lib/db/read/times'

/** Transactions that one suggestion looks at: about two seconds of work. */
export const MOST_TRANSACTIONS = 20_000
const MOST_BLOCKS = 10_000
/** A range of the newest blocks ends at a multiple of the largest of these that is at most a twentieth of it. */
const STEPS = [500, 50, 5] as const

/** The blocks that a suggestion stands on, and as many before them. */
export interface DiscoveryRanges {
  now: CoAccessRange
  /** undefined at the beginning of the chain */
  before: CoAccessRange | undefined
}

/**
 * The last block that a range of the newest blocks looks at: a round number near the head, where the chain has that block.
 * A suggestion that moved with every block could not be compared with anything, and would be made anew for every visitor.
 */
export async function endOfRange(
  db: PrismaClient,
  chainId: bigint,
  range: View['range'],
): Promise<(BlockRange & { blocks: number }) | undefined> {
  const known = await findAnalysedRange(db, chainId)
  if (!known) return undefined
  const time = await timeOf(db, chainId, range, known)
  if (time !== undefined) {
    const within = await findBlocksWithin(db, chainId, time)
    return within && { from: within.from, to: within.to, blocks: MOST_BLOCKS }
  }
  if (typeof range === 'object') return 'from' in range ? { ...range, blocks: MOST_BLOCKS } : undefined
  const blocks = range === 'all' ? MOST_BLOCKS : Number(range)
  const long = Math.min(blocks, Number(known.to - known.from) + 1)
  const step = STEPS.find((one) => one * 20 <= long) ?? 1
  const aligned = known.to - (known.to % BigInt(step))
  const to = aligned > known.from && (await exists.block(db, chainId, aligned)) ? aligned : known.to
  return { from: known.from, to, blocks }
}

/** The time of a range that is one of time; of the newest hours, up to a round time near the newest block. */
async function timeOf(
  db: PrismaClient,
  chainId: bigint,
  range: View['range'],
  known: BlockRange,
): Promise<TimeRange | undefined> {
  if (typeof range === 'object') return 'since' in range ? range : undefined
  const name = TIME_RANGES.find((one) => one === range)
  const times = name && (await findTimes(db, chainId, known))
  if (name === undefined || times === undefined) return undefined
  const duration = durationOf(name)
  const aligned = times.last - (times.last % (duration / 20n))
  const until = aligned > times.first ? aligned : times.last + 1n
  return { since: until - duration, until }
}

/** Reads what the transactions of a range, and of as many blocks before it, touched; undefined where nothing is known. */
export async function readRanges(
  db: PrismaClient,
  chainId: bigint,
  { from, to, blocks }: BlockRange & { blocks: number },
): Promise<DiscoveryRanges | undefined> {
  const limits = { blocks, transactions: MOST_TRANSACTIONS }
  const now = await findCoAccess(db, chainId, { from, to }, limits)
  if (now === undefined) return undefined
  const before = await findCoAccess(
    db,
    chainId,
    { from: 0n, to: now.from - 1n },
    { ...limits, blocks: now.blocks },
  )
  return { now, before }
}
