import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dailyUbi, nextMinActiveUsers, startsCycle } from '@/lib/audit/adapters/gooddollar-ubi/formula'

const inputs = { dailyCyclePool: 1_000_000n, prevDayClaimers: 3n, reserveFactor: 10_500n, minActiveUsers: 2n }

test('the amount of a day rounds down twice', () => {
  expect(dailyUbi(inputs)).toBe(333_333n)
  // 19 * 1.05 = 19.95, rounded down to 19; 20 * 1.05 = 21
  expect(dailyUbi({ ...inputs, prevDayClaimers: 19n })).toBe(52_631n)
  expect(dailyUbi({ ...inputs, prevDayClaimers: 20n })).toBe(47_619n)
  expect(dailyUbi({ ...inputs, prevDayClaimers: 0n })).toBe(500_000n)
  expect(dailyUbi({ ...inputs, prevDayClaimers: 0n, minActiveUsers: 0n })).toBe(0n)
})

test('the largest amount that the pool pays to everybody counted, found by search', () => {
  const small = fc.bigInt({ min: 0n, max: 5000n })
  fc.assert(
    fc.property(
      small,
      small,
      fc.bigInt({ min: 1n, max: 50n }),
      (dailyCyclePool, prevDayClaimers, minActiveUsers) => {
        let users = 0n
        while ((users + 1n) * 10_000n <= prevDayClaimers * 10_500n) users++
        if (users < minActiveUsers) users = minActiveUsers
        let amount = 0n
        while ((amount + 1n) * users <= dailyCyclePool) amount++
        expect(dailyUbi({ dailyCyclePool, prevDayClaimers, reserveFactor: 10_500n, minActiveUsers })).toBe(
          amount,
        )
      },
    ),
    { seed: 11, numRuns: 200 },
  )
})

test('minActiveUsers grows to half of the claimers, and never falls', () => {
  expect(nextMinActiveUsers(inputs)).toBe(2n)
  expect(nextMinActiveUsers({ ...inputs, prevDayClaimers: 7n })).toBe(3n)
})

test('a cycle starts when the last is over, when the pool has grown by more than 5 %, and when it does not last', () => {
  const cycle = {
    balance: 2_000_000n,
    cycleLength: 20n,
    currentCycleLength: 20n,
    dailyCyclePool: 100_000n,
    dayInCycle: 0n,
  }
  expect(startsCycle(cycle)).toBe(false)
  expect(startsCycle({ ...cycle, balance: 1_999_999n })).toBe(true)
  expect(startsCycle({ ...cycle, balance: 2_100_019n })).toBe(false)
  expect(startsCycle({ ...cycle, balance: 2_100_020n })).toBe(true)
  expect(startsCycle({ ...cycle, dayInCycle: 19n })).toBe(false)
  expect(startsCycle({ ...cycle, dayInCycle: 20n })).toBe(true)
  // Less than what is left of the cycle needs, and enough later in it.
  expect(startsCycle({ ...cycle, balance: 1_899_999n, dayInCycle: 1n })).toBe(true)
  expect(startsCycle({ ...cycle, balance: 1_900_000n, dayInCycle: 1n })).toBe(false)
})
