import { type Column, DataTable } from '@/components/table/data-table'
import { integer } from '@/lib/format/numbers'
import { blockRatios } from '@/lib/parallelism/what-if-metrics'
import type { Outcome } from './load-what-if'
import { ratioOf } from './what-if-words'

interface Row {
  id: string
  name: string
  unit: string
  before: string
  after: string
  difference: string
  medians: string
}

/** Every metric today beside the same after the change. */
export function MetricTable({
  outcome: { metrics },
  blocks,
  workers,
  csv,
}: {
  outcome: Outcome
  blocks: number
  /** the number of workers whose rows are shown at once; those of the others can be opened */
  workers: number
  csv: string
}) {
  const ratios = blockRatios().map(
    ({ id, name, unit, part, whole }): Row => ({
      ...{ id, name, unit, difference: '', medians: '' },
      ...ratioOf(metrics, part, whole, unit),
    }),
  )
  const counts = metrics.map(
    ({ id, name, unit, before, after, difference, ...medians }): Row => ({
      ...{ id, name, unit, before: integer(before), after: integer(after) },
      difference: `${difference > 0n ? '+' : ''}${integer(difference)}`.replace('-', '−'),
      medians: `${integer(medians.medianBefore)} → ${integer(medians.medianAfter)}`,
    }),
  )
  const several = blocks > 1
  const columns: Column<Row>[] = [
    { id: 'name', header: 'Metric', rowHeader: true, wrap: true, cell: ({ name }) => name },
    { id: 'today', header: 'Today', align: 'right', cell: ({ before }) => before },
    {
      id: 'then',
      header: 'Then',
      align: 'right',
      cell: ({ before, after }) => (before === after ? <span className="dim">{after}</span> : <b>{after}</b>),
    },
    { id: 'change', header: 'Change', align: 'right', wide: true, cell: ({ difference }) => difference },
    {
      id: 'unit',
      header: 'Unit',
      wide: true,
      cell: ({ unit }) => (unit === '×' || unit === '%' ? '' : unit),
    },
    ...(several
      ? [
          {
            id: 'median',
            header: 'In the median block',
            align: 'right' as const,
            wide: true,
            hint: 'Of the blocks one by one; the lower of the two in the middle where their number is even',
            cell: ({ medians }: Row) => medians,
          },
        ]
      : []),
  ]
  const rows = [...ratios, ...counts]
  const ofOthers = ({ name }: Row) => {
    const count = /, (\d+) workers$/.exec(name)?.[1]
    return count !== undefined && Number(count) !== workers
  }
  const table = (label: string, some: Row[]) => (
    <DataTable label={label} columns={columns} rows={some} rowKey={({ id }) => id} />
  )
  const others = rows.filter(ofOthers)
  return (
    <>
      {table(
        'Every metric today and after the change',
        rows.filter((row) => !ofOthers(row)),
      )}
      <details className="chart-data">
        <summary>
          On other numbers of workers <span className="dim">{others.length} rows</span>
        </summary>
        {table('The same on other numbers of workers', others)}
      </details>
      <p className="note table-note">
        {several &&
          'Sums over the blocks, as if executed one after the other; rates and speedups are made from them. '}
        <a href={csv} download>
          CSV
        </a>
      </p>
    </>
  )
}
