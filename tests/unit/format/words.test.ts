import { describe, expect, test } from 'vitest'
import { checksum, shorten, shortenWithin } from '@/lib/format/hex'
import { plain } from '@/lib/format/json'
import { path } from '@/lib/format/paths'
import { age, span, utc } from '@/lib/format/time'

// EIP-55, "Test Cases".
test.each([
  '0x52908400098527886E0F7030069857D2E4169EE7',
  '0xde709f2102306220921060314715629080e2fb77',
  '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
  '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359',
  '0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB',
  '0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb',
])('%s is the checksum of its own digits in any case', (address) => {
  expect(checksum(address.toLowerCase())).toBe(address)
  expect(checksum(`0x${address.slice(2).toUpperCase()}`)).toBe(address)
})

test('long hex is cut to its ends, short hex stays', () => {
  expect(shorten(`0x${'0123456789abcdef'.repeat(4)}`)).toBe('0x012345…cdef')
  expect(shorten('0x0123456789a')).toBe('0x0123456789a')
  expect(shorten('0x0123456789ab')).toBe('0x012345…89ab')
})

test('hex inside of words is cut too', () => {
  expect(shortenWithin(`balances[0x${'ab'.repeat(20)}][0x12]`)).toBe('balances[0xababab…abab][0x12]')
  expect(shortenWithin('reserve0')).toBe('reserve0')
})

describe('times', () => {
  test.each([
    [-5, '0 s'],
    [0, '0 s'],
    [59.9, '59 s'],
    [60, '1 min'],
    [3599, '59 min'],
    [3600, '1 h'],
    [3660, '1 h 1 min'],
    [86_399, '23 h 59 min'],
    [86_400, '1 d'],
    [90_000, '1 d 1 h'],
    [604_800, '7 d'],
    [86_400 * 1500, '1,500 d'],
  ])('a span of %d seconds is %s', (seconds, words) => {
    expect(span(seconds)).toBe(words)
  })

  test('an age counts from a moment to now', () => {
    expect(age(100, 105.4)).toBe('5 s ago')
    expect(age(105, 100)).toBe('0 s ago')
  })

  test('a moment is given in UTC', () => {
    expect(utc(0)).toBe('1970-01-01 00:00:00 UTC')
    expect(utc(1_717_281_239n)).toBe('2024-06-01 22:33:59 UTC')
  })
})

test('JSON has bigints as decimal strings, maps as objects, and null for what is not known', () => {
  const value = { wei: 2n ** 80n, none: undefined, map: new Map([['a', 1n]]), list: [1n, 'x', 2] }
  expect(JSON.stringify(value, plain)).toBe(
    '{"wei":"1208925819614629174706176","none":null,"map":{"a":"1"},"list":["1","x",2]}',
  )
})

test('paths of the default chain begin at the root, those of another below its id', () => {
  expect(path.home('')).toBe('/')
  expect(path.home('/c/1')).toBe('/c/1')
  expect(path.block('/c/1', 5n)).toBe('/c/1/block/5')
  expect(path.module('', 'a b/c')).toBe('/module/a%20b%2Fc')
  expect(path.payment('', '0xab', 3)).toBe('/payment/0xab/3')
})
