import { int } from './csr'
import { buildGraph } from './graph'
import { indexAccess } from './index-access'
import { type IndexedAccess, underPolicy } from './indexed'
import { type AccessSet, POLICIES, type Policy, type StateKey } from './types'

/** A transaction that another one of its block depends on, or that depends on it. */
export interface Neighbour {
  /** index in the block */
  index: number
  /** the keys between the two, by policy; empty where they do not depend on each other under it */
  keys: Record<Policy, StateKey[]>
}

export interface Neighbours {
  /** the transactions that it depends on, ascending */
  earlier: Neighbour[]
  /** the transactions that depend on it, ascending */
  later: Neighbour[]
}

/** What the transaction at `index` of a block depends on and what depends on it, under each policy. */
export function neighboursOf(access: readonly AccessSet[], index: number): Neighbours {
  const indexed = indexAccess(access)
  const earlier = new Map<number, Neighbour>()
  const later = new Map<number, Neighbour>()
  for (const policy of POLICIES) {
    collect(underPolicy(indexed, policy), policy, index, earlier, later)
  }
  const sorted = (found: Map<number, Neighbour>) => [...found.values()].sort((a, b) => a.index - b.index)
  return { earlier: sorted(earlier), later: sorted(later) }
}

function collect(
  indexed: IndexedAccess,
  policy: Policy,
  index: number,
  earlier: Map<number, Neighbour>,
  later: Map<number, Neighbour>,
): void {
  const { causes, causeKeys, contested } = buildGraph(indexed)
  const note = (found: Map<number, Neighbour>, other: number, e: number) => {
    const neighbour = found.get(other) ?? { index: other, keys: { storage: [], accounts: [], strict: [] } }
    neighbour.keys[policy].push(indexed.keys[int(contested, int(causeKeys, e))] ?? '')
    found.set(other, neighbour)
  }
  for (let row = index; row < causes.rows; row++) {
    for (let e = int(causes.start, row), end = int(causes.start, row + 1); e < end; e++) {
      const cause = int(causes.items, e)
      if (row === index) note(earlier, cause, e)
      else if (cause === index) note(later, row, e)
    }
  }
}
