import { type Csr, float, int } from './csr'

/** A connected component of a block's dependency graph with more than one transaction. */
export interface ConflictGroup {
  /** ascending */
  transactions: number[]
  gas: number
  /** gas of its heaviest chain: what it takes at least, on any number of workers */
  criticalPathGas: number
}

/** The components with at least one edge, most gas first; a transaction without edges is in none. */
export function conflictGroups(dependencies: Csr, gas: Float64Array): ConflictGroup[] {
  const { rows, start, items } = dependencies
  // Dependencies point backwards: with the smallest index as its root, each component is found in one pass.
  const root = Int32Array.from({ length: rows }, (_, j) => j)
  const find = (of: number): number => {
    let i = of
    while (int(root, i) !== i) {
      root[i] = int(root, int(root, i))
      i = int(root, i)
    }
    return i
  }
  const path = new Float64Array(rows)
  for (let j = 0; j < rows; j++) {
    let longest = 0
    for (let e = int(start, j), end = int(start, j + 1); e < end; e++) {
      const i = int(items, e)
      longest = Math.max(longest, float(path, i))
      const [a, b] = [find(i), find(j)]
      root[Math.max(a, b)] = Math.min(a, b)
    }
    path[j] = longest + float(gas, j)
  }
  const groups = new Map<number, ConflictGroup>()
  for (let j = 0; j < rows; j++) {
    const group = groups.get(find(j)) ?? { transactions: [], gas: 0, criticalPathGas: 0 }
    group.transactions.push(j)
    group.gas += float(gas, j)
    group.criticalPathGas = Math.max(group.criticalPathGas, float(path, j))
    groups.set(find(j), group)
  }
  return [...groups.values()]
    .filter(({ transactions }) => transactions.length > 1)
    .sort((a, b) => b.gas - a.gas || (a.transactions[0] ?? 0) - (b.transactions[0] ?? 0))
}
