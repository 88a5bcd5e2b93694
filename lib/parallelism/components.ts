import { type Csr, int } from './csr'
import { Scratch } from './scratch'

export interface Components {
  /** connected components; a transaction without edges is one of its own */
  count: number
  /** transactions of the largest */
  largest: number
  /** transactions with an edge, in either direction */
  conflicted: number
  /** transactions that depend on an earlier one */
  dependent: number
}

/**
 * Connected components of the dependency graph, by union-find. largest / transactions is the group conflict rate,
 * conflicted / transactions the single-transaction conflict rate of Reijsbergen and Dinh (arXiv 2003.06128).
 */
export function components({ rows, start, items }: Csr, scratch = new Scratch()): Components {
  const parent = scratch.ints(rows)
  const size = scratch.ints(rows).fill(1)
  for (let i = 0; i < rows; i++) parent[i] = i
  const find = (of: number): number => {
    let i = of
    while (int(parent, i) !== i) {
      parent[i] = int(parent, int(parent, i))
      i = int(parent, i)
    }
    return i
  }
  let count = rows
  let dependent = 0
  for (let j = 0; j < rows; j++) {
    const end = int(start, j + 1)
    if (end > int(start, j)) dependent++
    let own = find(j)
    for (let e = int(start, j); e < end; e++) {
      const other = find(int(items, e))
      if (other === own) continue
      const isSmaller = int(size, other) < int(size, own)
      const large = isSmaller ? own : other
      parent[isSmaller ? other : own] = large
      size[large] = int(size, own) + int(size, other)
      own = large
      count--
    }
  }
  let largest = 0
  let alone = 0
  for (let i = 0; i < rows; i++) {
    if (int(parent, i) !== i) continue
    largest = Math.max(largest, int(size, i))
    if (int(size, i) === 1) alone++
  }
  return { count, largest, conflicted: rows - alone, dependent }
}
