import { type BlockUses, otherUses } from './block-uses'
import { int } from './csr'
import { HashGroups } from './hash-groups'
import type { AccessSet, StateKey } from './types'

/** Transactions whose lists are fetched at a time, and how many items of a list one fetch brings. */
const FETCHED_ROWS = 32
const FETCHED_ITEMS = 8

/**
 * The names of keys by number, where numbers are groups of hashes: the first key of a group has its number. What else fell
 * into the group, and what got none, is told by its whole name and numbered after all groups.
 */
export class KeyNames {
  readonly #groups: number
  /** the keys of the groups, those seen so far: made at once as long as they will be, since growing copies them again and again */
  readonly #keys: StateKey[]
  #seen = 0
  /** in the lists of keys: none, but what is fetched must be used */
  #holes = 0
  readonly #others = new Map<StateKey, number>()

  /** For so many groups, numbered in the order in which they will be seen. */
  constructor(groups: number) {
    this.#groups = groups
    this.#keys = new Array(groups)
  }

  /** All keys by number, when all groups have been seen. */
  all(): StateKey[] {
    for (const key of this.#others.keys()) this.#keys.push(key)
    return this.#keys
  }

  /** Makes numbers of the groups of some of a block's uses, those at `places`. */
  settleAll(
    access: readonly AccessSet[],
    { start, readCounts }: BlockUses,
    places: Int32Array,
    numbers: Int32Array,
  ): void {
    let k = 0
    for (let row = 0; row < access.length; row++) {
      if (row % FETCHED_ROWS === 0) this.#holes += fetchReads(access, row, row + FETCHED_ROWS)
      const set = access[row]
      if (set === undefined) continue
      const at = int(start, row)
      k = this.#settle(set.reads, at, places, numbers, k)
      if (k < places.length && int(places, k) < int(start, row + 1))
        k = this.#settle(otherUses(set), at + int(readCounts, row), places, numbers, k)
    }
  }

  /** The same of the uses in one list, which begin at the place `at`; gives the place after the last of them. */
  #settle(
    list: readonly StateKey[],
    at: number,
    places: Int32Array,
    numbers: Int32Array,
    first: number,
  ): number {
    let k = first
    for (const end = at + list.length; k < places.length && int(places, k) < end; k++) {
      const key = list[int(places, k) - at] ?? ''
      if (!this.#isKnown(int(numbers, k), key)) numbers[k] = this.#other(key)
    }
    return k
  }

  /** Whether a key is the one that a group's number stands for. */
  #isKnown(group: number, key: StateKey): boolean {
    if (group === this.#seen) {
      this.#keys[this.#seen++] = key
      return true
    }
    // Object.is compares references before it looks at any string, where === first looks at what both are.
    return group !== HashGroups.NONE && Object.is(this.#keys[group], key)
  }

  #other(key: StateKey): number {
    const known = this.#others.get(key)
    if (known !== undefined) return known
    const number = this.#groups + this.#others.size
    this.#others.set(key, number)
    return number
  }
}

/**
 * Looks at the lists of some transactions, so that they are near when they are needed: in a loop that does nothing else the
 * processor waits for many at once.
 * @returns how many holes the lists have, as far as it looked
 */
function fetchReads(access: readonly AccessSet[], from: number, to: number): number {
  let holes = 0
  for (let row = from; row < to && row < access.length; row++) {
    const { reads } = access[row] ?? { reads: [] }
    for (let i = 0; i < reads.length; i += FETCHED_ITEMS) if (reads[i] === undefined) holes++
  }
  return holes
}
