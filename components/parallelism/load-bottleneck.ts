import { loadTargetNames, type TargetNames } from '@/components/what-if/target-name'
import type { PrismaClient } from '@/lib/db/generated/client'
import type { BlockRange } from '@/lib/db/read/metrics'
import { findWhatIfBlocks, getWhatIfBlocks, type WhatIfLimits } from '@/lib/db/read/what-if-blocks'
import { type Bottleneck, bottleneckOf } from '@/lib/parallelism/bottleneck'
import { type ContestedBlock, contestedBlock } from '@/lib/parallelism/contested'
import type { Policy } from '@/lib/parallelism/types'
import { conflictBase } from '@/lib/parallelism/what-if'

/** The bottleneck is found in the newest blocks of a range, at most so much: a page is not to wait for it. */
const LIMITS: WhatIfLimits = { blocks: 100, transactions: 5_000 }

/** What holds a range back, and the blocks that this was computed over. */
export interface LoadedBottleneck {
  /** undefined where no change that was tried would shorten a critical path */
  found: Bottleneck | undefined
  range: BlockRange
  blocks: number
  names: TargetNames
}

/** Finds the bottleneck of a range's newest blocks from their access sets; undefined where none are stored. */
export async function loadBottleneck(
  db: PrismaClient,
  chainId: bigint,
  policy: Policy,
  range: BlockRange,
): Promise<LoadedBottleneck | undefined> {
  const numbers = await findWhatIfBlocks(db, chainId, policy, range, LIMITS)
  const stored = await getWhatIfBlocks(db, chainId, numbers)
  const contested: ContestedBlock[] = []
  for (const { block } of stored) {
    contested.push(contestedBlock(conflictBase(block, policy)))
    await turn()
  }
  const [first, last] = [stored[0], stored.at(-1)]
  if (first === undefined || last === undefined) return undefined
  const found = bottleneckOf(contested)
  const computed = { from: first.number, to: last.number }
  const targets = found ? [found.advice.target, { kind: 'key', key: found.variable.key } as const] : []
  const names = await loadTargetNames(db, chainId, targets, computed)
  return { found, range: computed, blocks: stored.length, names }
}

/** Lets other requests have their turn between two blocks. */
const turn = () => new Promise<void>((resolve) => setTimeout(resolve, 0))
