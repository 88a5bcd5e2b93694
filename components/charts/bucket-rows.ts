import { integer } from '@/lib/format/numbers'
import type { ChartRow } from './chart-types'

interface Bucket {
  from: bigint
  to: bigint
}

/** The blocks of a bucket in words: "Block 7" or "Blocks 10 to 19". */
export function blocksOf({ from, to }: Bucket): string {
  return from === to ? `Block ${integer(from)}` : `Blocks ${integer(from)} to ${integer(to)}`
}

/**
 * Rows of a chart over blocks. Where blocks between two buckets are missing, an empty row interrupts the lines, so that
 * a gap is seen as one.
 */
export function bucketRows<B extends Bucket>(
  buckets: readonly B[],
  valuesOf: (bucket: B) => Pick<ChartRow, 'values' | 'band'>,
): ChartRow[] {
  return buckets.flatMap((bucket, i) => {
    const before = buckets[i - 1]
    const row = { tick: integer(bucket.from), title: blocksOf(bucket), ...valuesOf(bucket) }
    if (!before || before.to === bucket.from - 1n) return [row]
    const gap = { from: before.to + 1n, to: bucket.from - 1n }
    return [{ tick: integer(gap.from), title: `${blocksOf(gap)}: not indexed`, values: {} }, row]
  })
}
