import { int } from './csr'
import { Scratch } from './scratch'

const BITS = 5
const LOW = 31

/**
 * A priority queue of distinct integers below a bound, the smallest first: a bit for each integer, and a bit for every 32 of
 * them that are not all absent. A push touches two words; a pop looks for the smallest from where it may be on, past one word
 * for every 1,024 integers at most, where a binary heap compares its way through seventeen levels at a hundred thousand.
 */
export class IntQueue {
  readonly #words: Int32Array
  /** which words are not 0 */
  readonly #filled: Int32Array
  /** no word of `filled` before this one has a bit */
  #first = 0
  size = 0

  /** For integers from 0 to `bound` - 1. */
  constructor(bound: number, scratch = new Scratch()) {
    this.#words = scratch.zeros((bound >> BITS) + 1)
    this.#filled = scratch.zeros((bound >> (BITS + BITS)) + 1)
  }

  /** Adds an integer that is not in the queue. */
  push(value: number): void {
    this.size++
    const word = value >> BITS
    const group = word >> BITS
    this.#words[word] = int(this.#words, word) | (1 << (value & LOW))
    this.#filled[group] = int(this.#filled, group) | (1 << (word & LOW))
    if (group < this.#first) this.#first = group
  }

  /** Takes the smallest. The caller has seen that there is one. */
  pop(): number {
    this.size--
    const filled = this.#filled
    let group = this.#first
    while (int(filled, group) === 0) group++
    this.#first = group
    const words = int(filled, group)
    const word = (group << BITS) | lowestBit(words)
    const bits = int(this.#words, word)
    const left = bits & (bits - 1)
    this.#words[word] = left
    if (left === 0) filled[group] = words & (words - 1)
    return (word << BITS) | lowestBit(bits)
  }
}

/** The place of the lowest bit that is set in a word that is not 0. */
const lowestBit = (word: number): number => LOW - Math.clz32(word & -word)
