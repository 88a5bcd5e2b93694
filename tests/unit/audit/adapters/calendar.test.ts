import fc from 'fast-check'
import { expect, test } from 'vitest'
import { civilDate, dayStart, nextMonth } from '@/lib/audit/adapters/common/calendar'

test('dates are those of the civil calendar in UTC', () => {
  expect(dayStart(1970n, 1n, 1n)).toBe(0n)
  expect(dayStart(2024n, 8n, 1n)).toBe(1_722_470_400n)
  expect(civilDate(1_709_164_800n)).toEqual({ year: 2024n, month: 2n, day: 29n })
  expect(nextMonth(2025n, 12n)).toEqual({ year: 2026n, month: 1n })
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 253_402_300_799 }), (seconds) => {
      const date = new Date(seconds * 1000)
      const { year, month, day } = civilDate(BigInt(seconds))
      expect([year, month, day].map(Number)).toEqual([
        date.getUTCFullYear(),
        date.getUTCMonth() + 1,
        date.getUTCDate(),
      ])
      expect(dayStart(year, month, day)).toBe(BigInt(seconds - (seconds % 86_400)))
    }),
    { seed: 3 },
  )
})
