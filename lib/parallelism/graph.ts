import { type Csr, fromCsr, int } from './csr'
import { indexAccess } from './index-access'
import { type KeyUses, underPolicy } from './indexed'
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

// Of each key, counted from 1: its last writer, the newest of its credits since then, its number among the contested keys.
const WRITER = 0
const CREDIT = 1
const NUMBER = 2
const KNOWN = 4

/**
 * Multi-version, read after write: a transaction depends on the last earlier writer of each key that it reads, and
 * on every credit to that key since. Writes alone do not conflict. The lists are good as long as the memory of `scratch`.
 */
export function buildGraph(
  { keys, reads, writes, credits }: KeyUses,
  scratch = new Scratch(),
): DependencyGraph {
  const rows = reads.rows
  // What is known of each key, side by side: keys are met in any order, and each then costs one wait for memory.
  const known = scratch.zeros(keys.length * KNOWN)
  // Credits are linked lists of transactions, newest first.
  const creditTx = scratch.list(credits.items.length)
  const olderCredit = scratch.list(credits.items.length)
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
      const at = key * KNOWN
      // First its last writer, then the credits since, newest first.
      let earlier = int(known, at + WRITER) - 1
      let node = int(known, at + CREDIT)
      for (;;) {
        if (earlier >= 0) {
          let number = int(known, at + NUMBER)
          if (number === 0) {
            contested.push(key)
            number = contested.length
            known[at + NUMBER] = number
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
      const at = int(writes.items, e) * KNOWN
      known[at + WRITER] = j + 1
      known[at + CREDIT] = 0
    }
    for (let e = int(credits.start, j), end = int(credits.start, j + 1); e < end; e++) {
      const at = int(credits.items, e) * KNOWN
      if (int(known, at + WRITER) === j + 1) continue
      olderCredit.push(int(known, at + CREDIT))
      creditTx.push(j)
      known[at + CREDIT] = creditTx.length
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

/** For each transaction of a block, the indexes of the earlier ones that it depends on, ascending. */
export function dependencies(access: readonly AccessSet[], policy: Policy): number[][] {
  const graph = buildGraph(underPolicy(indexAccess(access), policy))
  return fromCsr(graph.dependencies).map((earlier) => earlier.sort((a, b) => a - b))
}
