import { int } from '@/lib/parallelism/csr'
import type { BlockGraph } from '@/lib/parallelism/schedule'

/** A dependency of a block: the later transaction waits for the earlier one. */
export interface DependencyRow {
  earlier: number
  later: number
  /** the first key that it goes through, as a number in the graph's keys, and how many more there are */
  key: number
  more: number
}

/** The dependencies of a block, or of some of its transactions, by the later transaction and then the earlier. */
export function dependencyRows(
  { causes, causeKeys }: Pick<BlockGraph, 'causes' | 'causeKeys'>,
  of?: readonly number[],
): DependencyRow[] {
  const rows = of ?? Array.from({ length: causes.rows }, (_, row) => row)
  return rows.flatMap((later) => {
    const found = new Map<number, DependencyRow>()
    for (let e = int(causes.start, later), end = int(causes.start, later + 1); e < end; e++) {
      const earlier = int(causes.items, e)
      const known = found.get(earlier)
      if (known) known.more++
      else found.set(earlier, { earlier, later, key: int(causeKeys, e), more: 0 })
    }
    return [...found.values()].sort((a, b) => a.earlier - b.earlier)
  })
}
