import { Bits, wordsFor } from './bits'
import { type Csr, fromCsr, int } from './csr'
import { indexAccess } from './index-access'
import { type IndexedAccess, type KeyUses, underPolicy } from './indexed'
import { Scratch } from './scratch'
import type { AccessSet, Policy } from './types'

/** The dependencies of a block: for each transaction, the earlier ones that it depends on. */
export interface DependencyGraph {
  /** row j: the distinct earlier transactions that j depends on */
  dependencies: Csr
  /**
   * The same with their causes: entry e of row j says that j depends on transaction causes.items[e] through key
   * contested[causeKeys[e]]. A pair of transactions comes once for every key between them.
   */
  causes: Csr
  causeKeys: Int32Array
  /** the keys that dependencies go through, each once: few beside all that a block touches */
  contested: Int32Array
}

/**
 * Multi-version, read after write: a transaction depends on the last earlier writer of each key that it reads, and
 * on every credit to that key since. Writes alone do not conflict. The lists are good as long as the memory of `scratch`.
 */
export function buildGraph(
  { keys, reads, writes, credits, contestable }: KeyUses & Pick<IndexedAccess, 'contestable'>,
  scratch = new Scratch(),
): DependencyGraph {
  const rows = reads.rows
  // What is remembered of keys that nobody changes, or one transaction alone uses, would be fetched in vain.
  const may = contestable ?? allOf(keys.length)
  // Per key two numbers, counted from 1: its last writer, and the newest of its credits since then.
  const last = scratch.zeros(keys.length * 2)
  // Those credits are linked lists of transactions, newest first.
  const creditTx = scratch.list(credits.items.length)
  const olderCredit = scratch.list(credits.items.length)
  const numberOf = scratch.zeros(keys.length)
  const contested = scratch.list(keys.length)
  const seen = scratch.ints(rows).fill(-1)
  const start = scratch.zeros(rows + 1)
  const items = scratch.list(reads.items.length)
  const causeStart = scratch.zeros(rows + 1)
  const causeItems = scratch.list(reads.items.length)
  const causeKeys = scratch.list(reads.items.length)

  for (let j = 0; j < rows; j++) {
    for (let e = int(reads.start, j), end = int(reads.start, j + 1); e < end; e++) {
      const key = int(reads.items, e)
      if (!may.has(key)) continue
      // First its last writer, then the credits since, newest first.
      let earlier = int(last, key * 2) - 1
      let node = int(last, key * 2 + 1)
      for (;;) {
        if (earlier >= 0) {
          let number = int(numberOf, key)
          if (number === 0) {
            contested.push(key)
            number = contested.length
            numberOf[key] = number
          }
          causeItems.push(earlier)
          causeKeys.push(number - 1)
          if (int(seen, earlier) !== j) {
            seen[earlier] = j
            items.push(earlier)
          }
        }
        if (node === 0) break
        earlier = int(creditTx.items, node - 1)
        node = int(olderCredit.items, node - 1)
      }
    }
    for (let e = int(writes.start, j), end = int(writes.start, j + 1); e < end; e++) {
      const key = int(writes.items, e)
      if (!may.has(key)) continue
      last[key * 2] = j + 1
      last[key * 2 + 1] = 0
    }
    for (let e = int(credits.start, j), end = int(credits.start, j + 1); e < end; e++) {
      const key = int(credits.items, e)
      if (!may.has(key) || int(last, key * 2) === j + 1) continue
      olderCredit.push(int(last, key * 2 + 1))
      creditTx.push(j)
      last[key * 2 + 1] = creditTx.length
    }
    start[j + 1] = items.length
    causeStart[j + 1] = causeItems.length
  }
  return {
    dependencies: { rows, start, items: items.trimmed() },
    causes: { rows, start: causeStart, items: causeItems.trimmed() },
    causeKeys: causeKeys.trimmed(),
    contested: contested.trimmed(),
  }
}

const allOf = (bound: number): Bits => new Bits(new Int32Array(wordsFor(bound)).fill(-1))

/** For each transaction of a block, the indexes of the earlier ones that it depends on, ascending. */
export function dependencies(access: readonly AccessSet[], policy: Policy): number[][] {
  const graph = buildGraph(underPolicy(indexAccess(access), policy))
  return fromCsr(graph.dependencies).map((earlier) => earlier.sort((a, b) => a - b))
}
