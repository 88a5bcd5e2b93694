import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { advise } from '@/lib/parallelism/advice'
import { bottleneckOf } from '@/lib/parallelism/bottleneck'
import { contestedBlock } from '@/lib/parallelism/contested'
import { type AccessSet, POLICIES } from '@/lib/parallelism/types'
import { conflictBase, type WhatIfBlock, whatIf, whatIfBase } from '@/lib/parallelism/what-if'
import { SEEDED } from './random-blocks'
import { whatIfBlock } from './random-changes'

const POOL: `0x${string}` = `0x${'11'.repeat(20)}`
const OTHER: `0x${string}` = `0x${'22'.repeat(20)}`
const slot = (address: string, at: string): `s:${string}` => `s:${address}:0x${at.repeat(32)}`

/** Transactions of 10 gas that each read and write these keys. */
function block(keys: AccessSet['reads'][]): WhatIfBlock {
  return {
    access: keys.map((reads) => ({ reads, writes: reads, credits: [], contracts: [POOL, OTHER] })),
    transactions: keys.map((_, i) => ({
      sender: `0x${`${i}`.repeat(40)}`,
      target: POOL,
      gas: 10n,
    })),
    moduleOf: (contract) => (contract === POOL ? 'pools' : undefined),
  }
}

describe('the bottleneck of some blocks', () => {
  test('is the target that frees most, with the key that most gas waits behind', () => {
    const [a, b, c] = [slot(POOL, '0a'), slot(POOL, '0b'), slot(OTHER, '0c')]
    // three wait behind a, one behind b; c ties two of another contract that would have run beside them
    const found = bottleneckOf([
      contestedBlock(conflictBase(block([[a], [a], [a], [a, b], [b], [c], [c]]), 'accounts')),
    ])
    expect(found).toMatchObject({
      gasUsed: 70n,
      criticalPathGas: 50n,
      advice: {
        target: { kind: 'contract', address: POOL },
        keys: 2,
        after: { criticalPathGas: 20n, waitingGas: 10n },
        freed: { criticalPathGas: 30n, waitingGas: 40n },
      },
      variable: { key: a, moduleId: 'pools', waitingGas: 30n },
    })
  })

  test('is none where no change shortens a path', () => {
    expect(bottleneckOf([])).toBeUndefined()
    expect(
      bottleneckOf([contestedBlock(conflictBase(block([[slot(POOL, '0a')], [slot(POOL, '0b')]]), 'strict'))]),
    ).toBeUndefined()
  })

  test('frees what the whole recomputation of its change frees', () => {
    fc.assert(
      fc.property(
        fc.array(whatIfBlock, { minLength: 1, maxLength: 3 }),
        fc.constantFrom(...POLICIES),
        (blocks, policy) => {
          const contested = blocks.map((each) => contestedBlock(conflictBase(each, policy)))
          const found = bottleneckOf(contested)
          if (found === undefined) {
            const all = advise(contested, { keys: 6, contracts: 4, modules: 8, ways: 2 })
            expect(all.advice[0]?.freed.criticalPathGas ?? 0n).toBe(0n)
            return
          }
          const change = { target: found.advice.target, action: { kind: 'commutative' } } as const
          const outcomes = blocks.map((each) => whatIf(whatIfBase(each, policy), change))
          const sum = (of: (outcome: (typeof outcomes)[number]) => bigint) =>
            outcomes.reduce((total, outcome) => total + of(outcome), 0n)
          expect(found.criticalPathGas).toBe(sum(({ before }) => before.block.criticalPathGas))
          expect(found.advice.after).toEqual({
            criticalPathGas: sum(({ after }) => after.block.criticalPathGas),
            waitingGas: sum(({ after }) => after.waitingGas),
          })
        },
      ),
      { ...SEEDED, numRuns: 200 },
    )
  })
})
