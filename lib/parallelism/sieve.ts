import type { Bits } from './bits'
import type { BlockUses } from './block-uses'
import { int } from './csr'
import { Scratch } from './scratch'

/** Cells a use: of the keys that cannot be in a conflict, about one in sixteen then shares its cell with one that can. */
const CELLS_PER_USE = 4
const CELLS_PER_WORD = 16

// What a cell knows of its keys: that one was changed, and that one was used since then.
const CHANGED = 1
const USED_SINCE = 2
const CONTESTABLE = CHANGED | USED_SINCE

/** Cells for the uses of one transaction: so few that they stay in the nearest cache. */
const ROW_CELLS = 4_096

/**
 * Tells by their hashes which keys of a block may be in a conflict: those that are used after one of the uses changed them.
 * Two bits a cell, small enough for a cache where the keys themselves are not. Another key may pass for one where its
 * cell is another's as well; none that may be in a conflict, and none that stands twice in a transaction's lists, is left out.
 */
export class Sieve {
  readonly #words: Int32Array
  readonly #mask: number
  /** for each hash modulo ROW_CELLS the last place, counted from 1, where it occurred */
  readonly #places: Int32Array
  /** cells of contestable keys: about as many as there are such keys */
  contestable = 0

  /** For so many uses. */
  constructor(uses: number, scratch = new Scratch()) {
    let cells = 1024
    while (cells < uses * CELLS_PER_USE) cells *= 2
    this.#words = scratch.zeros(cells / CELLS_PER_WORD)
    this.#mask = cells - 1
    this.#places = scratch.zeros(ROW_CELLS)
  }

  /** Lets all keys pass. */
  open(): void {
    this.#words.fill(-1)
  }

  /** Notes the uses of a block. */
  addAll({ start, hashes, changes }: BlockUses): void {
    for (let row = 0; row + 1 < start.length; row++)
      this.#addRow(hashes, changes, int(start, row), int(start, row + 1))
  }

  /** Notes the uses of one transaction. No step but the rarest depends on what it finds: little is guessed in vain. */
  #addRow(hashes: Int32Array, changes: Bits, from: number, to: number): void {
    const words = this.#words
    const mask = this.#mask
    const places = this.#places
    let contestable = 0
    for (let place = from; place < to; place++) {
      const hash = int(hashes, place)
      const last = int(places, hash & (ROW_CELLS - 1))
      places[hash & (ROW_CELLS - 1)] = place + 1
      if (last > from) {
        // The key of an earlier use of this transaction, perhaps: only a number tells.
        this.#choose(hash)
        this.#choose(int(hashes, last - 1))
        continue
      }
      const cell = hash & mask
      const shift = (cell & (CELLS_PER_WORD - 1)) << 1
      const word = int(words, cell >>> 4)
      const known = (word >>> shift) & CONTESTABLE
      const usedSince = (known & CHANGED) << 1
      contestable += (usedSince & ~known) >>> 1
      words[cell >>> 4] = word | ((usedSince | changes.bit(place)) << shift)
    }
    this.contestable += contestable
  }

  #choose(hash: number): void {
    const cell = hash & this.#mask
    const shift = (cell & (CELLS_PER_WORD - 1)) << 1
    const word = int(this.#words, cell >>> 4)
    if (((word >>> shift) & CONTESTABLE) !== CONTESTABLE) this.contestable++
    this.#words[cell >>> 4] = word | (CONTESTABLE << shift)
  }

  /** The places of those hashes whose keys may be in a conflict, put into `places`. */
  choose(hashes: Int32Array, places: Int32Array): Int32Array {
    const words = this.#words
    const mask = this.#mask
    let count = 0
    for (let i = 0; i < hashes.length; i++) {
      const cell = int(hashes, i) & mask
      const known = int(words, cell >>> 4) >>> ((cell & (CELLS_PER_WORD - 1)) << 1)
      places[count] = i
      count += (known >>> 1) & 1
    }
    return places.subarray(0, count)
  }
}
