import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { amount, bytes, fixedAmount, integer, percent, ratio, scaled } from '@/lib/format/numbers'

const WEI = 10n ** 18n

test('integers have commas between thousands, however large', () => {
  expect(integer(0n)).toBe('0')
  expect(integer(1_234_567)).toBe('1,234,567')
  expect(integer(2n ** 256n - 1n)).toBe(
    '115,792,089,237,316,195,423,570,985,008,687,907,853,269,984,665,640,564,039,457,584,007,913,129,639,935',
  )
})

describe('amounts', () => {
  test('are exact', () => {
    expect(amount(1_500_000n, 6)).toBe('1.5')
    expect(amount(1n, 18)).toBe('0.000000000000000001')
    expect(amount(1234n * WEI + 1n, 18)).toBe('1,234.000000000000000001')
    expect(amount(-25n, 1)).toBe('−2.5')
    expect(amount(42n, 0)).toBe('42')
    expect(amount(0n, 18)).toBe('0')
  })

  test('are rounded down where they are cut', () => {
    expect(amount(1_999_999n, 6, 2)).toBe('1.99')
    expect(amount(1_009_999n, 6, 2)).toBe('1')
    expect(amount(999n, 6, 2)).toBe('0')
  })

  test('in a column have as many digits each', () => {
    expect(fixedAmount(1_500_000n, 6, 2)).toBe('1.50')
    expect(fixedAmount(0n, 18, 4)).toBe('0.0000')
    expect(fixedAmount(1_999_999n, 6, 2)).toBe('1.99')
    expect(fixedAmount(5n, 0, 6)).toBe('5')
    expect(fixedAmount(15n, 1, 6)).toBe('1.5')
    expect(fixedAmount(7_000_000n, 6, 0)).toBe('7')
  })

  test('give the integer back without their marks', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 2n ** 256n - 1n), fc.integer({ min: 0, max: 36 }), (value, decimals) => {
        const [whole = '', fraction = ''] = amount(value, decimals).replaceAll(',', '').split('.')
        expect(BigInt(whole + fraction.padEnd(decimals, '0'))).toBe(value)
        expect(fraction.endsWith('0')).toBe(false)
      }),
      { seed: 20_261_122, numRuns: 500 },
    )
  })
})

test('shares and ratios of nothing are a dash', () => {
  expect(percent(1n, 3n)).toBe('33.3%')
  expect(percent(0n, 0n)).toBe('–')
  expect(percent(5, 8, 2)).toBe('62.50%')
  expect(ratio(30n, 12n)).toBe('2.50')
  expect(ratio(1n, 0n)).toBe('–')
})

test('scaled figures have three significant digits and a unit', () => {
  expect([0, 7, 9999].map(scaled)).toEqual(['0', '7', '9,999'])
  expect(scaled(14_230)).toBe('14.2 k')
  expect(scaled(2_500_000n)).toBe('2.50 M')
  expect([999_499, 999_500, 999_999_999_999].map(scaled)).toEqual(['999 k', '1.00 M', '1.00 T'])
  expect(scaled(1_234_567_000_000_000n)).toBe('1,230 T')
  expect(scaled(13.456)).toBe('13.5')
  expect(scaled(123.4)).toBe('123')
  expect(scaled(0.5)).toBe('0.500')
})

test('bytes turn to kilobytes above ten of them', () => {
  expect(bytes(615)).toBe('615 B')
  expect(bytes(10_239)).toBe('10,239 B')
  expect(bytes(123_456)).toBe('121 kB')
})
