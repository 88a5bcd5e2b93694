import type { ParallelismBucket } from '@/lib/db/read/metrics'
import { WORKERS } from '@/lib/parallelism/types'
import type { CsvColumn } from '../csv'

const byWorkers = (name: string, cells: (bucket: ParallelismBucket) => readonly (bigint | number)[]) =>
  WORKERS.map(
    (workers, i): CsvColumn<ParallelismBucket> => ({
      name: `${name}_${workers}`,
      cell: (bucket) => cells(bucket)[i] ?? '',
    }),
  )

/** Every integer behind the charts of the parallelism page: ratios can be made again from them. */
export const bucketColumns: readonly CsvColumn<ParallelismBucket>[] = [
  { name: 'from_block', cell: (row) => row.from },
  { name: 'to_block', cell: (row) => row.to },
  { name: 'from_timestamp', cell: (row) => row.fromTimestamp },
  { name: 'to_timestamp', cell: (row) => row.toTimestamp },
  { name: 'blocks', cell: (row) => row.blocks },
  { name: 'transactions', cell: (row) => row.transactions },
  { name: 'gas_used', cell: (row) => row.gasUsed },
  { name: 'dependencies', cell: (row) => row.edges },
  { name: 'conflicted_transactions', cell: (row) => row.conflictedTxs },
  { name: 'dependent_transactions', cell: (row) => row.dependentTxs },
  { name: 'largest_component_transactions', cell: (row) => row.largestComponents },
  { name: 'critical_path_gas', cell: (row) => row.criticalPathGas },
  ...byWorkers('makespan_gas', (row) => row.makespanGas),
  ...byWorkers('block_order_makespan_gas', (row) => row.blockOrderMakespanGas),
  { name: 'module_makespan_gas', cell: (row) => row.moduleMakespanGas },
  ...byWorkers('optimistic_makespan_gas', (row) => row.optimisticMakespanGas),
  ...byWorkers('optimistic_aborts', (row) => row.optimisticAborts),
  { name: 'sources', cell: (row) => row.sources.join(' ') },
]

/** A number of workers with the makespans on it over a whole range. */
export interface WorkersRow {
  workers: number
  index: number
  total: ParallelismBucket
}

export const workersColumns: readonly CsvColumn<WorkersRow>[] = [
  { name: 'workers', cell: ({ workers }) => workers },
  { name: 'gas_used', cell: ({ total }) => total.gasUsed },
  { name: 'critical_path_gas', cell: ({ total }) => total.criticalPathGas },
  { name: 'makespan_gas', cell: ({ total, index }) => total.makespanGas[index] ?? '' },
  { name: 'block_order_makespan_gas', cell: ({ total, index }) => total.blockOrderMakespanGas[index] ?? '' },
  { name: 'optimistic_makespan_gas', cell: ({ total, index }) => total.optimisticMakespanGas[index] ?? '' },
  { name: 'module_makespan_gas', cell: ({ total }) => total.moduleMakespanGas },
]
