import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { distribution, gini, herfindahl, hooverAgainstPolicy, lorenzCurve } from '@/lib/audit/fairness'

const seeded = { seed: 20261122, numRuns: 200 }

test('distribution counts the unpaid with zero', () => {
  expect(distribution([5n, 3n, 5n], 5n)).toEqual([
    { amount: 0n, people: 2n },
    { amount: 3n, people: 1n },
    { amount: 5n, people: 2n },
  ])
  expect(distribution([5n, 5n], 1n)).toEqual([{ amount: 5n, people: 2n }])
})

describe('gini', () => {
  test('nothing to compare, equality, and one who has it all', () => {
    expect(gini(distribution([], 3n))).toBeUndefined()
    expect(gini(distribution([4n, 4n, 4n], 3n))).toEqual({ numerator: 0n, denominator: 36n })
    expect(gini(distribution([8n], 4n))).toEqual({ numerator: 24n, denominator: 32n })
  })

  test('is the mean difference of all pairs', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt(0n, 10n ** 20n), { minLength: 1, maxLength: 20 }), (amounts) => {
        const sum = amounts.reduce((a, b) => a + b, 0n)
        fc.pre(sum > 0n)
        let differences = 0n
        for (const a of amounts) for (const b of amounts) differences += a > b ? a - b : b - a
        const n = BigInt(amounts.length)
        const { numerator, denominator } = gini(distribution(amounts, n)) ?? {
          numerator: -1n,
          denominator: 1n,
        }
        expect(numerator * 2n * n * sum).toBe(differences * denominator)
      }),
      seeded,
    )
  })
})

test('the Lorenz curve runs from nothing to everything', () => {
  expect(lorenzCurve(distribution([5n, 3n, 5n], 5n))).toEqual([
    { people: 0n, amount: 0n },
    { people: 2n, amount: 0n },
    { people: 3n, amount: 3n },
    { people: 5n, amount: 13n },
  ])
})

test('herfindahl', () => {
  expect(herfindahl(distribution([2n, 2n, 2n, 2n], 4n))).toEqual({ numerator: 16n, denominator: 64n })
  expect(herfindahl([])).toBeUndefined()
})

test('hoover is zero where the regions are paid in the proportions of the policy', () => {
  const inProportion = [
    { paid: 10n, share: 20n },
    { paid: 30n, share: 60n },
  ]
  expect(hooverAgainstPolicy(inProportion)).toEqual({ numerator: 0n, denominator: 6_400n })
  const oneSided = [
    { paid: 40n, share: 20n },
    { paid: 0n, share: 60n },
  ]
  // 60 of 80 parts went elsewhere
  expect(hooverAgainstPolicy(oneSided)).toEqual({ numerator: 4_800n, denominator: 6_400n })
  expect(hooverAgainstPolicy([{ paid: 0n, share: 1n }])).toBeUndefined()
})
