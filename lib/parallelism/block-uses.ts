import { Bits, wordsFor } from './bits'
import { hashAll } from './key-hash'
import { Scratch } from './scratch'
import type { AccessSet, StateKey } from './types'

/**
 * How a block's transactions use keys, as numbers. Row i has the uses from start[i] to start[i + 1]: first its reads, then its
 * otherUses.
 */
export interface BlockUses {
  start: Int32Array
  /** of the key of each use */
  hashes: Int32Array
  /** the uses that change their key */
  changes: Bits
  /** how long each transaction's lists are */
  readCounts: Int32Array
  writeCounts: Int32Array
  creditCounts: Int32Array
  /** how many of the reads are of storage keys */
  storageReadCounts: Int32Array
  /** which use each write is, over all transactions one after another */
  writeUses: Int32Array
}

/**
 * Whether a write is of the key that is read at the same place, and no use of its own: builders of access sets put keys that
 * are read and written first in both lists and in the same order.
 */
const isAlsoRead = ({ reads, writes }: AccessSet, place: number): boolean =>
  place < reads.length && Object.is(writes[place], reads[place])

/** The writes that are uses of their own, and the credits. */
export function otherUses(set: AccessSet): readonly StateKey[] {
  const { writes, credits } = set
  let others: StateKey[] | undefined
  for (let i = 0; i < writes.length; i++) {
    if (isAlsoRead(set, i)) continue
    others ??= []
    others.push(writes[i] ?? '')
  }
  return others === undefined ? credits : others.concat(credits)
}

/** Hashes all that the transactions of a block use. */
export function hashUses(access: readonly AccessSet[], scratch = new Scratch()): BlockUses {
  const rows = access.length
  const readCounts = scratch.ints(rows)
  const writeCounts = scratch.ints(rows)
  const creditCounts = scratch.ints(rows)
  const storageReadCounts = scratch.ints(rows)
  let most = 0
  let allWrites = 0
  for (let row = 0; row < rows; row++) {
    const { reads, writes, credits } = access[row] ?? NOTHING
    readCounts[row] = reads.length
    writeCounts[row] = writes.length
    creditCounts[row] = credits.length
    most += reads.length + writes.length + credits.length
    allWrites += writes.length
  }
  const start = scratch.zeros(rows + 1)
  const hashes = scratch.ints(most)
  const changes = new Bits(scratch.zeros(wordsFor(most)))
  const writeUses = scratch.ints(allWrites)
  let at = 0
  let write = 0
  for (let row = 0; row < rows; row++) {
    const set = access[row] ?? NOTHING
    storageReadCounts[row] = hashAll(set.reads, hashes, at)
    const firstOther = at + set.reads.length
    const others = otherUses(set)
    if (others.length > 0) hashAll(others, hashes, firstOther)
    noteChanges(set, at, firstOther + others.length, changes, writeUses, write)
    write += set.writes.length
    at = firstOther + others.length
    start[row + 1] = at
  }
  return {
    start,
    hashes: hashes.subarray(0, at),
    changes,
    readCounts,
    writeCounts,
    creditCounts,
    storageReadCounts,
    writeUses,
  }
}

/** Notes which of a transaction's uses, those from `at` to `end`, change their key, and which use each of its writes is. */
function noteChanges(
  set: AccessSet,
  at: number,
  end: number,
  changes: Bits,
  writeUses: Int32Array,
  firstWrite: number,
): void {
  let other = at + set.reads.length
  for (let i = 0; i < set.writes.length; i++) {
    const use = isAlsoRead(set, i) ? at + i : other++
    writeUses[firstWrite + i] = use
    changes.add(use)
  }
  for (let credit = other; credit < end; credit++) changes.add(credit)
}

const NOTHING: AccessSet = { reads: [], writes: [], credits: [], contracts: [] }
