import { type LoadedRange, loadRange } from '@/components/parallelism/load-range'
import type { View } from '@/components/parallelism/view'
import type { PrismaClient } from '@/lib/db/generated/client'
import { findParallelismTotal, type ParallelismBucket } from '@/lib/db/read/metrics'
import { countTracedBlocks, getModuleCalls, type ModuleCallTotal } from '@/lib/db/read/module-calls'
import { TRANSFER } from '@/lib/parallelism/types'
import type { Ends } from './coordination-query'

/** What the coordination page shows of a range. */
export interface CoordinationData {
  range: LoadedRange
  /** sums over its blocks */
  chain: ParallelismBucket
  calls: ModuleCallTotal[]
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
  const [chain, calls, coverage] = await Promise.all([
    findParallelismTotal(db, chainId, view.policy, range),
    getModuleCalls(db, chainId, range),
    countTracedBlocks(db, chainId, range),
  ])
  return chain ? { range, chain, calls, coverage } : undefined
}

/** The messages that leave one end for another; with `modules` those of which no end is an account without code. */
export function between(calls: readonly ModuleCallTotal[], ends: Ends): ModuleCallTotal[] {
  return calls.filter(
    ({ callerModule, calleeModule }) =>
      callerModule !== calleeModule &&
      (ends === 'accounts' || (callerModule !== TRANSFER && calleeModule !== TRANSFER)),
  )
}
