import { bucketRows, bucketWords } from '@/components/charts/bucket-rows'
import { ChartFigure, LineNames } from '@/components/charts/chart-figure'
import type { ChartSeries } from '@/components/charts/chart-types'
import { LineChart } from '@/components/charts/dynamic'
import { type Column, DataTable } from '@/components/table/data-table'
import type { ModuleBucket, ModuleTotal } from '@/lib/db/read/module-metrics'
import type { Step } from '@/lib/db/read/span'
import { integer, percent, ratio } from '@/lib/format/numbers'
import { moduleBound, moduleRates, rate } from './module-series'

interface ModuleChartProps {
  name: string
  total: ModuleTotal
  buckets: ModuleBucket[]
  step: Step
  csv: string
}

const rateLooks: ChartSeries[] = moduleRates.map(({ id, name }, i) => ({
  id,
  name,
  look: i === 0 ? 'main' : 'third',
}))
const boundLook: ChartSeries[] = [{ id: 'bound', name: 'Speedup bound', look: 'main' }]

/** Conflict rate and cross-module share of a module over the blocks of a range. */
export function RateChart({ name, total, buckets, step, csv }: ModuleChartProps) {
  const rows = bucketRows(
    buckets,
    (bucket) => ({ values: Object.fromEntries(moduleRates.map((one) => [one.id, rate(one, bucket)])) }),
    step,
  )
  const caption = `${percent(total.conflictedTxs, total.touchingTxs)} of the transactions that touch ${name} conflict on its keys; ${percent(total.crossModuleTxs, total.homeTxs)} of its home transactions touch another module.`
  return (
    <ChartFigure
      caption={caption}
      height={240}
      chart={
        <LineChart
          rows={rows}
          series={rateLooks}
          unit="%"
          digits={1}
          height={240}
          top={100}
          label={`Rates by block. ${caption}`}
        />
      }
      names={<LineNames series={rateLooks} />}
      rows={buckets.length}
      table={<BucketTable buckets={buckets} step={step} label="Rates by block" />}
      csv={csv}
    />
  )
}

/** Speedup bound over the module's own keys over the blocks of a range. */
export function BoundChart({ name, total, buckets, step, csv }: ModuleChartProps) {
  const rows = bucketRows(buckets, (bucket) => ({ values: { bound: moduleBound(bucket) } }), step)
  const caption = `If only the keys of ${name} conflicted, the transactions that touch it could run ${ratio(total.touchingGas, total.criticalPathGas)}× as fast.`
  return (
    <ChartFigure
      caption={caption}
      height={240}
      chart={
        <LineChart
          rows={rows}
          series={boundLook}
          unit="×"
          digits={2}
          height={240}
          label={`Speedup bound by block. ${caption}`}
          speedup
        />
      }
      names={<LineNames series={boundLook} />}
      rows={buckets.length}
      table={<BucketTable buckets={buckets} step={step} label="Speedup bound by block" />}
      csv={csv}
    />
  )
}

function BucketTable({ buckets, step, label }: { buckets: ModuleBucket[]; step: Step; label: string }) {
  const columns: Column<ModuleBucket>[] = [
    {
      id: 'blocks',
      header: 'seconds' in step ? 'Time' : 'Blocks',
      rowHeader: true,
      cell: (row) => bucketWords(row, step),
    },
    { id: 'touching', header: 'Touching txs', align: 'right', cell: (row) => integer(row.touchingTxs) },
    { id: 'conflicted', header: 'In a conflict', align: 'right', cell: (row) => integer(row.conflictedTxs) },
    { id: 'home', header: 'Home txs', align: 'right', cell: (row) => integer(row.homeTxs) },
    { id: 'cross', header: 'Cross-module', align: 'right', cell: (row) => integer(row.crossModuleTxs) },
    { id: 'gas', header: 'Touching gas', align: 'right', cell: (row) => integer(row.touchingGas) },
    {
      id: 'critical',
      header: 'Critical path gas',
      align: 'right',
      cell: (row) => integer(row.criticalPathGas),
    },
  ]
  return <DataTable label={label} columns={columns} rows={buckets} rowKey={({ from }) => `${from}`} />
}
