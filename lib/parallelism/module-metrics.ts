import { float, int } from './csr'
import type { DependencyGraph } from './graph'
import type { ModuleTable } from './module-table'
import { Scratch } from './scratch'
import { type ModuleConflict, type ModuleMetrics, type StateKey, TRANSFER, UNASSIGNED } from './types'

/** Strings whose fetching overlaps: their heads fit into the nearest cache. */
const AT_A_TIME = 128

/**
 * Metrics of every module that a block's transactions touch or call, by id. Conflicts and paths run over the
 * module's own keys alone; for `transfer`, over the keys of accounts without code between plain transfers.
 */
export function moduleMetrics(
  graph: DependencyGraph,
  keys: readonly StateKey[],
  table: ModuleTable,
  gas: Float64Array,
  scratch = new Scratch(),
): ModuleMetrics[] {
  const { ids, touched, home } = table
  const transfer = ids.indexOf(TRANSFER)
  const unassigned = ids.indexOf(UNASSIGNED)
  const totals = ids.map(() => ({
    touchingTxs: 0,
    touchingGas: 0,
    homeTxs: 0,
    homeGas: 0,
    crossModuleTxs: 0,
    heaviest: 0,
  }))
  const touch = (module: number, amount: number) => {
    const total = totals[module]
    if (total === undefined) return
    total.touchingTxs++
    total.touchingGas += amount
    total.heaviest = Math.max(total.heaviest, amount)
  }
  for (let j = 0; j < touched.rows; j++) {
    const amount = float(gas, j)
    const own = int(home, j)
    let crosses = false
    for (let e = int(touched.start, j), end = int(touched.start, j + 1); e < end; e++) {
      const module = int(touched.items, e)
      touch(module, amount)
      if (module !== own && module !== unassigned) crosses = true
    }
    if (own === transfer) touch(own, amount)
    const total = totals[own]
    if (total === undefined) continue
    total.homeTxs++
    total.homeGas += amount
    if (crosses) total.crossModuleTxs++
  }
  const byModule = causesByModule(graph, keys, table, transfer, scratch)
  return ids
    .map((moduleId, module) => {
      const total = totals[module]
      const own = byModule.walk(module, gas)
      return {
        moduleId,
        touchingTxs: total?.touchingTxs ?? 0,
        homeTxs: total?.homeTxs ?? 0,
        homeGas: BigInt(total?.homeGas ?? 0),
        crossModuleTxs: total?.crossModuleTxs ?? 0,
        edges: own.edges,
        conflictedTxs: own.conflictedTxs,
        touchingGas: BigInt(total?.touchingGas ?? 0),
        criticalPathGas: BigInt(Math.max(own.criticalPathGas, total?.heaviest ?? 0)),
      }
    })
    .sort((a, b) => (a.moduleId < b.moduleId ? -1 : 1))
}

/** Edges of the graph between each pair of home modules, by earlier and later id. */
export function moduleConflicts({ dependencies }: DependencyGraph, table: ModuleTable): ModuleConflict[] {
  const { ids, home } = table
  // By later module, a row of counts by earlier one: rows only of modules that have conflicts.
  const rows = new Map<number, Int32Array>()
  for (let j = 0; j < dependencies.rows; j++) {
    const end = int(dependencies.start, j + 1)
    if (int(dependencies.start, j) === end) continue
    const later = int(home, j)
    const counts = rows.get(later) ?? new Int32Array(ids.length)
    rows.set(later, counts)
    for (let e = int(dependencies.start, j); e < end; e++) {
      const earlier = int(home, int(dependencies.items, e))
      counts[earlier] = int(counts, earlier) + 1
    }
  }
  const named = (module: number) => ids[module] ?? UNASSIGNED
  return [...rows]
    .flatMap(([later, counts]) =>
      Array.from(counts, (edges, earlier) => ({
        earlierModule: named(earlier),
        laterModule: named(later),
        edges,
      })),
    )
    .filter(({ edges }) => edges > 0)
    .sort((a, b) => compare(a.earlierModule, b.earlierModule) || compare(a.laterModule, b.laterModule))
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/**
 * The causes of all dependencies sorted by the module that owns the key, block order kept within each. Keys of accounts
 * without code are those of `transfer`.
 */
function causesByModule(
  { causes, causeKeys, contested }: DependencyGraph,
  keys: readonly StateKey[],
  table: ModuleTable,
  transfer: number,
  scratch: Scratch,
) {
  const count = causeKeys.length
  const owners = ownersOf(contested, keys, table, transfer, scratch)
  const start = new Int32Array(table.ids.length + 1)
  const module = scratch.ints(count)
  for (let j = 0; j < causes.rows; j++) {
    for (let e = int(causes.start, j), end = int(causes.start, j + 1); e < end; e++) {
      const owner = int(owners, int(causeKeys, e))
      const isCounted =
        owner !== transfer ||
        (int(table.home, j) === transfer && int(table.home, int(causes.items, e)) === transfer)
      const counted = isCounted ? owner : -1
      module[e] = counted
      if (counted >= 0) start[counted + 1] = int(start, counted + 1) + 1
    }
  }
  for (let m = 0; m < table.ids.length; m++) start[m + 1] = int(start, m + 1) + int(start, m)
  const next = start.slice(0, table.ids.length)
  const earlier = scratch.ints(count)
  const later = scratch.ints(count)
  for (let j = 0; j < causes.rows; j++) {
    for (let e = int(causes.start, j), end = int(causes.start, j + 1); e < end; e++) {
      const m = int(module, e)
      if (m < 0) continue
      const place = int(next, m)
      next[m] = place + 1
      earlier[place] = int(causes.items, e)
      later[place] = j
    }
  }
  const path = scratch.floats(causes.rows)
  // Per transaction two numbers side by side: the last walk that came to it, and the last transaction that waited for it there.
  const seen = scratch.ints(causes.rows * 2).fill(-1)

  /** Distinct dependencies, transactions with one, and the heaviest path with at least one, over one module's keys. */
  const walk = (m: number, gas: Float64Array) => {
    let edges = 0
    let conflictedTxs = 0
    let criticalPathGas = 0
    const enter = (i: number, pathGas: number) => {
      conflictedTxs++
      seen[i * 2] = m
      seen[i * 2 + 1] = -1
      path[i] = pathGas
    }
    const end = int(start, m + 1)
    for (let e = int(start, m); e < end; ) {
      const j = int(later, e)
      let heaviest = 0
      for (; e < end && int(later, e) === j; e++) {
        const i = int(earlier, e)
        if (int(seen, i * 2) !== m) enter(i, float(gas, i))
        else if (int(seen, i * 2 + 1) === j) continue
        seen[i * 2 + 1] = j
        edges++
        heaviest = Math.max(heaviest, float(path, i))
      }
      // In block order, j has not been come to: what waits for it comes after it.
      enter(j, heaviest + float(gas, j))
      criticalPathGas = Math.max(criticalPathGas, float(path, j))
    }
    return { edges, conflictedTxs, criticalPathGas }
  }
  return { walk }
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
    for (let i = from; i < to; i++) owners[i] = (keys[int(chosen, i)] ?? '').length
    for (let i = from; i < to; i++) owners[i] = table.ownerOf(keys[int(chosen, i)] ?? '') ?? transfer
  }
  return owners
}
