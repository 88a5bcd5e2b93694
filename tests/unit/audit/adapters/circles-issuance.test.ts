import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { demurrage, discounted, issuanceAt, issuanceSince } from '@/lib/audit/adapters/circles-v2/issuance'

const ZERO = 1_602_720_000n
const DAY = 86_400n
const HOUR = 3600n
const CRC = 10n ** 18n
const at = (day: number, hours: number, seconds = 0) =>
  ZERO + BigInt(day) * DAY + BigInt(hours) * HOUR + BigInt(seconds)

describe('demurrage', () => {
  test('is 7 % a year, day by day', () => {
    expect(demurrage(0n)).toBe(1n << 64n)
    expect(demurrage(1n)).toBe(18_443_079_296_116_538_654n)
    // Four years of 365.25 days: 0.93^4 = 0.74805201
    expect(discounted(CRC, 1461n) / 10n ** 9n).toBe(748_052_010n)
    expect(discounted(5n, 0n)).toBe(5n)
  })

  test('over two stretches is demurrage over both, to within the last bits', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 4000n }), fc.bigInt({ min: 0n, max: 4000n }), (a, b) => {
        const difference = ((demurrage(a) * demurrage(b)) >> 64n) - demurrage(a + b)
        expect(difference >= -3n && difference <= 1n).toBe(true)
      }),
      { seed: 5 },
    )
  })
})

describe('a mint', () => {
  test('within a day is one token for each whole hour', () => {
    expect(issuanceSince(at(1000, 18, 1800), at(1000, 12), ZERO)).toEqual({
      amount: 6n * CRC,
      start: at(1000, 12),
      end: at(1000, 18),
    })
    // On the stroke of the hour the contract counts the hour that begins as incomplete, and the one before with it.
    expect(issuanceSince(at(1000, 18), at(1000, 12), ZERO)).toMatchObject({
      amount: 5n * CRC,
      end: at(1000, 17),
    })
  })

  test('is nothing before an hour has passed, and forgets what is older than two weeks', () => {
    expect(issuanceAt(at(3, 5, 3599), at(3, 5), ZERO)).toBeUndefined()
    expect(issuanceAt(at(3, 6, 1), at(3, 5), ZERO)?.amount).toBe(CRC)
    const now = at(1040, 7, 5)
    expect(issuanceAt(now, at(3, 0), ZERO)).toEqual(issuanceAt(now, now - 14n * DAY, ZERO))
    expect(issuanceAt(now, at(3, 0), ZERO)?.start).toBe(at(1026, 7))
  })

  test('across midnights is the sum over its hours, each demurraged by the days since', () => {
    const moments = fc.tuple(fc.integer({ min: 0, max: 14 * 24 * 3600 }), fc.integer({ min: 1, max: 86_399 }))
    fc.assert(
      fc.property(moments, ([length, second]) => {
        const now = at(2000, 0, second)
        const since = now - BigInt(length)
        const mint = issuanceSince(now, since, ZERO)
        if (mint === undefined) throw new Error('no mint')
        let sum = 0
        for (let hour = mint.start; hour < mint.end; hour += HOUR) {
          const days = Number((now - ZERO) / DAY - (hour - ZERO) / DAY)
          sum += 0.93 ** (days / 365.25)
        }
        expect(Number(mint.amount) / 1e18).toBeCloseTo(sum, 9)
      }),
      { seed: 9, numRuns: 300 },
    )
  })
})
