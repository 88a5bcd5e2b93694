import { int } from './csr'
import { Scratch } from './scratch'

const BITS = 5
const LOW = 31

/**
 * A priority queue of distinct integers below a bound, the smallest first: a bit for each integer, a bit above for every 32 of
 * them that are not all clear, and so on up to one word. A push or a pop touches one word a level, four at a hundred thousand,
 * where a binary heap compares its way through seventeen.
 */
export class IntQueue {
  readonly #levels: Int32Array[] = []
  size = 0

  /** For integers from 0 to `bound` - 1. */
  constructor(bound: number, scratch = new Scratch()) {
    let words = Math.max(bound, 1)
    do {
      words = Math.ceil(words / 32)
      this.#levels.push(scratch.zeros(words))
    } while (words > 1)
  }

  /** Adds an integer that is not in the queue. */
  push(value: number): void {
    this.size++
    let place = value
    for (const words of this.#levels) {
      const word = place >> BITS
      const before = int(words, word)
      words[word] = before | (1 << (place & LOW))
      if (before !== 0) return
      place = word
    }
  }

  /** Takes the smallest. The caller has seen that there is one. */
  pop(): number {
    this.size--
    const levels = this.#levels
    let place = 0
    for (let level = levels.length - 1; level >= 0; level--) {
      place = (place << BITS) | lowestBit(int(levels[level] ?? NONE, place))
    }
    const least = place
    for (const words of levels) {
      const word = place >> BITS
      const left = int(words, word) & ~(1 << (place & LOW))
      words[word] = left
      if (left !== 0) break
      place = word
    }
    return least
  }
}

const NONE = new Int32Array(1)

/** The place of the lowest bit that is set in a word that is not 0. */
const lowestBit = (word: number): number => LOW - Math.clz32(word & -word)
