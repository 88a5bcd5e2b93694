import { describe, expect, test } from 'vitest'
import { encodeChunks } from '@/lib/db/write/copy'
import { array, boolean, bytes, int, integer, json, optional, text } from '@/lib/db/write/encode'
import { columns, table } from '@/lib/db/write/table'

describe('a column as COPY reads it', () => {
  test('bytes are checked hex', () => {
    expect(bytes('0x00ff')).toBe('\\x00ff')
    expect(bytes('0x')).toBe('\\x')
    for (const wrong of ['0xFF', '00', '0x0', '0xzz', '0x00\t'])
      expect(() => bytes(wrong)).toThrow(RangeError)
  })

  test('numbers are whole', () => {
    expect(integer(2n ** 256n - 1n)).toBe(
      '115792089237316195423570985008687907853269984665640564039457584007913129639935',
    )
    expect(int(-1)).toBe('-1')
    for (const wrong of [0.5, Number.NaN, 2 ** 53]) expect(() => int(wrong)).toThrow(RangeError)
  })

  test('text is what Postgres can hold', () => {
    expect(text('a\0b')).toBe('ab')
    expect(text('x\uD800y')).toBe('x\uFFFDy')
    expect(text('\u{1F600}')).toBe('\u{1F600}')
  })

  test('JSON has decimal strings for bigints', () => {
    expect(json({ amount: 10n ** 30n, list: [1, null, 'a\0'], gone: undefined })).toBe(
      '{"amount":"1000000000000000000000000000000","list":[1,null,"a"]}',
    )
  })

  test('arrays quote their elements, and null is told from the word', () => {
    expect(array(text)(['a"b', 'c\\d', 'NULL', ''])).toBe('{"a\\"b","c\\\\d","NULL",""}')
    expect(array(int)([])).toBe('{}')
    expect(array(optional(int))([1, null])).toBe('{"1",NULL}')
    expect([boolean(true), boolean(false)]).toEqual(['t', 'f'])
  })
})

test('rows are lines of columns in the order of the table, with what COPY reserves escaped', () => {
  const notes = table('note', { blockNumber: integer, topic0: optional(bytes), someText: text })
  expect(columns(notes)).toEqual(['block_number', 'topic0', 'some_text'])
  const lines = [
    ...encodeChunks(notes, 1n, [
      { blockNumber: 7n, topic0: undefined, someText: 'tab\there\nand \\N' },
      { blockNumber: 8n, topic0: '0xab', someText: '' },
    ]),
  ].join('')
  expect(lines).toBe('1\t7\t\\N\ttab\\there\\nand \\\\N\n1\t8\t\\\\xab\t\n')
})

test('a row that cannot be encoded names its field', () => {
  const notes = table('note', { topic0: bytes })
  expect(() => [...encodeChunks(notes, 1n, [{ topic0: 'oops' }])]).toThrow(
    /^note\.topic0: not lower-case hex/,
  )
})
