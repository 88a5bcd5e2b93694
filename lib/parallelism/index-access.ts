import { int } from './csr'
import { type BlockAccess, RowBuilder } from './indexed'
import { storageOf } from './key-hash'
import { type Numbered, type NumberedUses, numberUses } from './number-uses'
import { Scratch } from './scratch'
import { SeenInRow } from './seen-in-row'
import type { AccessSet } from './types'

const UNNUMBERED = -1

/** Which keys each transaction of a block uses, by number. The lists are good as long as the memory of `scratch`. */
export function indexAccess(
  access: readonly AccessSet[],
  scratch = new Scratch(),
  numbered: Numbered = 'contestable',
): BlockAccess {
  const indexer = new AccessIndexer(numberUses(access, numbered, scratch), access.length, scratch)
  for (let row = 0; row < access.length; row++) indexer.addRow(row)
  return indexer.access()
}

/** Takes up the numbered uses of a block's transactions, one after another. */
class AccessIndexer {
  readonly #numbered: NumberedUses
  readonly #reads: RowBuilder
  readonly #writes: RowBuilder
  readonly #credits: RowBuilder
  readonly #storageWriteCounts: Int32Array
  readonly #seen: SeenInRow
  /** the number of each use of the transaction at hand */
  #numberAt = new Int32Array(256)
  /** how many of the numbered uses, and of the writes, have been taken up */
  #use = 0
  #write = 0

  constructor(numbered: NumberedUses, rows: number, scratch: Scratch) {
    const { uses, places, keys } = numbered
    this.#numbered = numbered
    this.#reads = new RowBuilder(rows, places.length, scratch)
    this.#writes = new RowBuilder(rows, uses.writeUses.length, scratch)
    this.#credits = new RowBuilder(rows, rows, scratch)
    this.#storageWriteCounts = scratch.ints(rows)
    this.#seen = new SeenInRow(scratch.zeros(keys.length))
  }

  /** The lists of the next transaction. What has no number is counted; what stands twice has one, and is counted once. */
  addRow(row: number): void {
    const { start, creditCounts } = this.#numbered.uses
    const at = int(start, row)
    const end = int(start, row + 1)
    if (this.#numberAt.length < end - at) this.#numberAt = new Int32Array((end - at) * 2)
    this.#numberAt.fill(UNNUMBERED, 0, end - at)
    this.#addReads(row, at, end)
    this.#addWrites(row, at)
    this.#addCredits(row, at, end - int(creditCounts, row), end)
  }

  #addReads(row: number, at: number, end: number): void {
    const { uses, places, numbers } = this.#numbered
    const { hashes, readCounts, storageReadCounts } = uses
    const readEnd = at + int(readCounts, row)
    const numberAt = this.#numberAt
    let storage = int(storageReadCounts, row)
    let again = 0
    let use = this.#use
    for (; use < places.length && int(places, use) < end; use++) {
      const place = int(places, use)
      const key = int(numbers, use)
      numberAt[place - at] = key
      if (place >= readEnd) continue
      if (this.#seen.isNew(row, key, SeenInRow.READ)) this.#reads.push(key)
      else {
        again++
        storage -= storageOf(int(hashes, place))
      }
    }
    this.#use = use
    readCounts[row] = int(readCounts, row) - again
    storageReadCounts[row] = storage
    this.#reads.endRow()
  }

  #addWrites(row: number, at: number): void {
    const { hashes, writeUses, writeCounts } = this.#numbered.uses
    const end = this.#write + int(writeCounts, row)
    let storage = 0
    let again = 0
    for (let write = this.#write; write < end; write++) {
      const place = int(writeUses, write)
      const key = int(this.#numberAt, place - at)
      if (key !== UNNUMBERED && !this.#seen.isNew(row, key, SeenInRow.WRITTEN)) again++
      else {
        storage += storageOf(int(hashes, place))
        if (key !== UNNUMBERED) this.#writes.push(key)
      }
    }
    this.#write = end
    writeCounts[row] = int(writeCounts, row) - again
    this.#storageWriteCounts[row] = storage
    this.#writes.endRow()
  }

  #addCredits(row: number, at: number, from: number, end: number): void {
    const { creditCounts } = this.#numbered.uses
    let again = 0
    for (let place = from; place < end; place++) {
      const key = int(this.#numberAt, place - at)
      if (key === UNNUMBERED) continue
      if (this.#seen.isNew(row, key, SeenInRow.CREDITED)) this.#credits.push(key)
      else again++
    }
    creditCounts[row] = int(creditCounts, row) - again
    this.#credits.endRow()
  }

  access(): BlockAccess {
    const { readCounts, writeCounts, creditCounts, storageReadCounts } = this.#numbered.uses
    return {
      keys: this.#numbered.keys,
      reads: this.#reads.csr(),
      writes: this.#writes.csr(),
      credits: this.#credits.csr(),
      readCounts,
      writeCounts,
      creditCounts,
      storageReadCounts,
      storageWriteCounts: this.#storageWriteCounts,
    }
  }
}
