import type { MembershipChange } from '@/lib/audit/facts'
import { LeanTree } from '@/lib/audit/semaphore/lean-imt'

/** A region's Semaphore group after some changes. */
export interface RegionGroup {
  root: bigint
  active: Set<bigint>
  /** everybody who was ever in the group and is not any more */
  removed: Set<bigint>
}

/** The groups of all regions after the changes, given in chain order: each tree is built once, from its leaves. */
export function replayGroups(changes: Iterable<MembershipChange>): Map<number, RegionGroup> {
  const groups = new Map<number, RegionGroup & { places: Map<bigint, number>; leaves: bigint[] }>()
  for (const change of changes) {
    const { region, commitment, added } = change
    const group = groups.get(region) ?? {
      root: 0n,
      active: new Set<bigint>(),
      removed: new Set<bigint>(),
      places: new Map<bigint, number>(),
      leaves: [],
    }
    groups.set(region, group)
    const [into, outOf] = added ? [group.active, group.removed] : [group.removed, group.active]
    into.add(commitment)
    outOf.delete(commitment)
    place(group.places, group.leaves.length, change, (at, leaf) => {
      group.leaves[at] = leaf
    })
  }
  for (const group of groups.values()) if (group.active.size > 0) group.root = new LeanTree(group.leaves).root
  return groups
}

/** A root that a region's group once had, and who could prove against it. */
export interface EarlierRoot {
  root: bigint
  active: Set<bigint>
}

/** Those of the roots wanted that a region's group had after one of the changes, with its members then. */
export function earlierRoots(
  changes: Iterable<MembershipChange>,
  region: number,
  wanted: ReadonlySet<bigint>,
): Map<bigint, EarlierRoot> {
  const found = new Map<bigint, EarlierRoot>()
  const tree = new LeanTree()
  const places = new Map<bigint, number>()
  for (const change of changes) {
    if (change.region !== region) continue
    place(places, tree.leaves.length, change, (at, leaf) => tree.set(at, leaf))
    const { root } = tree
    if (wanted.has(root)) found.set(root, { root, active: new Set(places.keys()) })
  }
  return found
}

/** A member's leaf comes after the last; a removed one's becomes 0. What no group could do changes nothing. */
function place(
  places: Map<bigint, number>,
  next: number,
  { commitment, added }: MembershipChange,
  set: (at: number, leaf: bigint) => void,
): void {
  const at = places.get(commitment)
  if (added && at === undefined) {
    places.set(commitment, next)
    set(next, commitment)
  } else if (!added && at !== undefined) {
    places.delete(commitment)
    set(at, 0n)
  }
}
