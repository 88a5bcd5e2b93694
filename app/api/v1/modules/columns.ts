import type { Home } from '@/components/modules/load-modules'
import type { ModuleLoad } from '@/components/modules/module-loads'
import type { ModulePoint } from '@/components/modules/module-points'
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

/** A module beside the whole chain, one row for some blocks. */
export const loadColumns: readonly CsvColumn<ModuleLoad>[] = [
  { name: 'from_block', cell: (row) => row.from },
  { name: 'to_block', cell: (row) => row.to },
  { name: 'blocks', cell: (row) => row.blocks },
  { name: 'home_transactions', cell: (row) => row.homeTxs },
  { name: 'home_gas', cell: (row) => row.homeGas },
  { name: 'gas_used', cell: (row) => row.gasUsed },
]

export const conflictColumns: readonly CsvColumn<ModuleConflictTotal>[] = [
  { name: 'earlier_module', cell: (row) => row.earlierModule },
  { name: 'later_module', cell: (row) => row.laterModule },
  { name: 'dependencies', cell: (row) => row.edges },
]

/** The figures of every home beside each other, one row for some blocks: as the charts have them. */
export const pointColumns = (homes: readonly Home[]): readonly CsvColumn<ModulePoint>[] => [
  { name: 'from_block', cell: (row) => row.from },
  { name: 'to_block', cell: (row) => row.to },
  ...homes.flatMap(({ id }) =>
    totalColumns.map(
      ({ name, cell }): CsvColumn<ModulePoint> => ({
        name: `${id}_${name}`,
        cell: ({ modules }) => {
          const module = modules.get(id)
          return module ? cell(module) : 0
        },
      }),
    ),
  ),
]
