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
  let total = 0
  for (const { reads } of access) total += reads.length
  const interner = new Interner(total / 4)
  const lists = {
    reads: new ListBuilder(access.length, total),
    writes: new ListBuilder(access.length, total / 2),
    credits: new ListBuilder(access.length, access.length),
  }
  for (const { reads, writes, credits } of access) {
    for (const key of reads) lists.reads.add(interner.add(key))
    lists.reads.endRow()
    // Builders of access sets put written keys first and in the same order, so the same string at the same place
    // is common and saves the second look-up.
    const firstRead = lists.reads.rowStart(-1)
    for (let i = 0; i < writes.length; i++) {
      const key = writes[i]
      if (key === undefined) continue
      const sameAsRead = lists.reads.unique && key === reads[i]
      lists.writes.add(sameAsRead ? lists.reads.item(firstRead + i) : interner.add(key))
    }
    lists.writes.endRow()
    for (const key of credits) lists.credits.add(interner.add(key))
    lists.credits.endRow()
  }
  return {
    keys: interner.names,
    reads: lists.reads.csr(),
    writes: lists.writes.csr(),
    credits: lists.credits.csr(),
  }
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
class ListBuilder {
  readonly #start: Int32Array
  readonly #items: IntList
  /** per value, the row (from 1) that holds it last */
  #seen = new Int32Array(1024)
  #row = 0
  /** false once a value came twice in a row, so that places no longer agree with the source */
  unique = true

  constructor(rows: number, expected: number) {
    this.#start = new Int32Array(rows + 1)
    this.#items = new IntList(expected)
  }

  add(value: number): void {
    if (value >= this.#seen.length) {
      const grown = new Int32Array(Math.max(value + 1, this.#seen.length * 2))
      grown.set(this.#seen)
      this.#seen = grown
    }
    if (int(this.#seen, value) === this.#row + 1) {
      this.unique = false
      return
    }
    this.#seen[value] = this.#row + 1
    this.#items.push(value)
  }

  endRow(): void {
    this.#row++
    this.#start[this.#row] = this.#items.length
  }

  /** Where a row begins; the row counted from the one being built (0), so -1 is the last one ended. */
  rowStart(relative: number): number {
    return int(this.#start, this.#row + relative)
  }

  item(index: number): number {
    return int(this.#items.items, index)
  }

  csr(): Csr {
    return { rows: this.#row, start: this.#start, items: this.#items.trimmed() }
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
  const out = new ListBuilder(a.rows, a.items.length + b.items.length)
  for (let row = 0; row < a.rows; row++) {
    for (const { start, items } of [a, b]) {
      for (let e = int(start, row), end = int(start, row + 1); e < end; e++) out.add(int(items, e))
    }
    out.endRow()
  }
  return out.csr()
}
