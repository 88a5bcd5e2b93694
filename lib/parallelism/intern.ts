import { int } from './csr'
import { sampledHash } from './key-hash'
import { Scratch } from './scratch'

/**
 * Beyond this many steps the table is made larger, unless it is nearly empty: then the sampled characters are no good for these
 * keys, and all characters are hashed.
 */
const LONGEST_PROBE = 64
const NEARLY_EMPTY = 8

const UNKNOWN = -1

/**
 * Numbers strings in the order of their first appearance. An open-addressing table that hashes the characters in
 * which state keys differ (the end of the slot, the end of the address): several times as fast as a Map, which
 * hashes all of a key's 111 characters. Keys made to collide in the sample only make it fall back to a Map.
 */
export class Interner {
  #names: string[] = []
  #count = 0
  /**
   * The number of a string, counted from 1, in the bits of the mask, and the rest of its hash above them; 0 is free. Half the
   * memory that the whole hash would take, for one string in thousands compared in vain.
   */
  #table: Int32Array
  #mask: number
  #map: Map<string, number> | undefined
  readonly #scratch: Scratch
  #hashes: Int32Array
  #candidates: Int32Array

  /** For about `expected` strings. */
  constructor(expected: number, scratch = new Scratch()) {
    this.#scratch = scratch
    this.#hashes = scratch.ints(64)
    this.#candidates = scratch.ints(64)
    let capacity = 64
    while (capacity < expected * 2) capacity *= 2
    this.#table = scratch.zeros(capacity)
    this.#mask = capacity - 1
  }

  /** The strings by their numbers. */
  get names(): string[] {
    this.#names.length = this.#count
    return this.#names
  }

  /** The number of a string, or undefined for one never added. */
  find(name: string): number | undefined {
    return this.findIn(name, 0, name.length)
  }

  /** As find for a part of a text, which is not cut out for it. */
  findIn(text: string, from: number, length: number): number | undefined {
    if (this.#map !== undefined) return this.#map.get(text.slice(from, from + length))
    const hash = sampledHash(text, from, length)
    const mask = this.#mask
    for (let place = hash & mask; ; place = (place + 1) & mask) {
      const entry = int(this.#table, place)
      if (entry === 0) return undefined
      if (((entry ^ hash) & ~mask) !== 0) continue
      const name = this.#names[(entry & mask) - 1] ?? ''
      // Where it stands there, lastIndexOf sees so at once, in a fourth of the time that startsWith takes.
      if (name.length === length && text.lastIndexOf(name, from) === from) return (entry & mask) - 1
    }
  }

  /** The number of a string, given now if it is new. */
  add(name: string): number {
    return this.#map === undefined ? this.#place(name, sampledHash(name)) : this.#addToMap(this.#map, name)
  }

  /**
   * Puts the numbers of `names` into `out`. Most of the time that this takes is waiting for memory: the head of each string, its
   * end, its place in the table. A short loop for each lets the processor wait for many at once, which one long loop does not.
   */
  addAll(names: readonly string[], out: Int32Array): void {
    const count = names.length
    if (this.#hashes.length < count) {
      this.#hashes = this.#scratch.ints(count * 2)
      this.#candidates = this.#scratch.ints(count * 2)
    }
    const hashes = this.#hashes
    const candidates = this.#candidates
    const table = this.#table
    const mask = this.#mask
    for (let i = 0; i < count; i++) hashes[i] = (names[i] ?? '').length
    for (let i = 0; i < count; i++) candidates[i] = (names[i] ?? '').charCodeAt(int(hashes, i) - 1)
    for (let i = 0; i < count; i++) hashes[i] = sampledHash(names[i] ?? '')
    for (let i = 0; i < count; i++) {
      const hash = int(hashes, i)
      const entry = int(table, hash & mask)
      candidates[i] = ((entry ^ hash) & ~mask) === 0 ? entry & mask : 0
    }
    for (let i = 0; i < count; i++) {
      const candidate = int(candidates, i)
      out[i] = candidate > 0 && this.#names[candidate - 1] === names[i] ? candidate - 1 : UNKNOWN
    }
    for (let i = 0; i < count; i++) {
      if (int(out, i) !== UNKNOWN) continue
      const name = names[i] ?? ''
      out[i] = this.#map === undefined ? this.#place(name, int(hashes, i)) : this.#addToMap(this.#map, name)
    }
  }

  #place(name: string, hash: number): number {
    const table = this.#table
    const mask = this.#mask
    let place = hash & mask
    for (let probes = 0; probes < LONGEST_PROBE; probes++) {
      const entry = int(table, place)
      if (entry === 0) {
        this.#names[this.#count] = name
        const added = ++this.#count
        table[place] = (hash & ~mask) | added
        if (added * 2 > mask) this.#grow()
        return added - 1
      }
      if (((entry ^ hash) & ~mask) === 0 && this.#names[(entry & mask) - 1] === name)
        return (entry & mask) - 1
      place = (place + 1) & mask
    }
    if (this.#count * NEARLY_EMPTY > mask) {
      this.#grow()
      return this.#place(name, hash)
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
    const mask = this.#mask * 2 + 1
    const table = this.#scratch.zeros(mask + 1)
    for (let id = 0; id < this.#count; id++) {
      const hash = sampledHash(this.#names[id] ?? '')
      let place = hash & mask
      while (int(table, place) !== 0) place = (place + 1) & mask
      table[place] = (hash & ~mask) | (id + 1)
    }
    this.#table = table
    this.#mask = mask
  }
}
