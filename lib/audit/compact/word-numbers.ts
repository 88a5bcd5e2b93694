import { WORD, Words } from './words'

const FIRST_SLOTS = 1024

/**
 * Numbers words from 0 in the order in which they come, each distinct word once: a set with open addressing, of some 45 bytes a
 * word.
 */
export class WordNumbers {
  readonly words = new Words()
  /** number of the word + 1; 0 where the slot is free */
  private slots = new Int32Array(FIRST_SLOTS)

  /** How many distinct words there are. */
  get length(): number {
    return this.words.length
  }

  /** The number of the word that begins at a byte of `from`; a word that was not there gets the next one, the length until then. */
  numberOf(from: Uint8Array, at = 0): number {
    const slot = this.slotOf(from, at)
    const found = (this.slots[slot] ?? 0) - 1
    if (found >= 0) return found
    this.words.push(from, at)
    this.slots[slot] = this.length
    if (2 * this.length > this.slots.length) this.grow()
    return this.length - 1
  }

  /** The slot that holds the word, or the free one where it belongs. */
  private slotOf(from: Uint8Array, at: number): number {
    const last = this.slots.length - 1
    for (let slot = scattered(from, at) & last; ; slot = (slot + 1) & last) {
      const held = this.slots[slot] ?? 0
      if (held === 0 || this.words.equals(held - 1, from, at)) return slot
    }
  }

  private grow(): void {
    this.slots = new Int32Array(2 * this.slots.length)
    const word = new Uint8Array(WORD)
    for (let number = 0; number < this.length; number++) {
      this.words.copy(number, word)
      this.slots[this.slotOf(word, 0)] = number + 1
    }
  }
}

/** 32 bits of a word, all of its bytes mixed (FNV-1a): a counter's words come apart as those of a hash do. */
function scattered(from: Uint8Array, at: number): number {
  let mixed = 0
  for (let i = 0; i < WORD; i++) mixed = Math.imul(mixed ^ (from[at + i] ?? 0), 0x01000193)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d)
  return mixed ^ (mixed >>> 13)
}
