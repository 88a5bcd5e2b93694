import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AmountGroup } from '@/lib/audit/fairness'
import { decimal, exp, ln, squareRoot, UNIT } from '@/lib/audit/fixed-point'
import { atkinsonHalf, atkinsonOne, theil } from '@/lib/audit/inequality'

const amounts = fc.array(fc.bigInt({ min: 0n, max: 10n ** 24n }), { minLength: 1, maxLength: 20 })
const groups = (values: readonly bigint[]): AmountGroup[] => values.map((amount) => ({ amount, people: 1n }))
const toNumber = (value: bigint) => Number(decimal(value))

describe('fixed point', () => {
  test('knows logarithms to 30 places', () => {
    expect(decimal(ln(2n, 1n))).toBe('0.693147180559945309')
    expect(decimal(ln(10n, 1n))).toBe('2.302585092994045684')
    expect(decimal(ln(1n, 10n))).toBe('-2.302585092994045684')
    expect(ln(2n, 1n) / 10n ** 6n).toBe(693147180559945309417232121458n)
    expect(() => ln(0n, 1n)).toThrow(RangeError)
  })

  test('exponentials undo logarithms, roots undo squares', () => {
    expect(decimal(exp(-UNIT))).toBe('0.367879441171442321')
    expect(exp(0n)).toBe(UNIT)
    expect(squareRoot(10n ** 72n)).toBe(UNIT)
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 60n }), (value) => {
        const root = squareRoot(value)
        expect(root * root <= value && (root + 1n) * (root + 1n) > value).toBe(true)
      }),
      { seed: 1 },
    )
  })
})

describe('measures of inequality', () => {
  test('are 0 where all receive the same', () => {
    const even = [{ amount: 7n, people: 5n }]
    expect(theil([even, even])).toEqual({ total: 0n, between: 0n, within: 0n })
    expect(atkinsonHalf(even)).toBe(0n)
    expect(atkinsonOne(even)).toBe(0n)
  })

  test('are ln n, 1 - 1/n and 1 where one receives everything', () => {
    const one = groups([0n, 0n, 0n, 100n])
    expect(theil([one])?.total).toBe(ln(4n, 1n))
    expect(decimal(atkinsonHalf(one) ?? 0n)).toBe('0.750000000000000000')
    expect(atkinsonOne(one)).toBe(UNIT)
  })

  test('are nothing where nobody receives anything', () => {
    const none = groups([0n, 0n])
    expect([theil([none]), atkinsonHalf(none), atkinsonOne(none)]).toEqual([undefined, undefined, undefined])
  })

  test('are those of floating point, as far as that goes', () => {
    fc.assert(
      fc.property(amounts, (values) => {
        const sum = values.reduce((total, value) => total + value, 0n)
        fc.pre(sum > 0n)
        const mean = Number(sum) / values.length
        const ratios = values.map((value) => Number(value) / mean)
        const average = (of: (ratio: number) => number) =>
          ratios.reduce((total, ratio) => total + of(ratio), 0) / ratios.length
        expect(toNumber(theil([groups(values)])?.total ?? -1n)).toBeCloseTo(
          average((ratio) => (ratio === 0 ? 0 : ratio * Math.log(ratio))),
          9,
        )
        expect(toNumber(atkinsonHalf(groups(values)) ?? -1n)).toBeCloseTo(1 - average(Math.sqrt) ** 2, 9)
        expect(toNumber(atkinsonOne(groups(values)) ?? -1n)).toBeCloseTo(1 - Math.exp(average(Math.log)), 9)
      }),
      { seed: 2 },
    )
  })

  test("Theil's parts: between regions what even regions would leave, within the rest", () => {
    const [north, south] = [groups([1n, 3n]), groups([10n, 10n, 10n])]
    const parts = theil([north, south])
    const even = theil([[{ amount: 2n, people: 2n }, ...south]])
    expect(parts?.between).toBe(even?.total)
    expect(parts?.total).toBe((parts?.between ?? 0n) + (parts?.within ?? 0n))
  })
})
