import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluateRule, type RegionInput, type RuleInputs } from '@/lib/audit/rule'

const region = (
  id: number,
  population: bigint,
  need: number,
  geography: number,
  active: bigint,
): RegionInput => ({
  region: id,
  population,
  need,
  geography,
  active,
})

/** The rule as one would do it on paper: one unit left over at a time, to the largest remainder not yet served. */
function slowAmounts({ budget, cap, regions }: RuleInputs): Map<number, { share: bigint; amount: bigint }> {
  const weights = new Map(regions.map((r) => [r.region, r.population * BigInt(r.need) * BigInt(r.geography)]))
  const total = [...weights.values()].reduce((a, b) => a + b, 0n)
  const shares = new Map<number, bigint>()
  let left = budget
  for (const [id, weight] of weights) {
    const share = total === 0n ? 0n : (budget * weight) / total
    shares.set(id, share)
    left -= share
  }
  const served = new Set<number>()
  while (left > 0n && total > 0n) {
    let best: number | undefined
    for (const id of weights.keys()) {
      if (served.has(id)) continue
      const rest = (candidate: number) => (budget * (weights.get(candidate) ?? 0n)) % total
      if (best === undefined || rest(id) > rest(best) || (rest(id) === rest(best) && id < best)) best = id
    }
    if (best === undefined) throw new Error('more units left over than regions')
    served.add(best)
    shares.set(best, (shares.get(best) ?? 0n) + 1n)
    left -= 1n
  }
  return new Map(
    regions.map(({ region: id, active }) => {
      const share = shares.get(id) ?? 0n
      const equal = active === 0n ? 0n : share / active
      return [id, { share, amount: equal > cap ? cap : equal }]
    }),
  )
}

const inputs: fc.Arbitrary<RuleInputs> = fc.record({
  budget: fc.oneof(fc.bigInt(0n, 50n), fc.bigInt(0n, 10n ** 27n)),
  cap: fc.oneof(fc.bigInt(0n, 20n), fc.bigInt(0n, 10n ** 24n)),
  regions: fc.uniqueArray(
    fc.record({
      region: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
      population: fc.oneof(fc.bigInt(0n, 3n), fc.bigInt(0n, 10n ** 10n)),
      need: fc.oneof(fc.constantFrom(0, 1, 10_000), fc.integer({ min: 0, max: 30_000 })),
      geography: fc.oneof(fc.constantFrom(1, 10_000), fc.integer({ min: 0, max: 30_000 })),
      active: fc.oneof(fc.bigInt(0n, 3n), fc.bigInt(0n, 10n ** 7n)),
    }),
    { selector: (r) => r.region, minLength: 1, maxLength: 12 },
  ),
})
const seeded = { seed: 20261122, numRuns: 500 }

describe('evaluateRule', () => {
  test('traces shares, the units left over, and amounts', () => {
    const trace = evaluateRule({
      budget: 100n,
      cap: 12n,
      regions: [region(3, 1n, 1, 1, 2n), region(1, 1n, 1, 1, 0n), region(2, 1n, 1, 1, 5n)],
    })
    expect(trace.totalWeight).toBe(3n)
    expect(trace.leftOver).toBe(1n)
    expect(trace.regions.map((r) => [r.region, r.floor, r.remainder, r.rank, r.extra, r.share])).toEqual([
      [1, 33n, 1n, 0, 1n, 34n],
      [2, 33n, 1n, 1, 0n, 33n],
      [3, 33n, 1n, 2, 0n, 33n],
    ])
    expect(trace.regions.map((r) => [r.equalPart, r.capped, r.amount, r.owed, r.undistributed])).toEqual([
      [0n, false, 0n, 0n, 34n],
      [6n, false, 6n, 30n, 3n],
      [16n, true, 12n, 24n, 9n],
    ])
    expect([trace.shared, trace.owed, trace.undistributed]).toEqual([100n, 54n, 46n])
  })

  test('gives the units left over to the largest remainders', () => {
    const trace = evaluateRule({
      budget: 10n,
      cap: 10n,
      regions: [region(1, 2n, 1, 1, 1n), region(2, 3n, 1, 1, 1n), region(3, 2n, 1, 1, 1n)],
    })
    // 10 * 2/7 = 2 rest 6, 10 * 3/7 = 4 rest 2, 10 * 2/7 = 2 rest 6
    expect(trace.regions.map((r) => r.share)).toEqual([3n, 4n, 3n])
  })

  test('shares nothing where no region has weight', () => {
    const trace = evaluateRule({ budget: 7n, cap: 1n, regions: [region(1, 0n, 1, 1, 3n)] })
    expect([trace.shared, trace.leftOver, trace.undistributed, trace.regions[0]?.amount]).toEqual([
      0n,
      7n,
      7n,
      0n,
    ])
  })

  test('refuses a region given twice and negative inputs', () => {
    const twice = [region(1, 1n, 1, 1, 1n), region(1, 2n, 1, 1, 1n)]
    expect(() => evaluateRule({ budget: 1n, cap: 1n, regions: twice })).toThrow('region 1 is given twice')
    expect(() => evaluateRule({ budget: -1n, cap: 1n, regions: [] })).toThrow('budget -1 and cap 1')
  })

  test('agrees with the slow version', () => {
    fc.assert(
      fc.property(inputs, (given) => {
        const slow = slowAmounts(given)
        for (const { region: id, share, amount } of evaluateRule(given).regions) {
          expect({ share, amount }).toEqual(slow.get(id))
        }
      }),
      seeded,
    )
  })

  test('shares and remainder are the budget, and nobody is above the cap', () => {
    fc.assert(
      fc.property(inputs, (given) => {
        const trace = evaluateRule(given)
        const shares = trace.regions.reduce((sum, r) => sum + r.share, 0n)
        const rest = trace.regions.reduce((sum, r) => sum + r.undistributed, 0n)
        expect(shares).toBe(trace.totalWeight === 0n ? 0n : given.budget)
        expect(trace.owed + rest).toBe(shares)
        expect(trace.owed + trace.undistributed).toBe(given.budget)
        for (const r of trace.regions) {
          expect(r.amount <= given.cap).toBe(true)
          expect(r.active * r.amount <= r.share).toBe(true)
        }
      }),
      seeded,
    )
  })

  test('does not depend on the order of the regions', () => {
    const shuffled = inputs.chain((given) =>
      fc.tuple(
        fc.constant(given),
        fc.shuffledSubarray([...given.regions], {
          minLength: given.regions.length,
          maxLength: given.regions.length,
        }),
      ),
    )
    fc.assert(
      fc.property(shuffled, ([given, regions]) => {
        expect(evaluateRule({ ...given, regions })).toEqual(evaluateRule(given))
      }),
      seeded,
    )
  })
})
