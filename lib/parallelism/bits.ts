import { int } from './csr'

/** A set of integers below a bound, a bit each: small enough to stay in the cache where an array of them would not. */
export class Bits {
  readonly words: Int32Array

  /** For integers from 0 to `words.length` * 32 - 1; the words are those of the set from here on. */
  constructor(words: Int32Array) {
    this.words = words
  }

  add(value: number): void {
    this.words[value >> 5] = int(this.words, value >> 5) | (1 << (value & 31))
  }

  delete(value: number): void {
    this.words[value >> 5] = int(this.words, value >> 5) & ~(1 << (value & 31))
  }

  has(value: number): boolean {
    return this.bit(value) === 1
  }

  /** 1 for a member, else 0. */
  bit(value: number): number {
    return (int(this.words, value >> 5) >> (value & 31)) & 1
  }
}

/** How many words hold so many bits. */
export const wordsFor = (bits: number): number => (bits + 31) >> 5
