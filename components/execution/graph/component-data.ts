import type { ConflictGroup } from '@/lib/parallelism/conflict-groups'
import type { TimelineData } from '../timeline-data'
import type { GraphShape } from './layout'

/** A component of a block as its graph is drawn; nodes are numbered from 0, transactions as in the block. */
export interface ComponentGraphData {
  /** transaction of each node, ascending */
  transactions: number[]
  shape: GraphShape
  /** by node: whether it is on the component's heaviest chain */
  heaviest: boolean[]
  /** the edges of that chain */
  chain: GraphShape['edges']
  /** by node: gas over that of the largest node */
  weight: number[]
}

/** Reads a component off the timeline's data. `chain`: transactions of its heaviest chain. */
export function componentData(
  data: Pick<TimelineData, 'edges' | 'gas'>,
  transactions: ConflictGroup['transactions'],
  chain: readonly number[],
): ComponentGraphData {
  const node = new Map(transactions.map((transaction, i) => [transaction, i]))
  const edges = transactions.flatMap((later, to) =>
    (data.edges[later] ?? []).flatMap(([earlier]) => {
      const from = node.get(earlier)
      return from === undefined ? [] : [[from, to] as const]
    }),
  )
  const on = new Set(chain)
  const steps = new Set(chain.slice(1).map((later, i) => `${node.get(chain[i] ?? -1)} ${node.get(later)}`))
  const gas = transactions.map((transaction) => data.gas[transaction] ?? 0)
  const most = gas.reduce((highest, one) => Math.max(highest, one), 1)
  return {
    transactions,
    shape: { nodes: transactions.length, edges },
    heaviest: transactions.map((transaction) => on.has(transaction)),
    chain: edges.filter(([from, to]) => steps.has(`${from} ${to}`)),
    weight: gas.map((one) => one / most),
  }
}

/** Radius of a node whose area says its gas, never too small to be seen. Pixels. */
export function radiusOf(weight: number, largest: number): number {
  return Math.max(Math.min(2.5, largest), largest * Math.sqrt(weight))
}
