import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AdviceLimits, advise } from '@/lib/parallelism/advice'
import { targetText } from '@/lib/parallelism/change-text'
import { type ChangeTarget, shardOfSender } from '@/lib/parallelism/changes'
import { contestedBlock } from '@/lib/parallelism/contested'
import { POLICIES, type Policy } from '@/lib/parallelism/types'
import { type WhatIfBlock, whatIfBase } from '@/lib/parallelism/what-if'
import { SEEDED } from './random-blocks'
import { keysOf, whatIfBlock } from './random-changes'
import { greatest, keysUnder, slowCauses, slowDependencies } from './slow'
import { slowChanged, slowEdges, slowHolds, slowPathGas } from './slow-what-if'

const NO_LIMIT: AdviceLimits = { keys: 1000, contracts: 1000, modules: 1000, ways: 3 }
const anyPolicy = fc.constantFrom(...POLICIES)
const total = (values: { criticalPathGas: bigint; waitingGas: bigint }[]) =>
  values.reduce(
    (sum, value) => ({
      criticalPathGas: sum.criticalPathGas + value.criticalPathGas,
      waitingGas: sum.waitingGas + value.waitingGas,
    }),
    { criticalPathGas: 0n, waitingGas: 0n },
  )

/** Every target that there could be, each tried by recomputing the blocks by the plain definitions. */
function exhaustive(blocks: WhatIfBlock[], policy: Policy) {
  const contested = new Set(
    blocks.flatMap(({ access }) => slowCauses(access, policy).flatMap((c) => [...c.keys()])),
  )
  const all = new Set(blocks.flatMap(keysOf).filter((key) => /^[sb]:/.test(key)))
  const targets: ChangeTarget[] = [
    ...[...all].map((key) => ({ kind: 'key' as const, key })),
    ...[...new Set([...all].map((key) => key.slice(2, 44)))].map((address) => ({
      kind: 'contract' as const,
      address,
    })),
    ...['defi', 'identity'].map((moduleId) => ({ kind: 'module' as const, moduleId })),
  ]
  const paths = (edges: (block: WhatIfBlock) => number[][]) =>
    total(
      blocks.map((block) =>
        slowPathGas(
          edges(block),
          block.transactions.map(({ gas }) => gas),
        ),
      ),
    )
  const before = paths((block) => slowDependencies(block.access, policy))
  const outcomes = targets.map((target) => {
    const change = (kind: 'commutative' | 'sharded') =>
      paths((block) => {
        const action = kind === 'commutative' ? { kind } : { kind, ways: 3 }
        return slowEdges(slowChanged(block, policy, { target, action }, (sender) => shardOfSender(sender, 3)))
      })
    const after = change('commutative')
    const held = [...contested].filter((key) =>
      blocks.some((block) => slowHolds(block, target, key) && usesKey(block, policy, key)),
    )
    return { target, after, splitAfter: change('sharded'), held }
  })
  return { before, outcomes }
}

const usesKey = (block: WhatIfBlock, policy: Policy, key: string) =>
  slowCauses(block.access, policy).some((causes) => causes.has(key)) &&
  block.access.some((set) => keysUnder(policy, set).reads.has(key))

const someBlocks = fc.array(whatIfBlock, { minLength: 1, maxLength: 3 })

describe('advice', () => {
  test('is what an exhaustive search by the plain definitions finds', () => {
    fc.assert(
      fc.property(someBlocks, anyPolicy, (blocks, policy) => {
        const report = advise(
          blocks.map((block) => contestedBlock(whatIfBase(block, policy))),
          NO_LIMIT,
        )
        const { before, outcomes } = exhaustive(blocks, policy)
        expect(report.before).toEqual(before)
        const byName = new Map(outcomes.map((outcome) => [targetText(outcome.target), outcome]))
        for (const { target, after, freed, splitAfter, keys } of report.advice) {
          const found = byName.get(targetText(target))
          expect(found).toMatchObject({ after, splitAfter })
          expect(keys).toBe(found?.held.length)
          expect(freed.criticalPathGas).toBe(before.criticalPathGas - after.criticalPathGas)
        }
        // None frees a tenth more than the first, and none is wider than it has to be.
        const freed = (outcome: (typeof outcomes)[number]) =>
          before.criticalPathGas - outcome.after.criticalPathGas
        const waiting = (outcome: (typeof outcomes)[number]) => before.waitingGas - outcome.after.waitingGas
        const best = greatest(outcomes.map(freed))
        expect((report.advice[0]?.freed.criticalPathGas ?? 0n) * 11n).toBeGreaterThanOrEqual(best * 10n)
        const width = { key: 0, contract: 1, module: 2 }
        const kept: typeof outcomes = []
        for (const wide of outcomes.toSorted((a, b) => width[a.target.kind] - width[b.target.kind])) {
          if (freed(wide) === 0n && waiting(wide) === 0n) continue
          const spared = kept.some(
            (narrow) =>
              width[narrow.target.kind] < width[wide.target.kind] &&
              narrow.held.every((key) => wide.held.includes(key)) &&
              freed(narrow) * 11n >= freed(wide) * 10n &&
              waiting(narrow) * 11n >= waiting(wide) * 10n,
          )
          if (!spared) kept.push(wide)
        }
        expect(report.advice.map(({ target }) => targetText(target)).sort()).toEqual(
          kept.map(({ target }) => targetText(target)).sort(),
        )
      }),
      { ...SEEDED, numRuns: 200 },
    )
  })

  test('tries the hottest alone where it is bounded, and says so', () => {
    fc.assert(
      fc.property(someBlocks, anyPolicy, (blocks, policy) => {
        const contested = blocks.map((block) => contestedBlock(whatIfBase(block, policy)))
        const all = advise(contested, NO_LIMIT)
        const few = advise(contested, { keys: 1, contracts: 1, modules: 1, ways: 3 })
        expect(few.tried).toBeLessThanOrEqual(3)
        expect(few.targets).toBe(all.targets)
        expect(few.before).toEqual(all.before)
        for (const one of few.advice) {
          const known = all.advice.find(({ target }) => targetText(target) === targetText(one.target))
          if (known !== undefined) expect(one).toEqual(known)
        }
      }),
      { ...SEEDED, numRuns: 200 },
    )
  })
})
