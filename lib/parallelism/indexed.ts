import { Bits, wordsFor } from './bits'
import { type Csr, type IntList, int } from './csr'
import { Interner } from './intern'
import { isStorageKey } from './keys'
import { Scratch } from './scratch'
import type { AccessSet, Policy, StateKey } from './types'

/** The access sets of a block with keys as numbers: keys[id] is the name of key id. No list holds a key twice. */
export interface IndexedAccess {
  keys: StateKey[]
  reads: Csr
  writes: Csr
  credits: Csr
  /** has every key that several transactions use and one changes: no other key can make a dependency. Without it all may */
  contestable?: Bits
}

const READ = 1
const WRITTEN = 2
const CREDITED = 4
/** of a key over all rows, kept from row to row: that one changes it, that several use it */
const CHANGED = 8
const SHARED = 16
const KEPT = CHANGED | SHARED
/** the row stands above these bits */
const ROW = 5

/** Numbers the keys of a block's access sets in order of appearance. The lists are good until `scratch` is used again. */
export function indexAccess(access: readonly AccessSet[], scratch = new Scratch()): IndexedAccess {
  const totals = { reads: 0, writes: 0, credits: 0 }
  for (const { reads, writes, credits } of access) {
    totals.reads += reads.length
    totals.writes += writes.length
    totals.credits += credits.length
  }
  const interner = new Interner(totals.reads / 2, scratch)
  const seen = new SeenInRow(scratch.zeros('indexed.seen', Math.max(Math.ceil(totals.reads / 2), 1024)))
  const rows = access.length
  const reads = new RowBuilder(rows, scratch.list('indexed.reads', totals.reads))
  const writes = new RowBuilder(rows, scratch.list('indexed.writes', totals.writes))
  const credits = new RowBuilder(rows, scratch.list('indexed.credits', totals.credits))
  let rowReads = new Int32Array(256)
  for (let row = 0; row < rows; row++) {
    const set = access[row]
    if (set === undefined) continue
    if (rowReads.length < set.reads.length) rowReads = new Int32Array(set.reads.length * 2)
    interner.addAll(set.reads, rowReads)
    for (let i = 0; i < set.reads.length; i++) {
      const key = int(rowReads, i)
      if (seen.isNew(row, key, READ)) reads.push(key)
    }
    // Builders of access sets put keys that are read and written first in both lists and in the same order: the
    // same string at the same place saves the second look-up.
    for (let i = 0; i < set.writes.length; i++) {
      const name = set.writes[i] ?? ''
      const key = name === set.reads[i] ? int(rowReads, i) : interner.add(name)
      if (seen.isNew(row, key, WRITTEN)) writes.push(key)
    }
    for (const name of set.credits) {
      const key = interner.add(name)
      if (seen.isNew(row, key, CREDITED)) credits.push(key)
    }
    reads.endRow()
    writes.endRow()
    credits.endRow()
  }
  const keys = interner.names
  const bits = new Bits(scratch.zeros('indexed.contestable', wordsFor(keys.length)))
  return {
    keys,
    reads: reads.csr(),
    writes: writes.csr(),
    credits: credits.csr(),
    contestable: seen.contestable(keys.length, bits),
  }
}

/** The keys that count under a policy; see docs/parallelism.md, "Policies". Good until the next policy takes `scratch`. */
export function underPolicy(indexed: IndexedAccess, policy: Policy, scratch = new Scratch()): IndexedAccess {
  if (policy === 'accounts') return indexed
  const { keys, reads, writes, credits, contestable } = indexed
  if (policy === 'strict') {
    return {
      keys,
      contestable,
      reads: union(reads, credits, keys.length, scratch.list('policy.reads', reads.items.length)),
      writes: union(writes, credits, keys.length, scratch.list('policy.writes', writes.items.length)),
      credits: empty(credits.rows),
    }
  }
  const storage = scratch.zeros('policy.storage', keys.length)
  keys.forEach((key, id) => {
    storage[id] = isStorageKey(key) ? 1 : 0
  })
  return {
    keys,
    contestable,
    reads: filter(reads, storage, scratch.list('policy.reads', reads.items.length)),
    writes: filter(writes, storage, scratch.list('policy.writes', writes.items.length)),
    credits: empty(credits.rows),
  }
}

/** Whether a row of a Csr holds an item. */
export function rowHas({ start, items }: Csr, row: number, item: number): boolean {
  for (let e = int(start, row), end = int(start, row + 1); e < end; e++) {
    if (int(items, e) === item) return true
  }
  return false
}

/** Which uses of each key the current row has had: one number a key, so that a row's keys stay in the cache. */
class SeenInRow {
  /** per key, the last row (from 1) that used it, how, and what is kept of the rows before */
  #seen: Int32Array

  /** On zeros, one a key that is expected. */
  constructor(zeros: Int32Array) {
    this.#seen = zeros
  }

  /** Notes a use; false where the row has had it. */
  isNew(row: number, key: number, use: number): boolean {
    if (key >= this.#seen.length) this.#grow(key)
    const last = int(this.#seen, key)
    const uses =
      last >> ROW === row + 1 ? last : ((row + 1) << ROW) | (last & KEPT) | (last === 0 ? 0 : SHARED)
    this.#seen[key] = uses | use | (use === READ ? 0 : CHANGED)
    return (uses & use) === 0
  }

  /** Adds to `found` each of the first `keys` keys that several rows used and one changed. */
  contestable(keys: number, found: Bits): Bits {
    for (let key = 0; key < keys; key++) {
      if ((int(this.#seen, key) & KEPT) === KEPT) found.add(key)
    }
    return found
  }

  #grow(key: number): void {
    const grown = new Int32Array(Math.max(key + 1, this.#seen.length * 2))
    grown.set(this.#seen)
    this.#seen = grown
  }
}

/** Builds a Csr row by row. */
export class RowBuilder {
  readonly #start: Int32Array
  readonly #items: IntList
  #row = 0

  constructor(rows: number, items: IntList) {
    this.#start = new Int32Array(rows + 1)
    this.#items = items
  }

  push(value: number): void {
    this.#items.push(value)
  }

  endRow(): void {
    this.#start[++this.#row] = this.#items.length
  }

  csr(): Csr {
    return { rows: this.#row, start: this.#start, items: this.#items.trimmed() }
  }
}

function empty(rows: number): Csr {
  return { rows, start: new Int32Array(rows + 1), items: new Int32Array(0) }
}

function filter({ rows, start, items }: Csr, keep: Int32Array, kept: IntList): Csr {
  const keptStart = new Int32Array(rows + 1)
  for (let row = 0; row < rows; row++) {
    for (let e = int(start, row), end = int(start, row + 1); e < end; e++) {
      if (int(keep, int(items, e)) === 1) kept.push(int(items, e))
    }
    keptStart[row + 1] = kept.length
  }
  return { rows, start: keptStart, items: kept.trimmed() }
}

function union(a: Csr, b: Csr, keys: number, items: IntList): Csr {
  const out = new RowBuilder(a.rows, items)
  const seen = new SeenInRow(new Int32Array(Math.max(keys, 1)))
  for (let row = 0; row < a.rows; row++) {
    for (const { start, items } of [a, b]) {
      for (let e = int(start, row), end = int(start, row + 1); e < end; e++) {
        const key = int(items, e)
        if (seen.isNew(row, key, READ)) out.push(key)
      }
    }
    out.endRow()
  }
  return out.csr()
}
