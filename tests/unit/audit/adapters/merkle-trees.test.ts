import { StandardMerkleTree } from '@openzeppelin/merkle-tree'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { listRoot, provenBy } from '@/lib/audit/adapters/merkle-distributor/trees'
import type { Hex } from '@/lib/audit/types'
import { uniswapTree } from '../../../integration/adapters/uniswap-tree'

const account = fc
  .uint8Array({ minLength: 20, maxLength: 20 })
  .map((value): Hex => `0x${Buffer.from(value).toString('hex')}`)
const list = fc
  .array(fc.record({ account, amount: fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }) }), {
    minLength: 1,
    maxLength: 40,
  })
  .map((rows) => rows.map((row, index) => ({ ...row, index: BigInt(index) })))

test("the root and every proof are those of Uniswap's tool and of OpenZeppelin's library", () => {
  fc.assert(
    fc.property(list, fc.nat(), (entries, pick) => {
      const own = uniswapTree(entries)
      expect(listRoot(entries, 'uniswap')).toBe(own.root)
      const standard = StandardMerkleTree.of(
        entries.map((entry) => [entry.index, entry.account, entry.amount]),
        ['uint256', 'address', 'uint256'],
      )
      expect(listRoot(entries, 'openzeppelin')).toBe(standard.root)
      const at = pick % entries.length
      const entry = entries[at]
      if (entry === undefined) throw new Error('no entry')
      expect(provenBy(entry, own.proof(at), own.root)).toBe('uniswap')
      const proof = standard.getProof(at).map((node): Hex => `0x${node.slice(2)}`)
      expect(provenBy(entry, proof, `0x${standard.root.slice(2)}`)).toBe('openzeppelin')
      expect(provenBy({ ...entry, amount: entry.amount ^ 1n }, own.proof(at), own.root)).toBeUndefined()
    }),
    { seed: 7, numRuns: 60 },
  )
})

test('an empty list has no root, and the order of entries does not matter', () => {
  const entries = [1n, 2n, 3n].map((index) => ({
    index,
    account: `0x${'ab'.repeat(20)}` as const,
    amount: 5n,
  }))
  expect(listRoot([], 'uniswap')).toBeUndefined()
  expect(listRoot([...entries].reverse(), 'uniswap')).toBe(listRoot(entries, 'uniswap'))
})
