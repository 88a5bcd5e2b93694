import { type Csr, int } from './csr'
import { type KeyUses, RowBuilder } from './indexed'
import type { StateKey } from './types'

/** Keys of a block by number: 1 for those that a change is made to. */
export type KeyMask = Uint8Array

/**
 * A block whose updates of some keys commute: a transaction that reads and writes one of them credits it instead. Who
 * reads one without writing it depends on the last that wrote it without reading it, and on every credit since.
 */
export function commute(indexed: KeyUses, target: KeyMask): KeyUses {
  const { keys } = indexed
  const uses = new RowUses(indexed, target)
  const [reads, writes, credits] = builders(indexed)
  for (let row = 0; row < indexed.reads.rows; row++) {
    uses.enter(row)
    each(indexed.reads, row, (key) => {
      if (uses.updates(key)) credits.push(key)
      else reads.push(key)
    })
    each(indexed.writes, row, (key) => {
      if (!uses.updates(key)) writes.push(key)
    })
    each(indexed.credits, row, (key) => {
      if (!uses.updates(key)) credits.push(key)
    })
    for (const rows of [reads, writes, credits]) rows.endRow()
  }
  return { keys, reads: reads.csr(), writes: writes.csr(), credits: credits.csr() }
}

/**
 * A block with some keys split into shards: a transaction's updates and credits go to its own shard alone, a plain
 * read reads all shards and a write without a read writes all of them. Shards that nobody updates are all alike for
 * the graph, and stand there as one.
 * @param shards the shard of each transaction
 * @param ways how many shards there are; more than any block has transactions where every sender has its own
 */
export function split(indexed: KeyUses, target: KeyMask, shards: Int32Array, ways: number): KeyUses {
  const uses = new RowUses(indexed, target)
  const keys: StateKey[] = [...indexed.keys]
  const parts = new Map<number, Map<number, number>>()
  const partOf = (key: number, shard: number): number => {
    const known = parts.get(key) ?? new Map<number, number>()
    parts.set(key, known)
    const found = known.get(shard)
    if (found !== undefined) return found
    keys.push(shardKey(indexed.keys[key] ?? '', shard, ways))
    known.set(shard, keys.length - 1)
    return keys.length - 1
  }
  for (let row = 0; row < indexed.reads.rows; row++) {
    uses.enter(row)
    const updated = (key: number) => {
      if (target[key] === 1) partOf(key, int(shards, row))
    }
    each(indexed.reads, row, (key) => {
      if (uses.updates(key)) updated(key)
    })
    each(indexed.credits, row, updated)
  }
  const allParts = (key: number): Iterable<number> => {
    const known = parts.get(key)
    if (known === undefined || (known.size < ways && !known.has(-1))) partOf(key, -1)
    return parts.get(key)?.values() ?? []
  }
  const [reads, writes, credits] = builders(indexed)
  for (let row = 0; row < indexed.reads.rows; row++) {
    uses.enter(row)
    const place = (rows: RowBuilder, ownAlone: (key: number) => boolean) => (key: number) => {
      if (target[key] !== 1) rows.push(key)
      else if (ownAlone(key)) rows.push(partOf(key, int(shards, row)))
      else for (const part of allParts(key)) rows.push(part)
    }
    each(indexed.reads, row, place(reads, uses.updates))
    each(indexed.writes, row, place(writes, uses.updates))
    each(
      indexed.credits,
      row,
      place(credits, () => true),
    )
    for (const rows of [reads, writes, credits]) rows.endRow()
  }
  return { keys, reads: reads.csr(), writes: writes.csr(), credits: credits.csr() }
}

/** The name of one shard of a key: the key itself where it is the only one; -1 stands for the shards that nobody updates. */
export function shardKey(key: StateKey, shard: number, ways: number): StateKey {
  if (ways === 1) return key
  return `${key}#${shard < 0 ? 'others' : shard}`
}

/** The key that a shard is of, and which; `shard` is undefined for a key that is not split. */
export function wholeKey(key: StateKey): { key: StateKey; shard?: string } {
  const at = key.indexOf('#')
  return at < 0 ? { key } : { key: key.slice(0, at), shard: key.slice(at + 1) }
}

/** Which of the chosen keys a row both reads and writes. */
class RowUses {
  readonly #reads: Csr
  readonly #writes: Csr
  readonly #target: KeyMask
  readonly #read: Int32Array
  readonly #updated: Int32Array
  #row = 0

  constructor({ keys, reads, writes }: KeyUses, target: KeyMask) {
    this.#reads = reads
    this.#writes = writes
    this.#target = target
    this.#read = new Int32Array(keys.length)
    this.#updated = new Int32Array(keys.length)
  }

  enter(row: number): void {
    this.#row = row + 1
    each(this.#reads, row, (key) => {
      if (this.#target[key] === 1) this.#read[key] = row + 1
    })
    each(this.#writes, row, (key) => {
      if (int(this.#read, key) === row + 1) this.#updated[key] = row + 1
    })
  }

  updates = (key: number): boolean => int(this.#updated, key) === this.#row
}

function builders({ reads, writes, credits }: KeyUses): [RowBuilder, RowBuilder, RowBuilder] {
  const { rows } = reads
  return [
    new RowBuilder(rows, reads.items.length),
    new RowBuilder(rows, writes.items.length),
    new RowBuilder(rows, credits.items.length),
  ]
}

function each({ start, items }: Csr, row: number, use: (item: number) => void): void {
  for (let e = int(start, row), end = int(start, row + 1); e < end; e++) use(int(items, e))
}
