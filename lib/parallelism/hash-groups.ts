import { int } from './csr'
import { Scratch } from './scratch'

/** Beyond this many steps a hash gets no group. */
const LONGEST_PROBE = 64

/**
 * Numbers groups of equal hashes in the order of their first appearance: an open-addressing table of integers, of a size that
 * stays in the cache where the keys themselves would not. A few hashes that are not equal may share a group.
 */
export class HashGroups {
  static readonly NONE = -1

  /** how many groups there are */
  count = 0
  /**
   * The number of a group, counted from 1, in the bits of the mask, and the rest of its hash above them; 0 is free. Half the
   * memory that the whole hash would take, for one hash in thousands taken for another.
   */
  readonly #table: Int32Array
  readonly #mask: number

  /** For about `expected` groups; where there are many more, the rest get none. */
  constructor(expected: number, scratch = new Scratch()) {
    let capacity = 1024
    while (capacity < expected * 1.5) capacity *= 2
    this.#table = scratch.zeros(capacity)
    this.#mask = capacity - 1
  }

  /** Puts the group of each of the hashes at `places`, or NONE, into `out`. */
  addAll(hashes: Int32Array, places: Int32Array, out: Int32Array): void {
    const table = this.#table
    const mask = this.#mask
    let groups = this.count
    for (let k = 0; k < places.length; k++) {
      const hash = int(hashes, int(places, k))
      let group = HashGroups.NONE
      for (let probe = 0; probe < LONGEST_PROBE; probe++) {
        const place = (hash + probe) & mask
        const entry = int(table, place)
        if (entry === 0) {
          if (groups === mask) break
          group = groups++
          table[place] = (hash & ~mask) | groups
          break
        }
        if (((entry ^ hash) & ~mask) === 0) {
          group = (entry & mask) - 1
          break
        }
      }
      out[k] = group
    }
    this.count = groups
  }
}
