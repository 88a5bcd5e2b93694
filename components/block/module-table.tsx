import { type ModuleNames, ModuleTag, moduleColour, moduleName } from '@/components/chips/tags'
import { ShareBar } from '@/components/parallelism/share-bar'
import { DataTable } from '@/components/table/data-table'
import type { ModuleTotal } from '@/lib/db/read/module-metrics'
import { integer, percent, ratio } from '@/lib/format/numbers'
import type { Base } from '@/lib/format/paths'

interface ModuleTableProps {
  rows: ModuleTotal[]
  gasUsed: bigint
  modules: ModuleNames
  base: Base
}

/** A block by module. Home gas over all rows is the block's gas used. */
export function BlockModuleTable({ rows, gasUsed, modules, base }: ModuleTableProps) {
  const sum = (of: (row: ModuleTotal) => bigint) => rows.reduce((total, row) => total + of(row), 0n)
  const homeGas = sum((row) => row.homeGas)
  return (
    <DataTable
      label="The block by module"
      rows={rows.toSorted((a, b) => (a.homeGas < b.homeGas ? 1 : a.homeGas > b.homeGas ? -1 : 0))}
      rowKey={(row) => row.moduleId}
      columns={[
        {
          id: 'module',
          header: 'Module',
          rowHeader: true,
          fill: true,
          cell: (row) => <ModuleTag id={row.moduleId} modules={modules} base={base} />,
          sort: (row) => moduleName(row.moduleId, modules),
        },
        {
          id: 'home',
          header: 'Home txs',
          align: 'right',
          hint: 'Transactions that call or create a contract of it',
          cell: (row) => integer(row.homeTxs),
          sort: (row) => row.homeTxs,
        },
        {
          id: 'gas',
          header: 'Home gas',
          align: 'right',
          cell: (row) => integer(row.homeGas),
          sort: (row) => row.homeGas,
        },
        {
          id: 'share',
          header: 'Of the block',
          align: 'right',
          wide: true,
          cell: (row) => (
            <ShareBar
              part={row.homeGas}
              whole={gasUsed}
              text={percent(row.homeGas, gasUsed)}
              colour={moduleColour(row.moduleId, modules)}
            />
          ),
        },
        {
          id: 'touching',
          header: 'Touching txs',
          align: 'right',
          wide: true,
          hint: 'Transactions whose access set holds a key of its contracts',
          cell: (row) => integer(row.touchingTxs),
          sort: (row) => row.touchingTxs,
        },
        {
          id: 'cross',
          header: 'Cross-module',
          align: 'right',
          wide: true,
          hint: 'Home transactions that touch another module too',
          cell: (row) => integer(row.crossModuleTxs),
          sort: (row) => row.crossModuleTxs,
        },
        {
          id: 'edges',
          header: 'Dependencies',
          align: 'right',
          wide: true,
          hint: 'Through its own keys',
          cell: (row) => integer(row.edges),
          sort: (row) => row.edges,
        },
        {
          id: 'bound',
          header: 'Bound',
          align: 'right',
          hint: 'Gas of all transactions that touch it over the critical path through its keys alone',
          cell: (row) =>
            row.criticalPathGas === 0n ? '–' : `${ratio(row.touchingGas, row.criticalPathGas)}×`,
          sort: (row) =>
            row.criticalPathGas === 0n ? 0 : Number(row.touchingGas) / Number(row.criticalPathGas),
        },
      ]}
      totals={{
        module: 'All modules',
        home: integer(rows.reduce((total, row) => total + row.homeTxs, 0)),
        gas: integer(homeGas),
        share: percent(homeGas, gasUsed),
      }}
    />
  )
}
