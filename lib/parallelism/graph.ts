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

// What changed a key last: the transaction that wrote it, counted from 1, and whether it was credited since then. One number
// a key, for keys are met in any order and the fewer bytes they have the more of them are near.
const WRITER = 0x7fffffff
const CREDITED = ~WRITER

/**
 * Multi-version, read after write: a transaction depends on the last earlier writer of each key that it reads, and
 * on every credit to that key since. Writes alone do not conflict. The lists are good as long as the memory of `scratch`.
 */
export function buildGraph(
  { keys, reads, writes, credits }: KeyUses,
  scratch = new Scratch(),
): DependencyGraph {
  const rows = reads.rows
  const changed = scratch.zeros(keys.length)
  // The credits of a key are a linked list of transactions, newest first; places in it count from 1.
  const newestCredit = scratch.ints(credits.items.length === 0 ? 0 : keys.length)
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
      const change = int(changed, key)
      if (change === 0) continue
      // First its last writer, then the credits since, newest first.
      let earlier = (change & WRITER) - 1
      let node = change < 0 ? int(newestCredit, key) : 0
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
      changed[int(writes.items, e)] = j + 1
    }
    for (let e = int(credits.start, j), end = int(credits.start, j + 1); e < end; e++) {
      const key = int(credits.items, e)
      const change = int(changed, key)
      if ((change & WRITER) === j + 1) continue
      olderCredit.push(change < 0 ? int(newestCredit, key) : 0)
      creditTx.push(j)
      newestCredit[key] = creditTx.length
      changed[key] = change | CREDITED
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
