import { bucketRows } from '@/components/charts/bucket-rows'
import { ChartFigure, LineNames } from '@/components/charts/chart-figure'
import type { ChartSeries } from '@/components/charts/chart-types'
import { LineChart } from '@/components/charts/dynamic'
import type { ParallelismBucket } from '@/lib/db/read/metrics'
import type { Step } from '@/lib/db/read/span'
import { BucketTable } from './bucket-table'
import { abortSeries, conflictSeries, drawn, written } from './series'

interface ConflictChartProps {
  buckets: ParallelismBucket[]
  step: Step
  total: ParallelismBucket
  workers: number
  index: number
  csv: string
}

const looks = ['main', 'second', 'third'] as const

/** Conflict rates over the blocks of a range. */
export function ConflictChart({ buckets, step, total, workers, index, csv }: ConflictChartProps) {
  const series = conflictSeries.map(
    (ratio, i): ChartSeries => ({
      id: ratio.id,
      name: ratio.name,
      look: looks[i] ?? 'third',
    }),
  )
  const rows = bucketRows(
    buckets,
    (bucket) => ({
      values: Object.fromEntries(conflictSeries.map((ratio) => [ratio.id, drawn(ratio, bucket)])),
    }),
    step,
  )
  const [conflicted, dependent, group] = conflictSeries.map((ratio) => written(ratio, total))
  const aborts = abortSeries(index)
  const caption = `${conflicted} of the transactions are in a conflict; ${dependent} wait for an earlier one; the largest component holds ${group}. Optimistic execution on ${workers} workers aborts ${written(aborts, total)} times in 100 transactions.`
  return (
    <ChartFigure
      caption={caption}
      height={260}
      chart={
        <LineChart
          rows={rows}
          series={series}
          unit="%"
          digits={1}
          height={260}
          top={100}
          label={`Conflict rates by block. ${caption}`}
        />
      }
      names={<LineNames series={series} />}
      rows={buckets.length}
      table={
        <BucketTable
          label="Conflict rates by block"
          buckets={buckets}
          step={step}
          series={[...conflictSeries, aborts]}
        />
      }
      csv={csv}
    />
  )
}
