import { type Csr, type IntList, int } from './csr'
import { isStorageKey } from './keys'
import { Scratch } from './scratch'
import { SeenInRow } from './seen-in-row'
import type { Policy, StateKey } from './types'

/** Which keys each transaction of a block uses, as numbers: keys[id] is the name of key id. No list holds a key twice. */
export interface KeyUses {
  keys: StateKey[]
  reads: Csr
  writes: Csr
  credits: Csr
}

/** The uses of the keys that count under a policy. */
export interface IndexedAccess extends KeyUses {
  /** how many keys each transaction reads and writes, those without a number included */
  readCounts: Int32Array
  writeCounts: Int32Array
}

/** The uses of all keys, to choose a policy's from. */
export interface BlockAccess extends IndexedAccess {
  creditCounts: Int32Array
  /** how many storage keys each transaction reads and writes */
  storageReadCounts: Int32Array
  storageWriteCounts: Int32Array
}

/** The keys that count under a policy; see docs/parallelism.md, "Policies". Good as long as the memory of `scratch`. */
export function underPolicy(indexed: BlockAccess, policy: Policy, scratch = new Scratch()): IndexedAccess {
  if (policy === 'accounts') return indexed
  const { keys, reads, writes, credits } = indexed
  if (policy === 'strict') {
    const allReads = union(reads, credits, keys.length, scratch)
    const allWrites = union(writes, credits, keys.length, scratch)
    return {
      keys,
      reads: allReads,
      writes: allWrites,
      credits: empty(credits.rows),
      readCounts: unionCounts(indexed.readCounts, reads, indexed.creditCounts, credits, allReads),
      writeCounts: unionCounts(indexed.writeCounts, writes, indexed.creditCounts, credits, allWrites),
    }
  }
  const storage = scratch.zeros(keys.length)
  keys.forEach((key, id) => {
    storage[id] = isStorageKey(key) ? 1 : 0
  })
  return {
    keys,
    reads: filter(reads, storage, scratch),
    writes: filter(writes, storage, scratch),
    credits: empty(credits.rows),
    readCounts: indexed.storageReadCounts,
    writeCounts: indexed.storageWriteCounts,
  }
}

/** Uses of keys that all have numbers, with the counts that they come to. */
export function counted(uses: KeyUses): IndexedAccess {
  return { ...uses, readCounts: lengths(uses.reads), writeCounts: lengths(uses.writes) }
}

/** Whether a row of a Csr holds an item. */
export function rowHas({ start, items }: Csr, row: number, item: number): boolean {
  for (let e = int(start, row), end = int(start, row + 1); e < end; e++) {
    if (int(items, e) === item) return true
  }
  return false
}

/** Builds a Csr row by row. */
export class RowBuilder {
  readonly #start: Int32Array
  readonly #items: IntList
  #row = 0

  /** For so many rows and about so many items. */
  constructor(rows: number, items: number, scratch = new Scratch()) {
    this.#start = scratch.zeros(rows + 1)
    this.#items = scratch.list(items)
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

const lengths = ({ rows, start }: Csr): Int32Array =>
  Int32Array.from({ length: rows }, (_, row) => int(start, row + 1) - int(start, row))

function empty(rows: number): Csr {
  return { rows, start: new Int32Array(rows + 1), items: new Int32Array(0) }
}

function filter({ rows, start, items }: Csr, keep: Int32Array, scratch: Scratch): Csr {
  const kept = scratch.list(items.length)
  const keptStart = scratch.zeros(rows + 1)
  for (let row = 0; row < rows; row++) {
    for (let e = int(start, row), end = int(start, row + 1); e < end; e++) {
      if (int(keep, int(items, e)) === 1) kept.push(int(items, e))
    }
    keptStart[row + 1] = kept.length
  }
  return { rows, start: keptStart, items: kept.trimmed() }
}

function union(a: Csr, b: Csr, keys: number, scratch: Scratch): Csr {
  const out = new RowBuilder(a.rows, a.items.length + b.items.length, scratch)
  const seen = new SeenInRow(scratch.zeros(keys))
  for (let row = 0; row < a.rows; row++) {
    for (const { start, items } of [a, b]) {
      for (let e = int(start, row), end = int(start, row + 1); e < end; e++) {
        const key = int(items, e)
        if (seen.isNew(row, key, SeenInRow.READ)) out.push(key)
      }
    }
    out.endRow()
  }
  return out.csr()
}

/** How many keys two lists hold together, of which only those with a number are there. What both hold has one. */
function unionCounts(ofA: Int32Array, a: Csr, ofB: Int32Array, b: Csr, both: Csr): Int32Array {
  const [inA, inB, inBoth] = [lengths(a), lengths(b), lengths(both)]
  return ofA.map((count, row) => count + int(ofB, row) - (int(inA, row) + int(inB, row) - int(inBoth, row)))
}
