import type { GasPoint } from '@/components/modules/gas-points'
import type { Home } from '@/components/modules/load-modules'
import type { ModuleBucket, ModuleConflictTotal, ModuleTotal } from '@/lib/db/read/module-metrics'
import type { CsvColumn } from '../csv'

const totalColumns: readonly CsvColumn<ModuleTotal>[] = [
  { name: 'touching_transactions', cell: (row) => row.touchingTxs },
  { name: 'home_transactions', cell: (row) => row.homeTxs },
  { name: 'home_gas', cell: (row) => row.homeGas },
  { name: 'cross_module_transactions', cell: (row) => row.crossModuleTxs },
  { name: 'dependencies', cell: (row) => row.edges },
  { name: 'conflicted_transactions', cell: (row) => row.conflictedTxs },
  { name: 'touching_gas', cell: (row) => row.touchingGas },
  { name: 'critical_path_gas', cell: (row) => row.criticalPathGas },
]

export const moduleColumns: readonly CsvColumn<Home>[] = [
  { name: 'module', cell: ({ id }) => id },
  { name: 'name', cell: ({ module }) => module?.name ?? '' },
  { name: 'contracts', cell: ({ module }) => module?.contracts ?? '' },
  ...totalColumns.map(({ name, cell }): CsvColumn<Home> => ({ name, cell: ({ total }) => cell(total) })),
]

export const moduleBucketColumns: readonly CsvColumn<ModuleBucket>[] = [
  { name: 'from_block', cell: (row) => row.from },
  { name: 'to_block', cell: (row) => row.to },
  { name: 'module', cell: (row) => row.moduleId },
  ...totalColumns,
]

export const conflictColumns: readonly CsvColumn<ModuleConflictTotal>[] = [
  { name: 'earlier_module', cell: (row) => row.earlierModule },
  { name: 'later_module', cell: (row) => row.laterModule },
  { name: 'dependencies', cell: (row) => row.edges },
]

/** A column a home: gas by home module, one row for some blocks. */
export const gasColumns = (homes: readonly Home[]): readonly CsvColumn<GasPoint>[] => [
  { name: 'from_block', cell: (row) => row.from },
  { name: 'to_block', cell: (row) => row.to },
  ...homes.map(
    ({ id }): CsvColumn<GasPoint> => ({ name: `gas_${id}`, cell: ({ gas }) => gas.get(id) ?? 0n }),
  ),
  { name: 'gas_used', cell: (row) => row.sum },
]
