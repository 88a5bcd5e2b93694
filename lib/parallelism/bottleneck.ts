import { type Advice, advise, holds } from './advice'
import type { ChangeTarget } from './changes'
import type { ContestedBlock } from './contested'
import type { StateKey } from './types'

/** What stands in the way of some blocks: the one target whose updates, were they commutative, free most. */
export interface Bottleneck {
  advice: Advice
  /** summed over the blocks */
  gasUsed: bigint
  criticalPathGas: bigint
  /** the state key of the target that most gas waits behind, and whose it is */
  variable: { key: StateKey; moduleId: string; waitingGas: bigint }
}

/** Few, so that a page has its answer at once; `advise` tries more. */
const LIMITS = { keys: 6, contracts: 4, modules: 8, ways: 1 }

/** The bottleneck of some blocks; undefined where no change that was tried would shorten their critical paths. */
export function bottleneckOf(blocks: readonly ContestedBlock[]): Bottleneck | undefined {
  const report = advise(blocks, LIMITS)
  const best = report.advice[0]
  const variable = best && hottestOf(blocks, best.target)
  if (best === undefined || variable === undefined || best.freed.criticalPathGas === 0n) return undefined
  const { gasUsed, before } = report
  return { advice: best, gasUsed, criticalPathGas: before.criticalPathGas, variable }
}

function hottestOf(
  blocks: readonly ContestedBlock[],
  target: ChangeTarget,
): Bottleneck['variable'] | undefined {
  const sums = new Map<StateKey, Bottleneck['variable']>()
  for (const contested of blocks.flatMap(({ keys }) => keys)) {
    if (!holds(target, contested)) continue
    const { key, moduleId, waitingGas } = contested
    sums.set(key, { key, moduleId, waitingGas: (sums.get(key)?.waitingGas ?? 0n) + waitingGas })
  }
  return [...sums.values()].sort((a, b) =>
    a.waitingGas === b.waitingGas ? (a.key < b.key ? -1 : 1) : a.waitingGas < b.waitingGas ? 1 : -1,
  )[0]
}
