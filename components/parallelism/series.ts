import type { ParallelismBucket } from '@/lib/db/read/metrics'
import { WORKERS } from '@/lib/parallelism/types'

/** A ratio column of the parallelism figures: the same in the chart, its table, the CSV and the key figures. */
export interface RatioSeries {
  id: string
  name: string
  unit: '×' | '%' | 'per 100 transactions'
  part: (bucket: ParallelismBucket) => bigint
  whole: (bucket: ParallelismBucket) => bigint
}

const speedup = (
  id: string,
  name: string,
  makespan: (bucket: ParallelismBucket) => bigint | undefined,
): RatioSeries => ({
  id,
  name,
  unit: '×',
  part: (bucket) => bucket.gasUsed,
  whole: (bucket) => makespan(bucket) ?? 0n,
})

/** Work over span: what no number of workers can exceed. */
export const boundSeries = speedup('bound', 'Speedup bound', (bucket) => bucket.criticalPathGas)

/** One serial lane a module. */
export const moduleSeries = speedup('modules', 'Module-partitioned', (bucket) => bucket.moduleMakespanGas)

/** The schedulers that run on a number of workers, by the index of that number in WORKERS. */
export function workerSeries(index: number): RatioSeries[] {
  const workers = WORKERS[index]
  return [
    speedup(`list${workers}`, 'Critical path first', (bucket) => bucket.makespanGas[index]),
    speedup(`order${workers}`, 'Block order', (bucket) => bucket.blockOrderMakespanGas[index]),
    speedup(`optimistic${workers}`, 'Optimistic', (bucket) => bucket.optimisticMakespanGas[index]),
  ]
}

const share = (
  id: string,
  name: string,
  part: (bucket: ParallelismBucket) => number,
  unit: '%' | 'per 100 transactions' = '%',
): RatioSeries => ({
  id,
  name,
  unit,
  part: (bucket) => BigInt(part(bucket)),
  whole: (bucket) => BigInt(bucket.transactions),
})

/** Shares of the transactions that conflict, in three definitions. */
export const conflictSeries: RatioSeries[] = [
  share('conflicted', 'In a conflict', (bucket) => bucket.conflictedTxs),
  share('dependent', 'Dependent', (bucket) => bucket.dependentTxs),
  share('group', 'Largest component', (bucket) => bucket.largestComponents),
]

/** Aborts of the optimistic simulation on one of the worker counts. */
export function abortSeries(index: number): RatioSeries {
  const aborts = (bucket: ParallelismBucket) => bucket.optimisticAborts[index] ?? 0
  return share(`aborts${WORKERS[index]}`, 'Optimistic aborts', aborts, 'per 100 transactions')
}

/** The value in the series' unit for drawing; null where it is a ratio to nothing. */
export function drawn(series: RatioSeries, bucket: ParallelismBucket): number | null {
  const whole = series.whole(bucket)
  if (whole === 0n) return null
  const value = Number(series.part(bucket)) / Number(whole)
  return series.unit === '×' ? value : value * 100
}

/** The value in words: "2.97×", "34.1%", "12.0". */
export function written(series: RatioSeries, bucket: ParallelismBucket): string {
  const value = drawn(series, bucket)
  if (value === null) return '–'
  if (series.unit === '×') return `${value.toFixed(2)}×`
  return series.unit === '%' ? `${value.toFixed(1)}%` : value.toFixed(1)
}
