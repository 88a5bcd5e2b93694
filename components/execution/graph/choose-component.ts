import type { ConflictGroup } from '@/lib/parallelism/conflict-groups'
import { toCsr } from '@/lib/parallelism/csr'
import { criticalPath } from '@/lib/parallelism/paths'
import { type BlockGraph, rowOf } from '@/lib/parallelism/schedule'
import type { ExecutionQuery } from '../execution-query'

/** Number of the component that a view shows: the one that it names, that of its transaction, or the first. */
export function chosenComponent(
  groups: readonly ConflictGroup[],
  { component, tx }: Pick<ExecutionQuery, 'component' | 'tx'>,
): number {
  const holding = (transaction: number | undefined) =>
    transaction === undefined
      ? -1
      : groups.findIndex(({ transactions }) => transactions.includes(transaction))
  return [holding(component), holding(tx)].find((at) => at >= 0) ?? 0
}

/** The heaviest chain of a component, first to last: transactions of the block. */
export function heaviestChain(
  { dependencies, gas }: Pick<BlockGraph, 'dependencies' | 'gas'>,
  { transactions }: ConflictGroup,
): number[] {
  const node = new Map(transactions.map((transaction, i) => [transaction, i]))
  const rows = transactions.map((later) =>
    rowOf(dependencies, later).flatMap((earlier) => node.get(earlier) ?? []),
  )
  const own = Float64Array.from(transactions, (transaction) => gas[transaction] ?? 0)
  return criticalPath(toCsr(rows), own).path.flatMap((i) => transactions[i] ?? [])
}
