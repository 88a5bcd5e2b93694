import { blocksOf, bucketRows } from '@/components/charts/bucket-rows'
import { ChartFigure, LineNames } from '@/components/charts/chart-figure'
import type { ChartSeries } from '@/components/charts/chart-types'
import { LineChart } from '@/components/charts/dynamic'
import type { ParallelismBucket } from '@/lib/db/read/metrics'
import type { Step } from '@/lib/db/read/span'
import { BucketTable } from './bucket-table'
import { stepWords } from './range-words'
import { boundSeries, drawn, moduleSeries, type RatioSeries, workerSeries, written } from './series'

interface SpeedupChartProps {
  buckets: ParallelismBucket[]
  total: ParallelismBucket
  step: Step
  workers: number
  /** index of `workers` in WORKERS */
  index: number
  csv: string
}

/** Speedups over the blocks of a range: the bound, and what each scheduler reaches on a number of workers. */
export function SpeedupChart({ buckets, total, step, workers, index, csv }: SpeedupChartProps) {
  const [list, order, optimistic] = workerSeries(index)
  if (!list || !order || !optimistic) return null
  const lines: (ChartSeries & { ratio: RatioSeries })[] = [
    { id: 'bound', name: 'Bound', look: 'limit', ratio: boundSeries },
    { id: 'list', name: list.name, look: 'main', ratio: list },
    { id: 'order', name: order.name, look: 'second', ratio: order },
    { id: 'optimistic', name: optimistic.name, look: 'third', ratio: optimistic },
    { id: 'modules', name: moduleSeries.name, look: 'fourth', ratio: moduleSeries },
  ]
  const series = lines.map(({ id, name, look }) => ({ id, name, look }))
  const rows = bucketRows(
    buckets,
    (bucket) => ({
      values: Object.fromEntries(lines.map(({ id, ratio }) => [id, drawn(ratio, bucket)])),
      ...bandOf(bucket),
    }),
    step,
  )
  const banded = rows.some((row) => row.band)
  const caption = `${blocksOf(total)} could run ${written(boundSeries, total)} as fast with workers without limit. ${workers} workers reach ${written(list, total)} with the critical path first, ${written(order, total)} in block order and ${written(optimistic, total)} optimistically; one lane a module reaches ${written(moduleSeries, total)}.`
  return (
    <ChartFigure
      caption={
        <>
          {caption}{' '}
          <span className="dim">
            1× is serial execution. {sentence(stepWords(step))}
            {banded && '; the band spans the lowest and the highest bound of a single block in it'}.
          </span>
        </>
      }
      height={320}
      chart={
        <LineChart
          rows={rows}
          series={series}
          unit="×"
          digits={2}
          height={320}
          label={`Speedup by block. ${caption}`}
          speedup
          bandName={banded ? 'Bound, single blocks' : undefined}
        />
      }
      names={<LineNames series={series} />}
      rows={buckets.length}
      table={
        <BucketTable
          label="Speedups by block"
          buckets={buckets}
          step={step}
          series={lines.map(({ ratio }) => ratio)}
          withGas
        />
      }
      csv={csv}
    />
  )
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

function bandOf(bucket: ParallelismBucket): { band?: [number, number] } {
  const { lowestBound, highestBound, blocks } = bucket
  if (blocks < 2 || lowestBound === undefined || highestBound === undefined) return {}
  return { band: [lowestBound, highestBound] }
}
