import type { PrismaClient } from '@/lib/db/generated/client'
import { countAnalysedBlocks, findAnalysedRange, findStartOfLast } from '@/lib/db/read/metrics'
import { type BlockRange, bucketSize, type View } from './view'

/** The analysed blocks that a view comes to. */
export interface LoadedRange extends BlockRange {
  /** analysed blocks in it */
  blocks: number
  /** block numbers in a bucket of its charts */
  size: bigint
}

/** Points that a chart draws at most, apart from what gaps between blocks add. */
const BUCKETS = 120

/** Finds the blocks of a view; undefined where the chain has none in it. */
export async function loadRange(
  db: PrismaClient,
  chainId: bigint,
  view: View,
): Promise<LoadedRange | undefined> {
  const known = await findAnalysedRange(db, chainId)
  if (!known) return undefined
  const range = await blocksOf(db, chainId, view, known)
  if (!range || range.from > range.to) return undefined
  const blocks = await countAnalysedBlocks(db, chainId, view.policy, range)
  return blocks === 0 ? undefined : { ...range, blocks, size: bucketSize(blocks, BUCKETS) }
}

async function blocksOf(
  db: PrismaClient,
  chainId: bigint,
  view: View,
  known: BlockRange,
): Promise<BlockRange | undefined> {
  if (view.range === 'all') return known
  if (typeof view.range === 'string') {
    const from = await findStartOfLast(db, chainId, view.policy, Number(view.range))
    return from === undefined ? undefined : { from, to: known.to }
  }
  return { from: higher(view.range.from, known.from), to: lower(view.range.to, known.to) }
}

function higher(a: bigint, b: bigint): bigint {
  if (a > b) return a
  return b
}

function lower(a: bigint, b: bigint): bigint {
  if (a < b) return a
  return b
}
