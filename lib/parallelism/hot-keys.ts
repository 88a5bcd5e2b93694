import { Bits, wordsFor } from './bits'
import { type Csr, float, int } from './csr'
import type { DependencyGraph } from './graph'
import type { KeyUses } from './indexed'
import { Scratch } from './scratch'
import type { HotKey } from './types'

/** How many of a block's keys are reported, hottest first, where the caller names no number. */
export const HOT_KEYS = 10

/**
 * The keys that most gas waits behind: for each, the transactions that read it and that change it (credits
 * included), the dependencies through it, and the gas of the transactions that depend on an earlier one through it.
 */
export function hotKeys(
  { causes, causeKeys, contested }: DependencyGraph,
  indexed: KeyUses,
  gas: Float64Array,
  limit = HOT_KEYS,
  scratch = new Scratch(),
): HotKey[] {
  const waiting = scratch.floats(contested.length).fill(0)
  const edges = scratch.zeros(contested.length)
  const seenBy = scratch.ints(contested.length).fill(-1)
  for (let j = 0; j < causes.rows; j++) {
    for (let e = int(causes.start, j), end = int(causes.start, j + 1); e < end; e++) {
      const key = int(causeKeys, e)
      edges[key] = int(edges, key) + 1
      if (int(seenBy, key) === j) continue
      seenBy[key] = j
      waiting[key] = float(waiting, key) + float(gas, j)
    }
  }
  const name = (key: number) => indexed.keys[int(contested, key)] ?? ''
  const hotter = (a: number, b: number) =>
    float(waiting, b) - float(waiting, a) || (name(a) < name(b) ? -1 : 1)
  const chosen = first(contested.length, limit, hotter)
  const counted = chosen.map((key) => int(contested, key))
  const readers = uses(indexed.reads, counted, indexed.keys.length, scratch)
  const writers = uses(indexed.writes, counted, indexed.keys.length, scratch)
  const credits = uses(indexed.credits, counted, indexed.keys.length, scratch)
  return chosen.map((key, place) => ({
    key: name(key),
    readers: readers[place] ?? 0,
    writers: (writers[place] ?? 0) + (credits[place] ?? 0),
    edges: int(edges, key),
    waitingGas: BigInt(float(waiting, key)),
  }))
}

/** The first `limit` of the numbers below `size` in the order of `compare`, without sorting them all. */
function first(size: number, limit: number, compare: (a: number, b: number) => number): number[] {
  let kept: number[] = []
  let bar: number | undefined
  for (let value = 0; value < size; value++) {
    if (bar !== undefined && compare(value, bar) > 0) continue
    kept.push(value)
    if (kept.length < limit * 2 + 16) continue
    kept = kept.sort(compare).slice(0, limit)
    bar = kept[limit - 1]
  }
  return kept.sort(compare).slice(0, limit)
}

/** How many rows hold each of some keys. */
function uses({ items }: Csr, keys: readonly number[], size: number, scratch: Scratch): number[] {
  const places = new Map(keys.map((key, place) => [key, place]))
  // One bit a key decides nearly every time.
  const wanted = new Bits(scratch.zeros(wordsFor(size)))
  for (const key of keys) wanted.add(key)
  const count = keys.map(() => 0)
  for (let e = 0; e < items.length; e++) {
    const key = int(items, e)
    if (!wanted.has(key)) continue
    const place = places.get(key) ?? 0
    count[place] = (count[place] ?? 0) + 1
  }
  return count
}
