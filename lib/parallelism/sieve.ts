import { int } from './csr'
import { Scratch } from './scratch'

/** Cells a use: of the keys that are used once, about one in nine then shares its cell with another. */
const CELLS_PER_USE = 4
const CELLS_PER_WORD = 16
const USED = 1

/**
 * Tells by their hashes which keys of a block are used more than once. Two bits a cell, small enough for a cache where the
 * keys themselves are not; a key that is used once passes for reused where its cell is another's as well, a reused one
 * never passes for one that is not.
 */
export class Sieve {
  readonly #words: Int32Array
  readonly #mask: number
  /** cells whose keys are used more than once: about as many as there are such keys */
  reused = 0

  /** For so many uses. */
  constructor(uses: number, scratch = new Scratch()) {
    let cells = 1024
    while (cells < uses * CELLS_PER_USE) cells *= 2
    this.#words = scratch.zeros(cells / CELLS_PER_WORD)
    this.#mask = cells - 1
  }

  /** Lets all keys pass, used once or more. */
  open(): void {
    this.#words.fill(-1)
  }

  /** Notes a use of each of the keys with these hashes. No step depends on what it finds: nothing is guessed in vain. */
  addAll(hashes: Int32Array): void {
    const words = this.#words
    const mask = this.#mask
    let reused = 0
    for (let i = 0; i < hashes.length; i++) {
      const cell = int(hashes, i) & mask
      const shift = (cell & (CELLS_PER_WORD - 1)) << 1
      const word = int(words, cell >>> 4)
      const used = (word >>> shift) & USED
      reused += used & ~(word >>> (shift + 1))
      words[cell >>> 4] = word | ((USED | (used << 1)) << shift)
    }
    this.reused += reused
  }

  /** The places of those hashes that more than one use has, put into `places`. */
  choose(hashes: Int32Array, places: Int32Array): Int32Array {
    const words = this.#words
    const mask = this.#mask
    let count = 0
    for (let i = 0; i < hashes.length; i++) {
      const cell = int(hashes, i) & mask
      places[count] = i
      count += (int(words, cell >>> 4) >>> (((cell & (CELLS_PER_WORD - 1)) << 1) + 1)) & 1
    }
    return places.subarray(0, count)
  }
}
