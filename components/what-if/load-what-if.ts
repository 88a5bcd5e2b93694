import { type LoadedRange, loadRange } from '@/components/parallelism/load-range'
import type { PrismaClient } from '@/lib/db/generated/client'
import { findWhatIfBlocks, getWhatIfBlocks, type WhatIfLimits } from '@/lib/db/read/what-if-blocks'
import { type AdviceReport, advise } from '@/lib/parallelism/advice'
import type { Change } from '@/lib/parallelism/changes'
import { type ContestedBlock, contestedBlock } from '@/lib/parallelism/contested'
import { type WhatIf, type WhatIfBase, whatIf, whatIfBase } from '@/lib/parallelism/what-if'
import { compareMetrics, type MetricRow } from '@/lib/parallelism/what-if-metrics'
import { loadTargetNames, type TargetNames } from './target-name'
import type { WhatIfView } from './what-if-query'

/** A request recomputes at most so much: the newest blocks of its range. */
export const WHAT_IF_LIMITS: WhatIfLimits = { blocks: 200, transactions: 20_000 }

/** One block today and after the change. */
export interface ChangedBlock extends WhatIf {
  number: bigint
  timestamp: bigint
}

export interface WhatIfData {
  /** the blocks asked for; those computed are its newest */
  range: LoadedRange
  /** first and last block computed, and the seconds at which they were made */
  from: bigint
  to: bigint
  fromTimestamp: bigint
  toTimestamp: bigint
  /** blocks computed */
  blocks: number
  sources: string[]
  advice: AdviceReport
  names: TargetNames
  /** the change that is shown; undefined where none was asked for and none frees anything */
  outcome?: Outcome
}

export interface Outcome {
  change: Change
  /** nobody asked for it: it is the best that was found */
  isBest: boolean
  blocks: ChangedBlock[]
  metrics: MetricRow[]
  /** blocks that hold a key of the target */
  touched: number
}

/** Recomputes the newest blocks of a view from their access sets; undefined where the chain has none in it. */
export async function loadWhatIf(
  db: PrismaClient,
  chainId: bigint,
  view: WhatIfView,
): Promise<WhatIfData | undefined> {
  const range = await loadRange(db, chainId, view)
  if (!range) return undefined
  const numbers = await findWhatIfBlocks(db, chainId, view.policy, range, WHAT_IF_LIMITS)
  const stored = await getWhatIfBlocks(db, chainId, numbers)
  const bases: { number: bigint; timestamp: bigint; base: WhatIfBase; contested: ContestedBlock }[] = []
  for (const { number, timestamp, block } of stored) {
    const base = whatIfBase(block, view.policy)
    bases.push({ number, timestamp, base, contested: contestedBlock(base) })
    await turn()
  }
  const [first, last] = [bases[0], bases.at(-1)]
  if (first === undefined || last === undefined) return undefined
  const advice = advise(bases.map(({ contested }) => contested))
  const best = advice.advice[0]
  const change: Change | undefined =
    view.change ?? (best && { target: best.target, action: { kind: 'commutative' } })
  const targets = advice.advice.map(({ target }) => target)
  const names = await loadTargetNames(db, chainId, change ? [change.target, ...targets] : targets, range)
  const blocks: ChangedBlock[] = []
  for (const { number, timestamp, base } of change ? bases : []) {
    if (change) blocks.push({ number, timestamp, ...whatIf(base, change) })
    await turn()
  }
  return {
    range,
    from: first.number,
    to: last.number,
    fromTimestamp: first.timestamp,
    toTimestamp: last.timestamp,
    blocks: bases.length,
    sources: [...new Set(stored.map(({ source }) => source))],
    advice,
    names,
    outcome: change && {
      change,
      isBest: view.change === undefined,
      blocks,
      metrics: compareMetrics(blocks),
      touched: blocks.filter(({ keys }) => keys > 0).length,
    },
  }
}

/** Lets other requests have their turn between two blocks. */
const turn = () => new Promise<void>((resolve) => setTimeout(resolve, 0))
