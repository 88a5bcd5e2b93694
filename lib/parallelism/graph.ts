import { type Csr, fromCsr, type IntList, int } from './csr'
import { indexAccess } from './index-access'
import { type KeyUses, RowBuilder, underPolicy } from './indexed'
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
export function buildGraph(uses: KeyUses, scratch = new Scratch()): DependencyGraph {
  const builder = new GraphBuilder(uses, scratch)
  for (let j = 0; j < uses.reads.rows; j++) {
    builder.addReads(j)
    builder.addChanges(j)
  }
  return builder.graph()
}

/** Takes up a block's transactions in their order. */
class GraphBuilder {
  readonly #uses: KeyUses
  readonly #changed: Int32Array
  // The credits of a key are a linked list of transactions, newest first; places in it count from 1.
  readonly #newestCredit: Int32Array
  readonly #creditTx: IntList
  readonly #olderCredit: IntList
  /** of a contested key its place among them, counted from 1 */
  readonly #numberOf: Int32Array
  readonly #contested: IntList
  /** for each transaction the last that was found to depend on it */
  readonly #seen: Int32Array
  readonly #dependencies: RowBuilder
  readonly #causes: RowBuilder
  readonly #causeKeys: IntList

  constructor(uses: KeyUses, scratch: Scratch) {
    const { keys, reads, credits } = uses
    this.#uses = uses
    this.#changed = scratch.zeros(keys.length)
    this.#newestCredit = scratch.ints(credits.items.length === 0 ? 0 : keys.length)
    this.#creditTx = scratch.list(credits.items.length)
    this.#olderCredit = scratch.list(credits.items.length)
    this.#numberOf = scratch.zeros(keys.length)
    this.#contested = scratch.list(keys.length)
    this.#seen = scratch.ints(reads.rows).fill(-1)
    this.#dependencies = new RowBuilder(reads.rows, reads.items.length, scratch)
    this.#causes = new RowBuilder(reads.rows, reads.items.length, scratch)
    this.#causeKeys = scratch.list(reads.items.length)
  }

  /** What transaction j waits for. */
  addReads(j: number): void {
    const { start, items } = this.#uses.reads
    const changed = this.#changed
    for (let e = int(start, j), end = int(start, j + 1); e < end; e++) {
      const key = int(items, e)
      const change = int(changed, key)
      if (change === 0) continue
      // Its last writer, then the credits since.
      const writer = (change & WRITER) - 1
      if (writer >= 0) this.#addCause(j, key, writer)
      if (change < 0) this.#addCredits(j, key)
    }
    this.#dependencies.endRow()
    this.#causes.endRow()
  }

  #addCredits(j: number, key: number): void {
    for (let node = int(this.#newestCredit, key); node !== 0; node = int(this.#olderCredit.items, node - 1)) {
      this.#addCause(j, key, int(this.#creditTx.items, node - 1))
    }
  }

  #addCause(j: number, key: number, earlier: number): void {
    let number = int(this.#numberOf, key)
    if (number === 0) {
      this.#contested.push(key)
      number = this.#contested.length
      this.#numberOf[key] = number
    }
    this.#causes.push(earlier)
    this.#causeKeys.push(number - 1)
    if (int(this.#seen, earlier) === j) return
    this.#seen[earlier] = j
    this.#dependencies.push(earlier)
  }

  /** What transaction j changes: those after it may wait for it. */
  addChanges(j: number): void {
    const { writes, credits } = this.#uses
    const changed = this.#changed
    for (let e = int(writes.start, j), end = int(writes.start, j + 1); e < end; e++) {
      changed[int(writes.items, e)] = j + 1
    }
    for (let e = int(credits.start, j), end = int(credits.start, j + 1); e < end; e++) {
      const key = int(credits.items, e)
      const change = int(changed, key)
      if ((change & WRITER) === j + 1) continue
      this.#olderCredit.push(change < 0 ? int(this.#newestCredit, key) : 0)
      this.#creditTx.push(j)
      this.#newestCredit[key] = this.#creditTx.length
      changed[key] = change | CREDITED
    }
  }

  graph(): DependencyGraph {
    return {
      dependencies: this.#dependencies.csr(),
      causes: this.#causes.csr(),
      causeKeys: this.#causeKeys.trimmed(),
      contested: this.#contested.trimmed(),
    }
  }
}

/** For each transaction of a block, the indexes of the earlier ones that it depends on, ascending. */
export function dependencies(access: readonly AccessSet[], policy: Policy): number[][] {
  const graph = buildGraph(underPolicy(indexAccess(access), policy))
  return fromCsr(graph.dependencies).map((earlier) => earlier.sort((a, b) => a - b))
}
