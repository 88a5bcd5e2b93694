import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { balanceKey, nonceKey, storageKey } from '@/lib/parallelism/keys'
import { neighboursOf } from '@/lib/parallelism/neighbours'
import { type AccessSet, POLICIES } from '@/lib/parallelism/types'
import { randomBlock, SEEDED } from './random-blocks'
import { slowCauses } from './slow'

const ALICE = `0x${'a'.repeat(40)}`
const BOB = `0x${'b'.repeat(40)}`
const SLOT = storageKey(BOB, `0x${'0'.repeat(64)}`)

describe('what a transaction waits for and what waits for it', () => {
  const set = (parts: Partial<AccessSet>): AccessSet => ({
    reads: [],
    writes: [],
    credits: [],
    contracts: [],
    ...parts,
  })
  const block = [
    set({ reads: [nonceKey(ALICE)], writes: [SLOT, nonceKey(ALICE)] }),
    set({ reads: [SLOT, nonceKey(ALICE)], writes: [SLOT, nonceKey(ALICE)], credits: [balanceKey(BOB)] }),
    set({ reads: [SLOT], credits: [balanceKey(BOB)] }),
  ]

  test('by key and policy', () => {
    expect(neighboursOf(block, 1)).toEqual({
      earlier: [
        {
          index: 0,
          keys: { storage: [SLOT], accounts: [SLOT, nonceKey(ALICE)], strict: [SLOT, nonceKey(ALICE)] },
        },
      ],
      later: [{ index: 2, keys: { storage: [SLOT], accounts: [SLOT], strict: [SLOT, balanceKey(BOB)] } }],
    })
  })

  test('the first has nothing to wait for, nothing waits for the last', () => {
    expect(neighboursOf(block, 0).earlier).toEqual([])
    expect(neighboursOf(block, 2).later).toEqual([])
    expect(neighboursOf([set({})], 0)).toEqual({ earlier: [], later: [] })
  })

  test('agrees with the plain definition on random blocks, from both sides', () => {
    fc.assert(
      fc.property(randomBlock, ({ access }) => {
        for (const policy of POLICIES) {
          const expected = slowCauses(access, policy).flatMap((causes, later) =>
            [...causes].flatMap(([key, earlier]) => earlier.map((one) => `${one} ${later} ${key}`)),
          )
          const all = access.map((_, index) => neighboursOf(access, index))
          const backwards = all.flatMap(({ earlier }, later) =>
            earlier.flatMap(({ index, keys }) => keys[policy].map((key) => `${index} ${later} ${key}`)),
          )
          const forwards = all.flatMap(({ later }, earlier) =>
            later.flatMap(({ index, keys }) => keys[policy].map((key) => `${earlier} ${index} ${key}`)),
          )
          expect(backwards.toSorted()).toEqual(expected.toSorted())
          expect(forwards.toSorted()).toEqual(expected.toSorted())
        }
      }),
      SEEDED,
    )
  })
})
