import { DataTable } from '@/components/table/data-table'
import { integer, percent, ratio } from '@/lib/format/numbers'
import { type BlockMetrics, WORKERS } from '@/lib/parallelism/types'

interface Line {
  name: string
  hint: string
  value: (metrics: BlockMetrics) => string
}

const speedup = (metrics: BlockMetrics, makespan: bigint | undefined) =>
  makespan === undefined ? '–' : `${ratio(metrics.gasUsed, makespan)}×`

const lines: Line[] = [
  {
    name: 'Speedup bound',
    hint: 'Gas used over critical path gas: no schedule is faster',
    value: (m) => speedup(m, m.criticalPathGas),
  },
  {
    name: 'Critical path, gas',
    hint: 'The heaviest chain of dependent transactions',
    value: (m) => integer(m.criticalPathGas),
  },
  {
    name: 'Longest chain, transactions',
    hint: 'The longest chain of dependent transactions',
    value: (m) => integer(m.longestChainTxs),
  },
  {
    name: 'Dependencies',
    hint: 'Pairs of transactions of which the later reads what the earlier wrote',
    value: (m) => integer(m.edges),
  },
  {
    name: 'Transactions in conflict',
    hint: 'Single-transaction conflict rate: with at least one dependency',
    value: (m) => `${integer(m.conflictedTxs)} (${percent(m.conflictedTxs, m.transactions)})`,
  },
  {
    name: 'Dependent transactions',
    hint: 'That depend on an earlier one',
    value: (m) => `${integer(m.dependentTxs)} (${percent(m.dependentTxs, m.transactions)})`,
  },
  {
    name: 'Largest component',
    hint: 'Group conflict rate: the largest connected component',
    value: (m) => `${integer(m.largestComponent)} (${percent(m.largestComponent, m.transactions)})`,
  },
  {
    name: 'Components',
    hint: 'Groups without dependencies between them',
    value: (m) => integer(m.components),
  },
  {
    name: 'One lane a module',
    hint: 'Gas used over makespan; one serial lane a module and one for unassigned contracts',
    value: (m) => speedup(m, m.moduleMakespanGas),
  },
]

/** The metrics of a block, one column a policy. */
export function PolicyTable({ metrics }: { metrics: BlockMetrics[] }) {
  return (
    <DataTable
      label="Metrics by policy"
      rows={lines}
      rowKey={(line) => line.name}
      columns={[
        {
          id: 'name',
          header: 'Metric',
          rowHeader: true,
          fill: true,
          wrap: true,
          cell: (line) => <span title={line.hint}>{line.name}</span>,
        },
        ...metrics.map((each) => ({
          id: each.policy,
          header: each.policy,
          align: 'right' as const,
          wrap: true,
          cell: (line: Line) => line.value(each),
        })),
      ]}
    />
  )
}

/** Speedups on each number of workers under the metrics' policy, by scheduler. */
export function ScheduleTable({ metrics }: { metrics: BlockMetrics }) {
  return (
    <DataTable
      label="Speedup by number of workers"
      rows={WORKERS.map((workers, i) => ({ workers, i }))}
      rowKey={({ workers }) => String(workers)}
      columns={[
        { id: 'workers', header: 'Workers', rowHeader: true, fill: true, cell: ({ workers }) => workers },
        {
          id: 'list',
          header: 'List scheduling',
          align: 'right',
          hint: 'Starts first whatever has most gas after it',
          cell: ({ i }) => speedup(metrics, metrics.makespanGas[i]),
        },
        {
          id: 'order',
          header: 'Block order',
          align: 'right',
          hint: 'Starts transactions in the order of the block',
          cell: ({ i }) => speedup(metrics, metrics.blockOrderMakespanGas[i]),
        },
        {
          id: 'optimistic',
          header: 'Optimistic',
          align: 'right',
          hint: 'Block-STM, simulated',
          cell: ({ i }) => speedup(metrics, metrics.optimisticMakespanGas[i]),
        },
        {
          id: 'aborts',
          header: 'Aborts',
          align: 'right',
          hint: 'Executions that Block-STM had to repeat',
          cell: ({ i }) => integer(metrics.optimisticAborts[i] ?? 0),
        },
      ]}
    />
  )
}
