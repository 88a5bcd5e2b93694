import fc from 'fast-check'
import { expect, test } from 'vitest'
import { activeGrants, grantWindow } from '@/lib/audit/adapters/world-grants/calendar'

const seconds = (year: number, month: number) => BigInt(Date.UTC(year, month - 1, 1) / 1000)

test('August 2024 has grant 39 alone, each month after it two, until grant 88', () => {
  expect(activeGrants(seconds(2024, 8) - 1n)).toEqual([])
  expect(activeGrants(seconds(2024, 8))).toEqual([39n])
  expect(activeGrants(seconds(2024, 9))).toEqual([39n, 40n])
  expect(activeGrants(seconds(2025, 1))).toEqual([43n, 44n])
  expect(activeGrants(seconds(2028, 9))).toEqual([87n, 88n])
  expect(activeGrants(seconds(2028, 10))).toEqual([88n])
  expect(activeGrants(seconds(2028, 11))).toEqual([])
})

test('a grant may be claimed at exactly the moments of its window', () => {
  expect(grantWindow(44n)).toEqual({
    from: seconds(2025, 1),
    to: seconds(2025, 3),
    label: 'grant 44, January 2025 and February 2025',
  })
  fc.assert(
    fc.property(
      fc.bigInt({ min: 39n, max: 88n }),
      fc.bigInt({ min: 1_700_000_000n, max: 1_900_000_000n }),
      (id, moment) => {
        const { from, to } = grantWindow(id)
        expect(activeGrants(moment).includes(id)).toBe(moment >= from && moment < to)
        expect(activeGrants(from).includes(id)).toBe(true)
        expect(activeGrants(to - 1n).includes(id)).toBe(true)
        expect(activeGrants(to).includes(id)).toBe(false)
      },
    ),
    { seed: 2 },
  )
})
