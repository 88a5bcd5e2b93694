import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findCommonAncestor } from '@/indexer/ancestor'
import type { Hex } from '@/lib/chain/types'

const hash = (branch: string, number: bigint): Hex => `0x${branch}${number.toString(16)}`

/** Two chains that share every block up to `shared`, with a count of the questions to the node. */
function chains(shared: bigint, tip: bigint, known: (number: bigint) => boolean = () => true) {
  let questions = 0
  return {
    stored: async (number: bigint) =>
      number <= tip ? hash(number <= shared ? 'a' : 'b', number) : undefined,
    node: async (number: bigint) => {
      questions++
      return known(number) ? hash(number <= shared ? 'a' : 'c', number) : undefined
    },
    questions: () => questions,
  }
}

describe('the common ancestor', () => {
  test('is the last shared block, at any depth, found in logarithmically many questions', async () => {
    await fc.assert(
      fc.asyncProperty(fc.bigInt(0n, 5000n), fc.bigInt(0n, 5000n), async (a, b) => {
        const [shared, tip] = a < b ? [a, b] : [b, a]
        const { stored, node, questions } = chains(shared, tip)
        const found = await findCommonAncestor(tip, { number: 0n, parentHash: '0x00' }, stored, node)
        expect(found).toEqual({ number: shared, hash: hash('a', shared) })
        expect(questions()).toBeLessThanOrEqual(28)
      }),
      { seed: 20261122, numRuns: 300 },
    )
  })

  test('is the parent of the first block stored where nothing is shared', async () => {
    const { stored, node } = chains(-1n, 40n)
    expect(await findCommonAncestor(40n, { number: 7n, parentHash: '0x06' }, stored, node)).toEqual({
      number: 6n,
      hash: '0x06',
    })
  })

  test('is found among the blocks that a node still has', async () => {
    const { stored, node } = chains(60n, 100n, (number) => number > 50n)
    expect(await findCommonAncestor(100n, { number: 0n, parentHash: '0x00' }, stored, node)).toEqual({
      number: 60n,
      hash: hash('a', 60n),
    })
  })

  test('cannot be told where the node lacks the blocks that it hangs on', async () => {
    const { stored, node } = chains(10n, 100n, (number) => number > 50n)
    await expect(findCommonAncestor(100n, { number: 0n, parentHash: '0x00' }, stored, node)).rejects.toThrow(
      /no longer has block 50: where they part cannot be told\. Nothing is removed/,
    )
  })
})
