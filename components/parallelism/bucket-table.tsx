import { bucketWords } from '@/components/charts/bucket-rows'
import { type Column, DataTable } from '@/components/table/data-table'
import type { ParallelismBucket } from '@/lib/db/read/metrics'
import type { Step } from '@/lib/db/read/span'
import { integer } from '@/lib/format/numbers'
import { type RatioSeries, written } from './series'

interface BucketTableProps {
  label: string
  buckets: ParallelismBucket[]
  step: Step
  series: RatioSeries[]
  /** the gas that speedups are made of */
  withGas?: boolean
}

/** The figures behind a chart over blocks. */
export function BucketTable({ label, buckets, step, series, withGas }: BucketTableProps) {
  const columns: Column<ParallelismBucket>[] = [
    ...('seconds' in step ? [timeColumn(step)] : []),
    {
      id: 'from',
      header: 'From block',
      align: 'right',
      rowHeader: 'blocks' in step,
      cell: (row) => integer(row.from),
    },
    { id: 'to', header: 'To', align: 'right', cell: (row) => integer(row.to) },
    { id: 'transactions', header: 'Transactions', align: 'right', cell: (row) => integer(row.transactions) },
    ...(withGas ? gasColumns : []),
    ...series.map(
      (ratio): Column<ParallelismBucket> => ({
        id: ratio.id,
        header: ratio.unit === 'per 100 transactions' ? `${ratio.name} per 100` : ratio.name,
        align: 'right',
        cell: (row) => written(ratio, row),
      }),
    ),
  ]
  return <DataTable label={label} columns={columns} rows={buckets} rowKey={(row) => `${row.from}`} />
}

const timeColumn = (step: Step): Column<ParallelismBucket> => ({
  id: 'time',
  header: 'Time',
  rowHeader: true,
  cell: (row) => bucketWords(row, step),
})

const gasColumns: Column<ParallelismBucket>[] = [
  { id: 'gas', header: 'Gas used', align: 'right', cell: (row) => integer(row.gasUsed) },
  {
    id: 'critical',
    header: 'Critical path gas',
    align: 'right',
    cell: (row) => integer(row.criticalPathGas),
  },
]
