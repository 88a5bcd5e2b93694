import { type Csr, fromCsr, IntList, int } from './csr'
import { type IndexedAccess, indexAccess, underPolicy } from './indexed'
import type { AccessSet, Policy } from './types'

/** The dependencies of a block: for each transaction, the earlier ones that it depends on. */
export interface DependencyGraph {
  /** row j: the distinct earlier transactions that j depends on */
  dependencies: Csr
  /**
   * The same with their causes: entry e of row j says that j depends on transaction causes.items[e] through key
   * causeKeys[e]. A pair of transactions comes once for every key between them.
   */
  causes: Csr
  causeKeys: Int32Array
}

/**
 * Multi-version, read after write: a transaction depends on the last earlier writer of each key that it reads, and
 * on every credit to that key since. Writes alone do not conflict.
 */
export function buildGraph({ keys, reads, writes, credits }: IndexedAccess): DependencyGraph {
  const rows = reads.rows
  const lastWriter = new Int32Array(keys.length).fill(-1)
  // Credits since the last write of a key: a linked list of transactions, newest first.
  const newestCredit = new Int32Array(keys.length).fill(-1)
  const creditTx = new IntList(credits.items.length)
  const olderCredit = new IntList(credits.items.length)
  const seen = new Int32Array(rows).fill(-1)
  const start = new Int32Array(rows + 1)
  const items = new IntList(reads.items.length / 2)
  const causeStart = new Int32Array(rows + 1)
  const causeItems = new IntList(reads.items.length / 2)
  const causeKeys = new IntList(reads.items.length / 2)

  let later = 0
  const depend = (earlier: number, key: number) => {
    causeItems.push(earlier)
    causeKeys.push(key)
    if (int(seen, earlier) === later) return
    seen[earlier] = later
    items.push(earlier)
  }
  for (let j = 0; j < rows; j++) {
    later = j
    for (let e = int(reads.start, j), end = int(reads.start, j + 1); e < end; e++) {
      const key = int(reads.items, e)
      const writer = int(lastWriter, key)
      if (writer >= 0) depend(writer, key)
      for (let node = int(newestCredit, key); node >= 0; node = int(olderCredit.items, node)) {
        depend(int(creditTx.items, node), key)
      }
    }
    for (let e = int(writes.start, j), end = int(writes.start, j + 1); e < end; e++) {
      const key = int(writes.items, e)
      lastWriter[key] = j
      newestCredit[key] = -1
    }
    for (let e = int(credits.start, j), end = int(credits.start, j + 1); e < end; e++) {
      const key = int(credits.items, e)
      if (int(lastWriter, key) === j) continue
      olderCredit.push(int(newestCredit, key))
      newestCredit[key] = creditTx.length
      creditTx.push(j)
    }
    start[j + 1] = items.length
    causeStart[j + 1] = causeItems.length
  }
  return {
    dependencies: { rows, start, items: items.trimmed() },
    causes: { rows, start: causeStart, items: causeItems.trimmed() },
    causeKeys: causeKeys.trimmed(),
  }
}

/** For each transaction of a block, the indexes of the earlier ones that it depends on, ascending. */
export function dependencies(access: readonly AccessSet[], policy: Policy): number[][] {
  const graph = buildGraph(underPolicy(indexAccess(access), policy))
  return fromCsr(graph.dependencies).map((earlier) => earlier.sort((a, b) => a - b))
}
