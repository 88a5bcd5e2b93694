import { ShareBar } from '@/components/parallelism/share-bar'
import { type Column, DataTable } from '@/components/table/data-table'
import { percent, ratio } from '@/lib/format/numbers'
import type { GasShares } from '@/lib/parallelism/discovery/gas-shares'

interface Row {
  id: string
  name: string
  hint: string
  cell: (shares: GasShares) => { part: bigint; text: string } | string
}

const ofGas = (part: (shares: GasShares) => bigint) => (shares: GasShares) => ({
  part: part(shares),
  text: percent(part(shares), shares.gas),
})

const rows: Row[] = [
  {
    id: 'inside',
    name: 'Stays inside one module',
    hint: 'All contracts touched are of one module: one lane is held',
    cell: ofGas(({ inside }) => inside),
  },
  {
    id: 'cross',
    name: 'Crosses modules',
    hint: 'Several modules, or a module and a contract of none: several lanes are held',
    cell: ofGas(({ cross }) => cross),
  },
  {
    id: 'unassigned',
    name: 'In no module',
    hint: 'All contracts touched are unassigned',
    cell: ofGas(({ unassigned }) => unassigned),
  },
  {
    id: 'busiest',
    name: 'Through the busiest lane',
    hint: 'Gas of the transactions that hold it',
    cell: ofGas(({ busiest }) => busiest?.gas ?? 0n),
  },
  {
    id: 'bound',
    name: 'Speedup at most',
    hint: 'Gas over the gas through the busiest lane, whatever the number of workers',
    cell: ({ gas, busiest }) => (busiest ? `${ratio(gas, busiest.gas)}×` : '–'),
  },
]

/** What lanes would carry with the modules declared, and with those suggested. */
export function ComparisonTable({
  suggested,
  declared,
}: {
  suggested: GasShares
  declared: GasShares | undefined
}) {
  const column = (id: string, header: string, shares: GasShares): Column<Row> => ({
    id,
    header,
    align: 'right',
    cell: (row) => {
      const found = row.cell(shares)
      return typeof found === 'string' ? (
        found
      ) : (
        <ShareBar part={found.part} whole={shares.gas} text={found.text} />
      )
    },
  })
  const columns: Column<Row>[] = [
    {
      id: 'name',
      header: 'Gas that',
      rowHeader: true,
      wrap: true,
      cell: ({ name, hint }) => <span title={hint}>{name}</span>,
    },
    ...(declared === undefined ? [] : [column('declared', 'Declared', declared)]),
    column('suggested', 'Suggested', suggested),
  ]
  return <DataTable label="One lane a module" columns={columns} rows={rows} rowKey={({ id }) => id} />
}
