import { int } from './csr'
import { type BlockAccess, RowBuilder } from './indexed'
import { storageOf } from './key-hash'
import { type Numbered, numberUses } from './number-uses'
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
  const { uses, places, numbers, keys } = numberUses(access, numbered, scratch)
  const { start, hashes, readCounts, writeCounts, creditCounts, storageReadCounts } = uses
  const rows = access.length
  const reads = new RowBuilder(rows, places.length, scratch)
  const writes = new RowBuilder(rows, uses.writeUses.length, scratch)
  const credits = new RowBuilder(rows, rows, scratch)
  const storageWriteCounts = scratch.ints(rows)
  const seen = new SeenInRow(scratch.zeros(keys.length))
  // By place among the uses of the transaction at hand.
  let numberAt = new Int32Array(256)
  let use = 0
  let write = 0
  for (let row = 0; row < rows; row++) {
    const at = int(start, row)
    const end = int(start, row + 1)
    const readEnd = at + int(readCounts, row)
    if (numberAt.length < end - at) numberAt = new Int32Array((end - at) * 2)
    numberAt.fill(UNNUMBERED, 0, end - at)
    // A key that stands twice in the lists has a number, by which it is not counted again.
    let storage = int(storageReadCounts, row)
    let again = 0
    for (; use < places.length && int(places, use) < end; use++) {
      const place = int(places, use)
      const key = int(numbers, use)
      numberAt[place - at] = key
      if (place >= readEnd) continue
      if (seen.isNew(row, key, SeenInRow.READ)) reads.push(key)
      else {
        again++
        storage -= storageOf(int(hashes, place))
      }
    }
    readCounts[row] = int(readCounts, row) - again
    storageReadCounts[row] = storage
    storage = 0
    again = 0
    for (const last = write + int(writeCounts, row); write < last; write++) {
      const place = int(uses.writeUses, write)
      const key = int(numberAt, place - at)
      if (key !== UNNUMBERED && !seen.isNew(row, key, SeenInRow.WRITTEN)) again++
      else {
        storage += storageOf(int(hashes, place))
        if (key !== UNNUMBERED) writes.push(key)
      }
    }
    writeCounts[row] = int(writeCounts, row) - again
    storageWriteCounts[row] = storage
    again = 0
    for (let place = end - int(creditCounts, row); place < end; place++) {
      const key = int(numberAt, place - at)
      if (key === UNNUMBERED) continue
      if (seen.isNew(row, key, SeenInRow.CREDITED)) credits.push(key)
      else again++
    }
    creditCounts[row] = int(creditCounts, row) - again
    reads.endRow()
    writes.endRow()
    credits.endRow()
  }
  return {
    keys,
    reads: reads.csr(),
    writes: writes.csr(),
    credits: credits.csr(),
    readCounts,
    writeCounts,
    creditCounts,
    storageReadCounts,
    storageWriteCounts,
  }
}
