import type { PrismaClient } from '@/lib/db/generated/client'
import {
  countAnalysedBlocks,
  findAnalysedRange,
  findParallelismTotal,
  findStartOfLast,
} from '@/lib/db/read/metrics'
import { bucketStart, type Span, type Step } from '@/lib/db/read/span'
import { findBlocksWithin, findStoredEnds, findTimes } from '@/lib/db/read/times'
import type { Extent } from './move-range'
import { durationOf, widthFor } from './time-steps'
import {
  type BlockRange,
  bucketSize,
  TIME_RANGES,
  type TimeRange,
  type TimeRangeName,
  type View,
} from './view'

/** The analysed blocks that a view comes to. */
export interface LoadedRange extends Span {
  /** the range as it is asked for: exactly these blocks, or exactly this time */
  ends: BlockRange | TimeRange
  /** all that there is of the chain */
  known: Extent
  /** analysed blocks in it */
  blocks: number
  /** what one point of its charts stands for */
  step: Step
}

/** Points that a chart over blocks draws at most, apart from what gaps between blocks add. */
const BUCKETS = 120

/** Up to so many blocks a range of blocks is drawn by its blocks; longer ones are drawn by time. */
const BY_BLOCKS = 10_000

/** Finds the blocks of a view; undefined where the chain has none in it. */
export async function loadRange(
  db: PrismaClient,
  chainId: bigint,
  view: View,
): Promise<LoadedRange | undefined> {
  const ends = await findAnalysedRange(db, chainId)
  const times = ends && (await findTimes(db, chainId, ends))
  if (!times) return undefined
  const known = { ...ends, ...times }
  const asked = await askedRange(db, chainId, view, known)
  const loaded =
    'since' in asked
      ? await loadTime(db, chainId, view, asked, known)
      : await loadBlocks(db, chainId, view, asked)
  return loaded && { ...loaded, known }
}

async function askedRange(
  db: PrismaClient,
  chainId: bigint,
  { range, policy }: View,
  known: Extent,
): Promise<BlockRange | TimeRange> {
  if (typeof range === 'object') return range
  const name = TIME_RANGES.find((one) => one === range)
  if (name !== undefined) return timeUpTo(known.last, name)
  const from = range === 'all' ? known.from : await findStartOfLast(db, chainId, policy, Number(range))
  return { from: from ?? known.from, to: known.to }
}

type Unplaced = Omit<LoadedRange, 'known'>

/** Few blocks are read one by one; many from the rollups, with what is left at both ends. */
async function loadBlocks(
  db: PrismaClient,
  chainId: bigint,
  view: View,
  asked: BlockRange,
): Promise<Unplaced | undefined> {
  const range = await findStoredEnds(db, chainId, asked)
  if (!range) return undefined
  const byBlocks = (blocks: number): Unplaced | undefined =>
    blocks === 0
      ? undefined
      : { ...range, ends: range, blocks, step: { blocks: bucketSize(blocks, BUCKETS) } }
  if (range.to - range.from < BigInt(BY_BLOCKS)) {
    return byBlocks(await countAnalysedBlocks(db, chainId, view.policy, range))
  }
  const times = await findTimes(db, chainId, range)
  if (!times) return undefined
  // The seconds of the first and the last block may hold blocks outside the range too.
  const time = { since: times.first + 1n, until: times.last }
  const total = await findParallelismTotal(db, chainId, view.policy, { ...range, time })
  const blocks = total?.blocks ?? 0
  if (blocks <= BY_BLOCKS) return byBlocks(blocks)
  return { ...range, ends: range, time, blocks, step: { seconds: widthFor(time) } }
}

async function loadTime(
  db: PrismaClient,
  chainId: bigint,
  view: View,
  asked: TimeRange,
  { first, last }: Extent,
): Promise<Unplaced | undefined> {
  const range = await findBlocksWithin(db, chainId, asked)
  if (!range) return undefined
  const total = await findParallelismTotal(db, chainId, view.policy, { ...range, time: asked })
  if (!total) return undefined
  // A chain younger than the range is drawn as finely as its own age allows.
  const drawn = { since: higher(asked.since, first), until: lower(asked.until, last + 1n) }
  return { ...range, ends: asked, time: asked, blocks: total.blocks, step: { seconds: widthFor(drawn) } }
}

/** The time of this length that ends with the newest block, whose point it holds wholly. */
function timeUpTo(last: bigint, name: TimeRangeName): TimeRange {
  const duration = durationOf(name)
  const width = widthFor({ since: 0n, until: duration })
  const until = bucketStart(last, width) + width
  return { since: until - duration, until }
}

function higher(a: bigint, b: bigint): bigint {
  if (a > b) return a
  return b
}

function lower(a: bigint, b: bigint): bigint {
  if (a < b) return a
  return b
}
