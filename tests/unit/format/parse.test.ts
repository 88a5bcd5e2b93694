import { describe, expect, test } from 'vitest'
import { parseAddress, parseBlockNumber, parseCount, parseHash, single } from '@/lib/format/parse'
import { formatPosition, parsePosition } from '@/lib/format/position'

describe('block numbers', () => {
  test.each([
    ['0', 0n],
    [' 42 ', 42n],
    ['007', 7n],
    ['19,932,148', 19_932_148n],
    ['999999999999999999', 999_999_999_999_999_999n],
  ])('%j is one', (text, number) => {
    expect(parseBlockNumber(text)).toBe(number)
  })

  test.each([
    '',
    ' ',
    '123.eth',
    '1e3',
    '-1',
    '+1',
    '0x10',
    '1.0',
    '1,23',
    '1,0000',
    '٣',
    '1000000000000000000',
  ])('%j is none', (text) => {
    expect(parseBlockNumber(text)).toBeUndefined()
  })
})

describe('hashes and addresses', () => {
  const hash = `0x${'ab'.repeat(32)}`
  const address = '0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed'

  test('in any case, with 0x or without, become lower-case hex', () => {
    expect(parseHash(hash.toUpperCase().replace('0X', '0x'))).toBe(hash)
    expect(parseHash(` ${hash.slice(2)} `)).toBe(hash)
    expect(parseAddress('0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed')).toBe(address)
    expect(parseAddress('0X5AAEB6053F3E94C9B9A09F33669435E7EF1BEAED')).toBe(address)
  })

  test('of another length or with other digits are none', () => {
    for (const text of [`${hash}0`, hash.slice(0, -1), `${hash.slice(0, -1)}g`, '', '0x', address]) {
      expect(parseHash(text)).toBeUndefined()
    }
    for (const text of [`${address}00`, address.slice(0, -1), `${address.slice(0, -1)}z`, hash, '0x0']) {
      expect(parseAddress(text)).toBeUndefined()
    }
  })
})

test('counts are up to nine decimal digits', () => {
  expect(parseCount('0')).toBe(0)
  expect(parseCount('999999999')).toBe(999_999_999)
  for (const text of ['', '-1', '1.5', ' 1', '1000000000']) expect(parseCount(text)).toBeUndefined()
})

test('a parameter given twice is none', () => {
  expect(single('a')).toBe('a')
  expect(single(['a', 'b'])).toBeUndefined()
  expect(single(undefined)).toBeUndefined()
})

describe('positions', () => {
  test('are read as they are written', () => {
    const places = [
      { blockNumber: 120n, index: 4, part: 0 },
      { blockNumber: 0n, index: 0, part: 0 },
      { blockNumber: 19_932_148n, index: 226, part: 3 },
    ]
    expect(places.map(formatPosition)).toEqual(['120.4', '0.0', '19932148.226.3'])
    for (const place of places) expect(parsePosition(formatPosition(place))).toEqual(place)
  })

  test.each(['', '120', '120.', '.4', '120.4.', '120.4.1.2', '-1.0', '120.-4', ' 120.4', '120,4', '1e3.0'])(
    '%j is none',
    (text) => {
      expect(parsePosition(text)).toBeUndefined()
    },
  )
})
