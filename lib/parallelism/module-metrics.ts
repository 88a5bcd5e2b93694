import { float, int } from './csr'
import type { DependencyGraph } from './graph'
import type { ModuleTable } from './module-table'
import { ModuleWalk } from './module-walk'
import { Scratch } from './scratch'
import { type ModuleConflict, type ModuleMetrics, type StateKey, TRANSFER, UNASSIGNED } from './types'

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
  const walks = new ModuleWalk(graph, keys, table, transfer, gas, scratch)
  return ids
    .map((moduleId, module) => {
      const total = totals[module]
      const { edges, conflictedTxs, criticalPathGas } = walks.walk(module)
      return {
        moduleId,
        touchingTxs: total?.touchingTxs ?? 0,
        homeTxs: total?.homeTxs ?? 0,
        homeGas: BigInt(total?.homeGas ?? 0),
        crossModuleTxs: total?.crossModuleTxs ?? 0,
        edges,
        conflictedTxs,
        touchingGas: BigInt(total?.touchingGas ?? 0),
        criticalPathGas: BigInt(Math.max(criticalPathGas, total?.heaviest ?? 0)),
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
