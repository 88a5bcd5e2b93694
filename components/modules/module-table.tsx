import { type ModuleNames, ModuleTag, moduleColour } from '@/components/chips/tags'
import { Verdict } from '@/components/chips/verdict'
import { ShareBar } from '@/components/parallelism/share-bar'
import { type Column, DataTable } from '@/components/table/data-table'
import { integer, percent, ratio } from '@/lib/format/numbers'
import type { Base } from '@/lib/format/paths'
import type { Home } from './load-modules'

interface ModuleTableProps {
  homes: Home[]
  /** gas used and transactions of the same blocks, by the blocks themselves */
  gasUsed: bigint
  transactions: number
  modules: ModuleNames
  base: Base
}

const originWords: Record<string, string> = { registry: 'registry', configuration: 'modules file' }

/** All homes of transactions, with sums that meet the blocks' own figures. */
export function ModuleTable({ homes, gasUsed, transactions, modules, base }: ModuleTableProps) {
  const columns: Column<Home>[] = [
    {
      id: 'module',
      header: 'Module',
      rowHeader: true,
      sort: (home) => home.module?.ordinal ?? Number.MAX_SAFE_INTEGER,
      cell: (home) => <ModuleTag id={home.id} modules={modules} base={base} />,
    },
    {
      id: 'origin',
      header: 'Declared by',
      wide: true,
      hint: 'The chain’s registry, or the modules file of this site’s configuration',
      cell: (home) => (home.module ? originWords[home.module.origin] : '–'),
    },
    {
      id: 'contracts',
      header: 'Contracts',
      align: 'right',
      wide: true,
      sort: (home) => home.module?.contracts ?? -1,
      cell: (home) => (home.module ? integer(home.module.contracts) : '–'),
    },
    {
      id: 'gas',
      header: 'Home gas',
      align: 'right',
      wide: true,
      hint: 'Gas of the transactions that call or create its contracts',
      sort: (home) => home.total.homeGas,
      cell: ({ total }) => integer(total.homeGas),
    },
    {
      id: 'share',
      header: 'Share of gas',
      align: 'right',
      sort: (home) => home.total.homeGas,
      cell: ({ id, total }) => (
        <ShareBar
          part={total.homeGas}
          whole={gasUsed}
          text={percent(total.homeGas, gasUsed)}
          colour={moduleColour(id, modules)}
        />
      ),
    },
    {
      id: 'txs',
      header: 'Home txs',
      align: 'right',
      wide: true,
      sort: (home) => home.total.homeTxs,
      cell: ({ total }) => integer(total.homeTxs),
    },
    {
      id: 'touching',
      header: 'Touching',
      align: 'right',
      wide: true,
      hint: 'Transactions whose access set holds a key of its contracts',
      sort: (home) => home.total.touchingTxs,
      cell: ({ total }) => integer(total.touchingTxs),
    },
    {
      id: 'conflicts',
      header: 'Conflict rate',
      align: 'right',
      hint: 'Touching transactions with a conflict on its own keys',
      sort: ({ total }) => (total.touchingTxs === 0 ? -1 : total.conflictedTxs / total.touchingTxs),
      cell: ({ total }) => percent(total.conflictedTxs, total.touchingTxs),
    },
    {
      id: 'bound',
      header: 'Speedup bound',
      align: 'right',
      hint: 'Gas of the transactions that touch it over the critical path on its own keys alone',
      sort: ({ total }) =>
        total.criticalPathGas === 0n ? -1 : Number(total.touchingGas) / Number(total.criticalPathGas),
      cell: ({ total }) =>
        total.criticalPathGas === 0n ? '–' : `${ratio(total.touchingGas, total.criticalPathGas)}×`,
    },
    {
      id: 'cross',
      header: 'Cross-module',
      align: 'right',
      wide: true,
      hint: 'Home transactions that touch another module too',
      sort: ({ total }) => (total.homeTxs === 0 ? -1 : total.crossModuleTxs / total.homeTxs),
      cell: ({ id, total }) => (id === 'transfer' ? '–' : percent(total.crossModuleTxs, total.homeTxs)),
    },
  ]
  const gas = homes.reduce((sum, { total }) => sum + total.homeGas, 0n)
  const txs = homes.reduce((sum, { total }) => sum + total.homeTxs, 0)
  const meets = gas === gasUsed && txs === transactions
  return (
    <>
      <DataTable
        label="Modules"
        columns={columns}
        rows={homes}
        rowKey={({ id }) => id}
        totals={{ module: 'Sum', gas: integer(gas), share: percent(gas, gasUsed), txs: integer(txs) }}
      />
      <p className="note table-note">
        <Verdict kind={meets ? 'pass' : 'fail'} word={meets ? 'Adds up' : 'Does not add up'} />{' '}
        {meets
          ? `Home gas of all rows equals the gas used of the blocks, ${integer(gasUsed)}; home transactions equal their ${integer(transactions)} transactions.`
          : `The blocks used ${integer(gasUsed)} gas in ${integer(transactions)} transactions; the rows hold ${integer(gas)} gas in ${integer(txs)}.`}
      </p>
    </>
  )
}
