import { Address } from '@/components/chips/hash'
import { type ModuleNames, ModuleTag } from '@/components/chips/tags'
import { ShareBar } from '@/components/parallelism/share-bar'
import { type Column, DataTable } from '@/components/table/data-table'
import { integer, percent } from '@/lib/format/numbers'
import type { Base } from '@/lib/format/paths'
import type { Heat } from '@/lib/parallelism/discovery/co-access'
import { UNASSIGNED } from '@/lib/parallelism/types'
import type { DiscoveryData } from './load-discovery'

interface Row extends Heat {
  /** of the suggested module */
  id: string
  /** the first contract that is listed of it */
  first: boolean
}

interface MemberTableProps {
  data: DiscoveryData
  modules: ModuleNames
  base: Base
}

/** What is listed; the rest is in the exports. */
export const LISTED_MODULES = 12
export const LISTED_CONTRACTS = 6

/** The hottest contracts of every suggested module, with the module that each is declared for. */
export function MemberTable({ data, modules, base }: MemberTableProps) {
  const { gas } = data.discovery.shares
  const rows = data.modules
    .slice(0, LISTED_MODULES)
    .flatMap(({ id, members }): Row[] =>
      members.slice(0, LISTED_CONTRACTS).map((member, at) => ({ ...member, id, first: at === 0 })),
    )
  const columns: Column<Row>[] = [
    {
      id: 'contract',
      header: 'Contract',
      rowHeader: true,
      cell: ({ contract }) => <Address address={contract} base={base} label={data.labels.get(contract)} />,
    },
    {
      id: 'module',
      header: 'Suggested module',
      cell: ({ id, first }) => <span className={first ? 'mono' : 'mono dim'}>{id}</span>,
    },
    {
      id: 'transactions',
      header: 'Touching txs',
      align: 'right',
      wide: true,
      cell: ({ transactions }) => integer(transactions),
    },
    {
      id: 'gas',
      header: 'Share of gas',
      align: 'right',
      // where there is a declared module to compare with, that says more
      wide: data.declared !== undefined,
      hint: 'Gas of the transactions that touch it, of all that touch a contract',
      cell: (row) => <ShareBar part={row.gas} whole={gas} text={percent(row.gas, gas)} />,
    },
  ]
  if (data.declared !== undefined) {
    columns.push({
      id: 'declared',
      header: 'Declared',
      cell: ({ contract }) => (
        <ModuleTag id={data.declaredOf(contract) ?? UNASSIGNED} modules={modules} base={base} />
      ),
    })
  }
  return (
    <DataTable
      label="Contracts of suggested modules"
      columns={columns}
      rows={rows}
      rowKey={({ contract }) => contract}
    />
  )
}
