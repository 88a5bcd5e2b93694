import type { ChangedBlock } from '@/components/what-if/load-what-if'
import type { Advice } from '@/lib/parallelism/advice'
import { targetText } from '@/lib/parallelism/change-text'
import { blockMetrics, type MetricRow } from '@/lib/parallelism/what-if-metrics'
import type { CsvColumn } from '../csv'

/** Every metric over all blocks. */
export const metricColumns: readonly CsvColumn<MetricRow>[] = [
  { name: 'metric', cell: (row) => row.id },
  { name: 'unit', cell: (row) => row.unit },
  { name: 'today', cell: (row) => row.before },
  { name: 'then', cell: (row) => row.after },
  { name: 'difference', cell: (row) => row.difference },
  { name: 'median_block_today', cell: (row) => row.medianBefore },
  { name: 'median_block_then', cell: (row) => row.medianAfter },
]

/** Every metric of each block. */
export const blockColumns: readonly CsvColumn<ChangedBlock>[] = [
  { name: 'block', cell: (row) => row.number },
  { name: 'timestamp', cell: (row) => row.timestamp },
  { name: 'keys_of_the_target', cell: (row) => row.keys },
  ...blockMetrics().flatMap(({ id, value }): CsvColumn<ChangedBlock>[] => [
    { name: `${id}_today`, cell: ({ before }) => value(before) },
    { name: `${id}_then`, cell: ({ after }) => value(after) },
  ]),
]

/** What making each target commutative frees. */
export const adviceColumns: readonly CsvColumn<Advice>[] = [
  { name: 'target', cell: ({ target }) => targetText(target) },
  { name: 'kind', cell: ({ target }) => target.kind },
  { name: 'contested_keys', cell: (row) => row.keys },
  { name: 'critical_path_gas_freed', cell: ({ freed }) => freed.criticalPathGas },
  { name: 'waiting_gas_freed', cell: ({ freed }) => freed.waitingGas },
  { name: 'critical_path_gas_then', cell: ({ after }) => after.criticalPathGas },
  { name: 'waiting_gas_then', cell: ({ after }) => after.waitingGas },
  { name: 'critical_path_gas_split', cell: ({ splitAfter }) => splitAfter.criticalPathGas },
  { name: 'waiting_gas_split', cell: ({ splitAfter }) => splitAfter.waitingGas },
  { name: 'blocks_shorter', cell: (row) => row.blocks },
]
