import { blocksOf } from '@/components/charts/bucket-rows'
import { integer } from '@/lib/format/numbers'
import { span, utc } from '@/lib/format/time'
import type { LoadedRange } from './load-range'

/** The blocks that a page's figures stand on, and the time that they span (unix seconds). */
export function RangeWords({ range, from, to }: { range: LoadedRange; from: bigint; to: bigint }) {
  const missing = range.to - range.from + 1n - BigInt(range.blocks)
  return (
    <span title={`${utc(from)} to ${utc(to)}`}>
      {blocksOf(range)}
      <span className="dim">
        {' '}
        · {span(Number(to - from))}
        {missing > 0n && ` · ${integer(range.blocks)} of them analysed`}
      </span>
    </span>
  )
}
