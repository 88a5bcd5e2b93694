import { type ModuleNames, ModuleTag } from '@/components/chips/tags'
import { ShareBar } from '@/components/parallelism/share-bar'
import { type Column, DataTable } from '@/components/table/data-table'
import { integer, percent } from '@/lib/format/numbers'
import type { Base } from '@/lib/format/paths'
import type { DiscoveryData, NamedModule } from './load-discovery'

interface SuggestionTableProps {
  data: DiscoveryData
  modules: ModuleNames
  base: Base
}

/** The suggested modules, with what holds each together and the declared module that is most like it. */
export function SuggestionTable({ data, modules, base }: SuggestionTableProps) {
  const { gas } = data.discovery.shares
  const columns: Column<NamedModule>[] = [
    {
      id: 'name',
      header: 'Suggested module',
      rowHeader: true,
      wrap: true,
      hint: 'By its hottest contract',
      cell: ({ name }) => name,
    },
    {
      id: 'id',
      header: 'Id',
      wide: true,
      hint: 'Stays with the members: a module that goes on an earlier one keeps its id',
      cell: ({ id, match }) => (
        <>
          <span className="mono">{id}</span>
          {match === undefined && <span className="note"> new</span>}
        </>
      ),
    },
    {
      id: 'contracts',
      header: 'Contracts',
      align: 'right',
      wide: true,
      sort: ({ members }) => members.length,
      cell: ({ members }) => integer(members.length),
    },
    {
      id: 'transactions',
      header: 'Touching txs',
      align: 'right',
      wide: true,
      sort: ({ transactions }) => transactions,
      cell: ({ transactions }) => integer(transactions),
    },
    {
      id: 'gas',
      header: 'Share of gas',
      align: 'right',
      hint: 'Gas of the transactions that touch it, of all that touch a contract; what crosses counts in each',
      sort: (module) => module.gas,
      cell: (module) => <ShareBar part={module.gas} whole={gas} text={percent(module.gas, gas)} />,
    },
    {
      id: 'inside',
      header: 'Stays inside',
      align: 'right',
      hint: 'Of that gas, the part of transactions that touch nothing else',
      sort: (module) => (module.gas === 0n ? -1 : Number(module.insideGas) / Number(module.gas)),
      cell: (module) => percent(module.insideGas, module.gas),
    },
    {
      id: 'cohesion',
      header: 'Cohesion',
      align: 'right',
      wide: true,
      hint: 'Share of the weight of its members’ pairs that is between two members',
      sort: ({ cohesion }) => cohesion ?? -1,
      cell: ({ cohesion }) => (cohesion === undefined ? '–' : cohesion.toFixed(2)),
    },
  ]
  if (data.declared !== undefined) {
    columns.push({
      id: 'closest',
      header: 'Most like',
      hint: 'The declared module with the largest Jaccard index: contracts of both over contracts of either',
      cell: ({ closest }) =>
        closest === undefined ? (
          <span className="dim">none</span>
        ) : (
          <>
            <ModuleTag id={closest.moduleId} modules={modules} base={base} />{' '}
            <span className="note">{closest.overlap.toFixed(2)}</span>
          </>
        ),
    })
  }
  return <DataTable label="Suggested modules" columns={columns} rows={data.modules} rowKey={({ id }) => id} />
}
