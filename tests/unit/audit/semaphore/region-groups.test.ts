import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { MembershipChange } from '@/lib/audit/facts'
import { LeanTree, leanRoot } from '@/lib/audit/semaphore/lean-imt'
import { RegionGroups } from '@/lib/audit/semaphore/region-groups'
import * as slow from '../whole-epoch/region-groups'

const at = {
  blockNumber: 1n,
  logIndex: 0,
  transactionIndex: 0,
  transactionHash: '0x',
  timestamp: 0n,
} as const
const change: fc.Arbitrary<MembershipChange> = fc.record({
  at: fc.constant(at),
  region: fc.constantFrom(1, 2),
  commitment: fc.constantFrom(11n, 12n, 13n, 14n, 2n ** 250n),
  added: fc.boolean(),
})

test('groups of few bytes are those of plain sets, at the opening and before it', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 24 }), (changes) => {
      const groups = new RegionGroups()
      for (const one of changes) groups.take(one)
      const expected = slow.replayGroups(changes)
      for (const region of [1, 2]) {
        const [group, plain] = [groups.group(region), expected.get(region)]
        expect([group?.root, group?.active, group?.removed]).toEqual([
          plain?.root,
          plain?.active.size,
          plain?.removed.size,
        ])
        const roots = new Set([5n, ...changes.map((_, i) => rootAfter(changes.slice(0, i + 1), region))])
        const earlier = [...slow.earlierRoots(changes, region, roots)].flatMap(([root, { active }]) => {
          const removed = [...active].filter((person) => plain?.removed.has(person))
          return removed.length === 0 ? [] : [[root, { count: removed.length, first: removed[0] }]]
        })
        expect([...(group?.earlierRoots(roots) ?? [])]).toEqual(earlier)
      }
      const removed = [...expected.values()].reduce((sum, group) => sum + group.removed.size, 0)
      expect(groups.removed).toBe(removed)
    }),
    { seed: 8, numRuns: 60 },
  )
})

test('the root of a tree of which one node a level is held is that of the tree', () => {
  for (let count = 0; count <= 33; count++) {
    const leaves = Array.from({ length: count }, (_, i) => BigInt(i * i))
    expect(leanRoot(leaves)).toBe(new LeanTree(leaves).root)
  }
})

function rootAfter(changes: readonly MembershipChange[], region: number): bigint {
  return slow.replayGroups(changes).get(region)?.root ?? 0n
}
