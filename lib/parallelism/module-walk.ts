import { type Csr, float, int } from './csr'
import type { DependencyGraph } from './graph'
import { ADDRESS_IN_KEY } from './keys'
import type { ModuleTable } from './module-table'
import { Scratch } from './scratch'
import type { StateKey } from './types'

/** Strings whose fetching overlaps: their heads fit into the nearest cache. */
const AT_A_TIME = 128
const ADDRESS_END = ADDRESS_IN_KEY.from + ADDRESS_IN_KEY.length - 1

const NOT_COUNTED = -1

/** What the dependencies through one module's own keys come to. */
export interface OwnDependencies {
  /** distinct pairs of transactions */
  edges: number
  /** transactions of these pairs */
  conflictedTxs: number
  /** the heaviest path with at least one edge; 0 without */
  criticalPathGas: number
}

/**
 * Walks the dependencies of a block module by module. Their causes are sorted by the module that owns the key; keys of accounts
 * without code are those of `transfer`, and count between plain transfers alone.
 */
export class ModuleWalk {
  /** by module, in block order: each transaction that depends on others, as ~index, and then those that it depends on */
  readonly #sorted: Csr
  readonly #gas: Float64Array
  /** Per transaction two numbers side by side: the heaviest path to its end, and at what it was last come to. */
  readonly #paths: Float64Array

  constructor(
    { causes, causeKeys, contested }: DependencyGraph,
    keys: readonly StateKey[],
    table: ModuleTable,
    transfer: number,
    gas: Float64Array,
    scratch = new Scratch(),
  ) {
    const owners = ownersOf(contested, keys, table, transfer, scratch)
    const modules = scratch.ints(causeKeys.length)
    for (let j = 0; j < causes.rows; j++) {
      const isTransfer = int(table.home, j) === transfer
      for (let e = int(causes.start, j), end = int(causes.start, j + 1); e < end; e++) {
        const owner = int(owners, int(causeKeys, e))
        const isCounted =
          owner !== transfer || (isTransfer && int(table.home, int(causes.items, e)) === transfer)
        modules[e] = isCounted ? owner : NOT_COUNTED
      }
    }
    this.#sorted = sortedBy(modules, table.ids.length, causes, scratch)
    this.#gas = gas
    this.#paths = scratch.floats(causes.rows * 2).fill(-1)
  }

  /** The dependencies through a module's keys. Modules are walked in ascending order, each once. */
  walk(module: number): OwnDependencies {
    const { start, items } = this.#sorted
    const gas = this.#gas
    const paths = this.#paths
    // A transaction is entered at the first step of its module's walk, and noted again at the step of each that depends on it:
    // steps only grow, from row to row and from module to module.
    const entered = module * (gas.length + 1)
    let step = entered
    let edges = 0
    let conflictedTxs = 0
    let longest = 0
    for (let e = int(start, module), end = int(start, module + 1); e < end; ) {
      const j = ~int(items, e++)
      step++
      let heaviest = 0
      for (; e < end && int(items, e) >= 0; e++) {
        const path = int(items, e) * 2
        const last = float(paths, path + 1)
        if (last === step) continue
        if (last < entered) {
          conflictedTxs++
          paths[path] = float(gas, int(items, e))
        }
        paths[path + 1] = step
        edges++
        heaviest = Math.max(heaviest, float(paths, path))
      }
      // In block order, j has not been come to: what waits for it comes after it.
      conflictedTxs++
      const through = heaviest + float(gas, j)
      paths[j * 2] = through
      paths[j * 2 + 1] = entered
      longest = Math.max(longest, through)
    }
    return { edges, conflictedTxs, criticalPathGas: longest }
  }
}

/** The causes of each module, block order kept: ~j stands before the transactions that j depends on. */
function sortedBy(modules: Int32Array, count: number, causes: Csr, scratch: Scratch): Csr {
  const start = scratch.zeros(count + 1)
  const lastRow = scratch.ints(count).fill(-1)
  for (let j = 0; j < causes.rows; j++) {
    for (let e = int(causes.start, j), end = int(causes.start, j + 1); e < end; e++) {
      const module = int(modules, e)
      if (module === NOT_COUNTED) continue
      start[module + 1] = int(start, module + 1) + (int(lastRow, module) === j ? 1 : 2)
      lastRow[module] = j
    }
  }
  for (let m = 0; m < count; m++) start[m + 1] = int(start, m + 1) + int(start, m)
  const items = scratch.ints(int(start, count))
  const next = scratch.ints(count)
  next.set(start.subarray(0, count))
  lastRow.fill(-1)
  for (let j = 0; j < causes.rows; j++) {
    for (let e = int(causes.start, j), end = int(causes.start, j + 1); e < end; e++) {
      const module = int(modules, e)
      if (module === NOT_COUNTED) continue
      let place = int(next, module)
      if (int(lastRow, module) !== j) items[place++] = ~j
      lastRow[module] = j
      items[place] = int(causes.items, e)
      next[module] = place + 1
    }
  }
  return { rows: count, start, items }
}

/** The module of each of some keys. Their strings are fetched many at a time first: looking one up waits for it alone. */
function ownersOf(
  chosen: Int32Array,
  keys: readonly StateKey[],
  table: ModuleTable,
  transfer: number,
  scratch: Scratch,
): Int32Array {
  const owners = scratch.ints(chosen.length)
  for (let from = 0; from < chosen.length; from += AT_A_TIME) {
    const to = Math.min(from + AT_A_TIME, chosen.length)
    for (let i = from; i < to; i++) owners[i] = (keys[int(chosen, i)] ?? '').charCodeAt(ADDRESS_END)
    for (let i = from; i < to; i++) owners[i] = table.ownerOf(keys[int(chosen, i)] ?? '') ?? transfer
  }
  return owners
}
