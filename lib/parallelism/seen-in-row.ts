import { int } from './csr'

const READ = 1
const WRITTEN = 2
const CREDITED = 4
/** the row stands above these bits */
const ROW = 3

/** Which uses of each key the current row has had: one number a key, so that a row's keys stay in the cache. */
export class SeenInRow {
  /** the uses that there are */
  static readonly READ = READ
  static readonly WRITTEN = WRITTEN
  static readonly CREDITED = CREDITED

  /** per key, the last row (from 1) that used it, and how */
  readonly #seen: Int32Array

  /** On zeros, one a key. */
  constructor(zeros: Int32Array) {
    this.#seen = zeros
  }

  /** Notes a use; false where the row has had it. */
  isNew(row: number, key: number, use: number): boolean {
    const last = int(this.#seen, key)
    const uses = last >> ROW === row + 1 ? last : (row + 1) << ROW
    this.#seen[key] = uses | use
    return (uses & use) === 0
  }
}
