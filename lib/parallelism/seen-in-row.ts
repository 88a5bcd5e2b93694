import type { Bits } from './bits'
import { int } from './csr'

const READ = 1
const WRITTEN = 2
const CREDITED = 4
/** of a key over all rows, kept from row to row: that one changes it, that several use it */
const CHANGED = 8
const SHARED = 16
const KEPT = CHANGED | SHARED
/** the row stands above these bits */
const ROW = 5

/** Which uses of each key the current row has had: one number a key, so that a row's keys stay in the cache. */
export class SeenInRow {
  /** the uses that there are */
  static readonly READ = READ
  static readonly WRITTEN = WRITTEN
  static readonly CREDITED = CREDITED

  /** per key, the last row (from 1) that used it, how, and what is kept of the rows before */
  readonly #seen: Int32Array

  /** On zeros, one a key. */
  constructor(zeros: Int32Array) {
    this.#seen = zeros
  }

  /** Notes a use; false where the row has had it. */
  isNew(row: number, key: number, use: number): boolean {
    const last = int(this.#seen, key)
    const uses =
      last >> ROW === row + 1 ? last : ((row + 1) << ROW) | (last & KEPT) | (last === 0 ? 0 : SHARED)
    this.#seen[key] = uses | use | (use === READ ? 0 : CHANGED)
    return (uses & use) === 0
  }

  /** Adds to `found` each of the first `keys` keys that several rows used and one changed. */
  contestable(keys: number, found: Bits): Bits {
    for (let key = 0; key < keys; key++) {
      if ((int(this.#seen, key) & KEPT) === KEPT) found.add(key)
    }
    return found
  }
}
