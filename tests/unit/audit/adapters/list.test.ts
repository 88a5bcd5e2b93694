import { describe, expect, test } from 'vitest'
import { readList } from '@/lib/audit/adapters/common/list'

const A = `0x${'Ab'.repeat(20)}`
const B = `0x${'cd'.repeat(20)}`
const a = `0x${'ab'.repeat(20)}`

describe('a published list', () => {
  test("in the form of Uniswap's tool", () => {
    const text = JSON.stringify({
      merkleRoot: '0x00',
      tokenTotal: '0x2c',
      claims: { [B]: { index: 1, amount: '0x10', proof: [] }, [A]: { index: 0, amount: '0x1c', proof: [] } },
    })
    expect(readList(text)).toEqual([
      { index: 0n, account: a, amount: 28n },
      { index: 1n, account: B, amount: 16n },
    ])
  })

  test('as an array, and as lines with or without index and names', () => {
    expect(readList(JSON.stringify([{ account: A, amount: '7' }]))).toEqual([{ account: a, amount: 7n }])
    expect(
      readList(
        `index,account,amount\n0,${A},115792089237316195423570985008687907853269984665640564039457584007913129639935\n`,
      ),
    ).toEqual([{ index: 0n, account: a, amount: 2n ** 256n - 1n }])
    expect(readList(`${A}, 5\r\n${B},6`)).toEqual([
      { account: a, amount: 5n },
      { account: B, amount: 6n },
    ])
  })

  test('one sentence for what cannot be read', () => {
    expect(() => readList('{')).toThrow(
      'The list is no valid JSON: give the file that the program published.',
    )
    expect(() => readList('[{"account":"0x12","amount":"1"}]')).toThrow(
      /^The list cannot be read at 0\.account: /,
    )
    expect(() => readList(`${A},1.5`)).toThrow(/^Line 1 of the list, ".*", cannot be read/)
    expect(() => readList(`${A},1\n\n${A},1,2,3`)).toThrow(/^Line 3 of the list/)
  })
})
