import { type Csr, IntList, int } from './csr'
import { Interner } from './intern'
import { isStorageKey } from './keys'
import type { AccessSet, Policy, StateKey } from './types'

/** The access sets of a block with keys as numbers: keys[id] is the name of key id. No list holds a key twice. */
export interface IndexedAccess {
  keys: StateKey[]
  reads: Csr
  writes: Csr
  credits: Csr
}

/** Numbers the keys of a block's access sets in order of appearance. */
export function indexAccess(access: readonly AccessSet[]): IndexedAccess {
  const totals = { reads: 0, writes: 0, credits: 0 }
  for (const { reads, writes, credits } of access) {
    totals.reads += reads.length
    totals.writes += writes.length
    totals.credits += credits.length
  }
  const interner = new Interner(totals.reads / 2)
  const reads = new DistinctRows(access.length, totals.reads)
  const writes = new DistinctRows(access.length, totals.writes)
  const credits = new DistinctRows(access.length, totals.credits)
  let rowReads = new Int32Array(256)
  for (const set of access) {
    if (rowReads.length < set.reads.length) rowReads = new Int32Array(set.reads.length * 2)
    interner.addAll(set.reads, rowReads)
    for (let i = 0; i < set.reads.length; i++) reads.add(int(rowReads, i))
    // Builders of access sets put keys that are read and written first in both lists and in the same order: the
    // same string at the same place saves the second look-up.
    for (let i = 0; i < set.writes.length; i++) {
      const key = set.writes[i] ?? ''
      writes.add(key === set.reads[i] ? int(rowReads, i) : interner.add(key))
    }
    for (const key of set.credits) credits.add(interner.add(key))
    reads.endRow()
    writes.endRow()
    credits.endRow()
  }
  return { keys: interner.names, reads: reads.csr(), writes: writes.csr(), credits: credits.csr() }
}

/** The keys that count under a policy; see docs/parallelism.md, "Policies". */
export function underPolicy(indexed: IndexedAccess, policy: Policy): IndexedAccess {
  if (policy === 'accounts') return indexed
  const { keys, reads, writes, credits } = indexed
  if (policy === 'strict') {
    return {
      keys,
      reads: union(reads, credits),
      writes: union(writes, credits),
      credits: empty(credits.rows),
    }
  }
  const storage = new Int32Array(keys.length)
  keys.forEach((key, id) => {
    storage[id] = isStorageKey(key) ? 1 : 0
  })
  return {
    keys,
    reads: filter(reads, storage),
    writes: filter(writes, storage),
    credits: empty(credits.rows),
  }
}

/** Rows of distinct numbers, built in order. */
class DistinctRows {
  readonly #start: Int32Array
  readonly #items: IntList
  /** per value, the row (from 1) that holds it last */
  #seenIn = new Int32Array(1024)
  #row = 1

  constructor(rows: number, expected: number) {
    this.#start = new Int32Array(rows + 1)
    this.#items = new IntList(expected)
  }

  add(value: number): void {
    if (value >= this.#seenIn.length) {
      const grown = new Int32Array(Math.max(value + 1, this.#seenIn.length * 2))
      grown.set(this.#seenIn)
      this.#seenIn = grown
    }
    if (int(this.#seenIn, value) === this.#row) return
    this.#seenIn[value] = this.#row
    this.#items.push(value)
  }

  endRow(): void {
    this.#start[this.#row++] = this.#items.length
  }

  csr(): Csr {
    return { rows: this.#row - 1, start: this.#start, items: this.#items.trimmed() }
  }
}

function empty(rows: number): Csr {
  return { rows, start: new Int32Array(rows + 1), items: new Int32Array(0) }
}

function filter({ rows, start, items }: Csr, keep: Int32Array): Csr {
  const keptStart = new Int32Array(rows + 1)
  const kept = new IntList(items.length)
  for (let row = 0; row < rows; row++) {
    for (let e = int(start, row), end = int(start, row + 1); e < end; e++) {
      if (int(keep, int(items, e)) === 1) kept.push(int(items, e))
    }
    keptStart[row + 1] = kept.length
  }
  return { rows, start: keptStart, items: kept.trimmed() }
}

function union(a: Csr, b: Csr): Csr {
  const out = new DistinctRows(a.rows, a.items.length + b.items.length)
  for (let row = 0; row < a.rows; row++) {
    for (const { start, items } of [a, b]) {
      for (let e = int(start, row), end = int(start, row + 1); e < end; e++) out.add(int(items, e))
    }
    out.endRow()
  }
  return out.csr()
}
