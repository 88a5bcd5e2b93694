import { blocksOf } from '@/components/charts/bucket-rows'
import { integer } from '@/lib/format/numbers'
import { span, utc } from '@/lib/format/time'
import type { DiscoveryData } from './load-discovery'

/** The blocks that a suggestion stands on, and the time that they span. */
export function StandsOn({ range }: { range: DiscoveryData['range'] }) {
  const { fromTimestamp, toTimestamp } = range
  const missing = range.to - range.from + 1n - BigInt(range.blocks)
  return (
    <span title={`${utc(fromTimestamp)} to ${utc(toTimestamp)}`}>
      {blocksOf(range)}
      <span className="dim">
        {' '}
        · {span(Number(toTimestamp - fromTimestamp))}
        {missing > 0n && ` · ${integer(range.blocks)} of them analysed`}
      </span>
    </span>
  )
}
