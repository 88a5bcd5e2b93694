import { bucketRows } from '@/components/charts/bucket-rows'
import { ChartFigure, LineNames } from '@/components/charts/chart-figure'
import type { ChartSeries } from '@/components/charts/chart-types'
import { LineChart } from '@/components/charts/dynamic'
import type { ParallelismBucket } from '@/lib/db/read/metrics'
import type { Step } from '@/lib/db/read/span'
import { WORKERS } from '@/lib/parallelism/types'
import { BucketTable } from './bucket-table'
import { abortSeries, drawn, written } from './series'

interface AbortChartProps {
  buckets: ParallelismBucket[]
  step: Step
  total: ParallelismBucket
  /** index of the worker count that is looked at */
  index: number
  csv: string
}

/** Aborts of the optimistic simulation over a range: on the workers looked at, and on the fewest and the most. */
export function AbortChart({ buckets, step, total, index, csv }: AbortChartProps) {
  const shown = [...new Set([index, 0, WORKERS.length - 1])]
  const ratios = shown.map(abortSeries)
  const series = shown.map(
    (at, i): ChartSeries => ({
      id: `aborts${WORKERS[at]}`,
      name: `${WORKERS[at]} workers`,
      look: i === 0 ? 'main' : i === 1 ? 'second' : 'third',
    }),
  )
  const rows = bucketRows(
    buckets,
    (bucket) => ({ values: Object.fromEntries(ratios.map((ratio) => [ratio.id, drawn(ratio, bucket)])) }),
    step,
  )
  const caption = `Optimistic execution on ${WORKERS[index]} workers aborts ${written(abortSeries(index), total)} times in 100 transactions.`
  return (
    <ChartFigure
      caption={caption}
      height={240}
      chart={
        <LineChart
          rows={rows}
          series={series}
          unit=""
          digits={1}
          height={240}
          label={`Aborts in 100 transactions, optimistic execution. ${caption}`}
        />
      }
      names={<LineNames series={series} />}
      rows={buckets.length}
      table={
        <BucketTable
          label="Aborts in 100 transactions"
          buckets={buckets}
          step={step}
          series={WORKERS.map((workers, at) => ({ ...abortSeries(at), name: `${workers} workers,` }))}
        />
      }
      csv={csv}
    />
  )
}
