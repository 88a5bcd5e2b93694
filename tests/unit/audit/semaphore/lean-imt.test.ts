import fc from 'fast-check'
import { expect, test } from 'vitest'
import { groupOf } from '@/devnet/people/prove'
import { leavesAt } from '@/devnet/people/statement'
import { LeanTree } from '@/lib/audit/semaphore/lean-imt'

const element = fc.bigInt({ min: 1n, max: 2n ** 250n })

test('has the root, the depth and the siblings that Semaphore gives, whatever is added and removed', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(element, { minLength: 1, maxLength: 20 }),
      fc.array(fc.nat(19)),
      (leaves, removals) => {
        const removed = leaves.map((leaf, at) => (removals.includes(at) ? 0n : leaf))
        const group = groupOf(removed)
        const whole = new LeanTree(removed)
        const grown = new LeanTree()
        for (const leaf of leaves) grown.insert(leaf)
        for (const [at, leaf] of removed.entries()) if (leaf === 0n) grown.set(at, 0n)
        for (const tree of [whole, grown]) {
          expect(tree.root).toBe(BigInt(group.root))
          expect(tree.depth).toBe(group.depth)
          expect(tree.leaves).toEqual(removed)
          for (const at of removed.keys())
            expect(tree.siblings(at)).toEqual(group.generateMerkleProof(at).siblings.map(BigInt))
        }
      },
    ),
    { seed: 4, numRuns: 30 },
  )
})

test('has the root that a real proof states', () => {
  expect(new LeanTree(leavesAt(1, 2)).root).toBe(BigInt(groupOf(leavesAt(1, 2)).root))
  expect(new LeanTree().root).toBe(0n)
  expect(new LeanTree([7n]).root).toBe(7n)
})
