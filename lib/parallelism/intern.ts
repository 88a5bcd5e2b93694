import { int } from './csr'

/** Beyond this many steps the sampled characters are no good for these keys, and all characters are hashed. */
const LONGEST_PROBE = 64

/**
 * Numbers strings in the order of their first appearance. An open-addressing table that hashes the characters in
 * which state keys differ (the end of the slot, the end of the address): several times as fast as a Map, which
 * hashes all of a key's 111 characters. Keys made to collide in the sample only make it fall back to a Map.
 */
export class Interner {
  #names: string[]
  #count = 0
  /** pairs of a hash and the number of its string, counted from 1; 0 is free */
  #table: Int32Array
  #mask: number
  #map: Map<string, number> | undefined
  #hashes = new Int32Array(64)
  #candidates = new Int32Array(64)

  constructor(expected: number) {
    let capacity = 64
    while (capacity < expected * 1.5) capacity *= 2
    this.#table = new Int32Array(capacity * 2)
    this.#mask = capacity - 1
    // Grown by push, a list of millions is copied many times over.
    this.#names = new Array<string>(Math.ceil(expected))
  }

  /** The strings by their numbers. */
  get names(): string[] {
    this.#names.length = this.#count
    return this.#names
  }

  /** The number of a string, or undefined for one never added. */
  find(name: string): number | undefined {
    if (this.#map !== undefined) return this.#map.get(name)
    const hash = sampledHash(name)
    for (let place = hash & this.#mask; ; place = (place + 1) & this.#mask) {
      const id = int(this.#table, place * 2 + 1)
      if (id === 0) return undefined
      if (int(this.#table, place * 2) === hash && this.#names[id - 1] === name) return id - 1
    }
  }

  /** The number of a string, given now if it is new. */
  add(name: string): number {
    return this.#map === undefined ? this.#place(name, sampledHash(name)) : this.#addToMap(this.#map, name)
  }

  /**
   * Puts the numbers of `names` into `out`. Looking all of them up where they most likely are, before the first is
   * compared, lets the processor wait for many strings at once, which is most of the time that this takes.
   */
  addAll(names: readonly string[], out: Int32Array): void {
    if (this.#hashes.length < names.length) {
      this.#hashes = new Int32Array(names.length * 2)
      this.#candidates = new Int32Array(names.length * 2)
    }
    const hashes = this.#hashes
    const candidates = this.#candidates
    const table = this.#table
    for (let i = 0; i < names.length; i++) {
      const hash = sampledHash(names[i] ?? '')
      const place = (hash & this.#mask) * 2
      hashes[i] = hash
      candidates[i] = int(table, place) === hash ? int(table, place + 1) : 0
    }
    for (let i = 0; i < names.length; i++) {
      const name = names[i] ?? ''
      const candidate = int(candidates, i)
      if (candidate > 0 && this.#names[candidate - 1] === name) out[i] = candidate - 1
      else if (this.#map === undefined) out[i] = this.#place(name, int(hashes, i))
      else out[i] = this.#addToMap(this.#map, name)
    }
  }

  #place(name: string, hash: number): number {
    const table = this.#table
    const mask = this.#mask
    let place = hash & mask
    for (let probes = 0; probes < LONGEST_PROBE; probes++) {
      const id = int(table, place * 2 + 1)
      if (id === 0) {
        this.#names[this.#count] = name
        const added = ++this.#count
        table[place * 2] = hash
        table[place * 2 + 1] = added
        if (added * 4 > mask * 3) this.#grow()
        return added - 1
      }
      if (int(table, place * 2) === hash && this.#names[id - 1] === name) return id - 1
      place = (place + 1) & mask
    }
    this.#map = new Map(this.names.map((known, id) => [known, id]))
    return this.#addToMap(this.#map, name)
  }

  #addToMap(map: Map<string, number>, name: string): number {
    const known = map.get(name)
    if (known !== undefined) return known
    map.set(name, this.#count)
    this.#names[this.#count] = name
    return this.#count++
  }

  #grow(): void {
    const old = this.#table
    const table = new Int32Array(old.length * 2)
    const mask = this.#mask * 2 + 1
    for (let pair = 0; pair < old.length; pair += 2) {
      const id = int(old, pair + 1)
      if (id === 0) continue
      let place = int(old, pair) & mask
      while (int(table, place * 2 + 1) !== 0) place = (place + 1) & mask
      table[place * 2] = int(old, pair)
      table[place * 2 + 1] = id
    }
    this.#table = table
    this.#mask = mask
  }
}

function sampledHash(name: string): number {
  const last = name.length - 1
  let hash = name.charCodeAt(0) + name.length
  // Slots of one contract differ at their end; addresses differ everywhere, but for leading zeros, and what is close to
  // the string's head is in the cache by then.
  for (let i = Math.max(0, last - 4); i <= last; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193)
  for (let i = 6; i < 10 && i < last; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return hash ^ (hash >>> 13)
}
