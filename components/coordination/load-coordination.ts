import { type LoadedRange, loadRange } from '@/components/parallelism/load-range'
import type { BlockRange, View } from '@/components/parallelism/view'
import type { PrismaClient } from '@/lib/db/generated/client'
import { findParallelismTotal, type ParallelismBucket } from '@/lib/db/read/metrics'
import { countTracedBlocks, getModuleCalls, type ModuleCallTotal } from '@/lib/db/read/module-calls'
import { TRANSFER } from '@/lib/parallelism/types'
import type { Ends } from './coordination-query'

/** Calls are summed block by block: of longer ranges the newest blocks are taken, and the page says so. */
const MOST_BLOCKS = 100_000n

/** What the coordination page shows of a range. */
export interface CoordinationData {
  range: LoadedRange
  /** sums over the blocks that are counted */
  chain: ParallelismBucket
  calls: ModuleCallTotal[]
  /** blocks that the calls are of: the newest of the range where it is long */
  counted: BlockRange
  /** blocks that hold transactions, and those whose calls were traced */
  coverage: { blocks: number; traced: number }
}

/** Reads the messages of a view's blocks; undefined where no analysed block is in it. */
export async function loadCoordination(
  db: PrismaClient,
  chainId: bigint,
  view: View,
): Promise<CoordinationData | undefined> {
  const range = await loadRange(db, chainId, view)
  if (!range) return undefined
  const oldest = range.to - MOST_BLOCKS + 1n
  const counted = { from: range.from > oldest ? range.from : oldest, to: range.to }
  const [chain, calls, coverage] = await Promise.all([
    findParallelismTotal(db, chainId, view.policy, counted),
    getModuleCalls(db, chainId, counted),
    countTracedBlocks(db, chainId, counted),
  ])
  return chain ? { range, chain, calls, counted, coverage } : undefined
}

/** The messages that leave one end for another; with `modules` those of which no end is an account without code. */
export function between(calls: readonly ModuleCallTotal[], ends: Ends): ModuleCallTotal[] {
  return calls.filter(
    ({ callerModule, calleeModule }) =>
      callerModule !== calleeModule &&
      (ends === 'accounts' || (callerModule !== TRANSFER && calleeModule !== TRANSFER)),
  )
}
