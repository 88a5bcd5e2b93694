import { type Csr, float, int } from './csr'
import type { DependencyGraph } from './graph'
import type { IndexedAccess } from './indexed'
import type { HotKey } from './types'

/** How many of a block's keys are reported, hottest first, where the caller names no number. */
export const HOT_KEYS = 10

/**
 * The keys that most gas waits behind: for each, the transactions that read it and that change it (credits
 * included), the dependencies through it, and the gas of the transactions that depend on an earlier one through it.
 */
export function hotKeys(
  { causes, causeKeys }: DependencyGraph,
  indexed: IndexedAccess,
  gas: Float64Array,
  limit = HOT_KEYS,
): HotKey[] {
  const size = indexed.keys.length
  const waiting = new Float64Array(size)
  const edges = new Int32Array(size)
  const seenBy = new Int32Array(size).fill(-1)
  for (let j = 0; j < causes.rows; j++) {
    for (let e = int(causes.start, j), end = int(causes.start, j + 1); e < end; e++) {
      const key = int(causeKeys, e)
      edges[key] = int(edges, key) + 1
      if (int(seenBy, key) === j) continue
      seenBy[key] = j
      waiting[key] = float(waiting, key) + float(gas, j)
    }
  }
  const name = (key: number) => indexed.keys[key] ?? ''
  const hotter = (a: number, b: number) =>
    float(waiting, b) - float(waiting, a) || (name(a) < name(b) ? -1 : 1)
  const chosen = largest(size, limit, (key) => int(edges, key) > 0, hotter)
  const readers = uses(indexed.reads, size)
  const writers = uses(indexed.writes, size)
  const credits = uses(indexed.credits, size)
  return chosen.map((key) => ({
    key: name(key),
    readers: int(readers, key),
    writers: int(writers, key) + int(credits, key),
    edges: int(edges, key),
    waitingGas: BigInt(float(waiting, key)),
  }))
}

/** The first `limit` of the numbers below `size` that pass, in the order of `compare`, without sorting them all. */
function largest(
  size: number,
  limit: number,
  passes: (value: number) => boolean,
  compare: (a: number, b: number) => number,
): number[] {
  let kept: number[] = []
  let bar: number | undefined
  for (let value = 0; value < size; value++) {
    if (!passes(value) || (bar !== undefined && compare(value, bar) > 0)) continue
    kept.push(value)
    if (kept.length < limit * 2 + 16) continue
    kept = kept.sort(compare).slice(0, limit)
    bar = kept[limit - 1]
  }
  return kept.sort(compare).slice(0, limit)
}

function uses({ items }: Csr, size: number): Int32Array {
  const count = new Int32Array(size)
  for (const key of items) count[key] = int(count, key) + 1
  return count
}
