import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Integers } from '@/lib/audit/compact/integers'
import { WordNumbers } from '@/lib/audit/compact/word-numbers'
import { readInteger, WORD, Words, writeInteger } from '@/lib/audit/compact/words'
import { fastKeccak256 } from '@/lib/audit/fast-keccak'
import { keccak256 } from '@/lib/audit/keccak'
import { merkleRoot, merkleTree, rootOfLeaves } from '@/lib/audit/merkle'

const bytes = new Uint8Array(WORD)
const view = new DataView(bytes.buffer)
const wordOf = (value: bigint) => {
  writeInteger(view, 0, value)
  return bytes
}

describe('words', () => {
  test('hold every uint256 there is', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }), (value) => {
        expect(BigInt(`0x${Buffer.from(wordOf(value)).toString('hex')}`)).toBe(value)
        expect(readInteger(view, 0)).toBe(value)
      }),
      { seed: 1 },
    )
  })

  test('are numbered in the order in which they come, each once, over many pages', () => {
    const numbers = new WordNumbers()
    const expected = new Map<bigint, number>()
    // A counter, its multiples of 2^128, and every word again: 12,000 distinct ones, and what looks alike at either end.
    for (let i = 0n; i < 8000n; i++) {
      for (const value of [i, i << 128n, i >> 1n]) {
        const number = numbers.numberOf(wordOf(value))
        const known = expected.get(value)
        expect(number).toBe(known ?? expected.size)
        if (known === undefined) expected.set(value, number)
      }
    }
    expect(numbers.length).toBe(15_999)
    expect(expected.size).toBe(15_999)
    for (const [value, number] of expected) expect(numbers.words.equals(number, wordOf(value))).toBe(true)
  })

  test('that are not there are not read', () => {
    const words = new Words()
    words.push(wordOf(7n))
    expect([...words.at(0)]).toEqual([...new Uint8Array(31), 7])
    expect(() => words.at(5000)).toThrow('there is no word 5000 among 1')
    const integers = new Integers()
    for (let i = 0; i < 100; i++) integers.push(-i)
    expect([integers.length, integers.at(64), integers.at(99)]).toEqual([100, -64, -99])
    expect(() => integers.at(100)).toThrow('there is no integer 100 among 100')
  })
})

describe('the root of leaves', () => {
  test('is that of the whole tree, whatever their number, with both hashes', async () => {
    const fast = await fastKeccak256()
    for (let count = 0; count <= 70; count++) {
      const leaves = new Words()
      const all = new Uint8Array(count * WORD)
      for (let i = 0; i < count; i++) {
        const leaf = keccak256(Uint8Array.of(count, i))
        leaves.push(leaf)
        all.set(leaf, i * WORD)
      }
      const expected = merkleRoot(merkleTree(all))
      expect(rootOfLeaves(leaves)).toEqual(expected)
      expect(rootOfLeaves(leaves, fast)).toEqual(expected)
    }
  })

  test('sorts leaves that begin alike, and those that are the same', () => {
    const values = [5n, 2n ** 255n, 5n + 2n ** 240n, 6n, 5n, 2n ** 240n, 2n ** 255n + 1n]
    const leaves = new Words()
    for (const value of values) leaves.push(wordOf(value))
    const all = Uint8Array.from(values.flatMap((value) => [...wordOf(value)]))
    expect(rootOfLeaves(leaves)).toEqual(merkleRoot(merkleTree(all)))
  })
})

test('the fast hash is the same', async () => {
  const fast = await fastKeccak256()
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 500 }), (data) => {
      expect(fast(data)).toEqual(keccak256(data))
    }),
    { seed: 3, numRuns: 100 },
  )
})
