import type { Step } from '@/lib/db/read/span'
import { integer } from '@/lib/format/numbers'
import type { ChartRow } from './chart-types'
import { stretchTick, stretchWords } from './time-words'

interface Bucket {
  from: bigint
  to: bigint
  /** first second, where the bucket is a stretch of time */
  start?: bigint
}

/** The blocks of a bucket in words: "Block 7" or "Blocks 10 to 19". */
export function blocksOf({ from, to }: Bucket): string {
  return from === to ? `Block ${integer(from)}` : `Blocks ${integer(from)} to ${integer(to)}`
}

/** A bucket in words: its time where it is a stretch of time, else its blocks. */
export function bucketWords(bucket: Bucket, step: Step): string {
  return 'seconds' in step && bucket.start !== undefined
    ? stretchWords(bucket.start, step.seconds)
    : blocksOf(bucket)
}

/**
 * Rows of a chart over blocks, or over time where the step is one of time. Where blocks between two buckets are
 * missing, or no block is in some time, an empty row interrupts the lines, so that a gap is seen as one.
 */
export function bucketRows<B extends Bucket>(
  buckets: readonly B[],
  valuesOf: (bucket: B) => Pick<ChartRow, 'values' | 'band'>,
  step: Step = { blocks: 1n },
): ChartRow[] {
  return 'seconds' in step
    ? timeRows(buckets, valuesOf, step.seconds)
    : buckets.flatMap((bucket, i) => {
        const before = buckets[i - 1]
        const row = { tick: integer(bucket.from), title: blocksOf(bucket), ...valuesOf(bucket) }
        if (!before || before.to === bucket.from - 1n) return [row]
        const gap = { from: before.to + 1n, to: bucket.from - 1n }
        return [{ tick: integer(gap.from), title: `${blocksOf(gap)}: not indexed`, values: {} }, row]
      })
}

function timeRows<B extends Bucket>(
  buckets: readonly B[],
  valuesOf: (bucket: B) => Pick<ChartRow, 'values' | 'band'>,
  seconds: bigint,
): ChartRow[] {
  const startOf = (bucket: B | undefined) => bucket?.start ?? 0n
  const extent = startOf(buckets.at(-1)) - startOf(buckets[0]) + seconds
  const tick = (start: bigint) => stretchTick(start, seconds, extent)
  return buckets.flatMap((bucket, i) => {
    const start = startOf(bucket)
    const title = `${stretchWords(start, seconds)} · ${blocksOf(bucket)}`
    const row = { tick: tick(start), title, ...valuesOf(bucket) }
    const before = buckets[i - 1]
    const gap = startOf(before) + seconds
    if (!before || gap >= start) return [row]
    return [{ tick: tick(gap), title: `From ${stretchWords(gap, seconds)}: no block`, values: {} }, row]
  })
}
