/** Bytes of a word: a hash, a field element, any uint256. */
export const WORD = 32

/** Words of a page: small enough that an audit of ten payments stays small. */
const PAGE = 4096

/** A list of words that grows page by page: what is there is never copied, and no word is an object of its own. */
export class Words {
  private readonly pages: Uint8Array[] = []
  private count = 0

  get length(): number {
    return this.count
  }

  /** Appends the word that begins at a byte of `from`. */
  push(from: Uint8Array, at = 0): void {
    const place = this.count % PAGE
    if (place === 0) this.pages.push(new Uint8Array(PAGE * WORD))
    copyWord(from, at, this.pageOf(this.count), place * WORD)
    this.count++
  }

  /** Copies a word to a byte of `into`. */
  copy(index: number, into: Uint8Array, at = 0): void {
    copyWord(this.pageOf(index), (index % PAGE) * WORD, into, at)
  }

  /** A copy of a word. */
  at(index: number): Uint8Array {
    const word = new Uint8Array(WORD)
    this.copy(index, word)
    return word
  }

  /** A byte of a word, from the left. */
  byte(index: number, at: number): number {
    return this.pageOf(index)[(index % PAGE) * WORD + at] ?? 0
  }

  /** Whether a word is the one that begins at a byte of `other`. */
  equals(index: number, other: Uint8Array, at = 0): boolean {
    return compareWords(this.pageOf(index), (index % PAGE) * WORD, other, at) === 0
  }

  /** Below 0 where the first word is the smaller one, above 0 where it is the larger one. */
  compare(a: number, b: number): number {
    return compareWords(this.pageOf(a), (a % PAGE) * WORD, this.pageOf(b), (b % PAGE) * WORD)
  }

  private pageOf(index: number): Uint8Array {
    const page = this.pages[Math.floor(index / PAGE)]
    if (page === undefined) throw new RangeError(`there is no word ${index} among ${this.count}`)
    return page
  }
}

export function copyWord(from: Uint8Array, at: number, into: Uint8Array, place: number): void {
  for (let i = 0; i < WORD; i++) into[place + i] = from[at + i] ?? 0
}

/** Big-endian order of two words. */
export function compareWords(a: Uint8Array, atA: number, b: Uint8Array, atB: number): number {
  for (let i = 0; i < WORD; i++) {
    const difference = (a[atA + i] ?? 0) - (b[atB + i] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** Writes a uint256, big-endian, to a byte that is a multiple of 8. */
export function writeInteger(view: DataView, at: number, value: bigint): void {
  // setBigUint64 keeps the low 64 bits.
  view.setBigUint64(at + 24, value)
  view.setBigUint64(at + 16, value >> 64n)
  view.setBigUint64(at + 8, value >> 128n)
  view.setBigUint64(at, value >> 192n)
}

/** Reads a uint256, big-endian. */
export function readInteger(view: DataView, at: number): bigint {
  const high = (view.getBigUint64(at) << 64n) | view.getBigUint64(at + 8)
  return (high << 128n) | (view.getBigUint64(at + 16) << 64n) | view.getBigUint64(at + 24)
}
