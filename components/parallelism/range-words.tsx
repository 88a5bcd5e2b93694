import { blocksOf } from '@/components/charts/bucket-rows'
import type { Step } from '@/lib/db/read/span'
import { integer } from '@/lib/format/numbers'
import { span, utc } from '@/lib/format/time'
import type { LoadedRange } from './load-range'
import { widthWords } from './time-steps'
import type { BlockRange, TimeRange } from './view'

/** The blocks that a page's figures stand on, and the time that they span (unix seconds). */
export function RangeWords({
  range,
  from,
  to,
}: {
  range: Pick<LoadedRange, 'from' | 'to' | 'blocks'> & { step?: Step }
  from: bigint
  to: bigint
}) {
  const missing = range.to - range.from + 1n - BigInt(range.blocks)
  return (
    <span title={`${utc(from)} to ${utc(to)}`}>
      {blocksOf(range)}
      <span className="dim">
        {' '}
        · {span(Number(to - from))}
        {missing > 0n && ` · ${integer(range.blocks)} of them analysed`}
        {range.step && ` · ${stepWords(range.step)}`}
      </span>
    </span>
  )
}

/** What a point of a chart stands for: "one point a block", "one point an hour". */
export function stepWords(step: Step): string {
  if ('blocks' in step) {
    return step.blocks === 1n ? 'one point a block' : `one point for ${integer(step.blocks)} blocks`
  }
  const words = widthWords(step.seconds)
  if (/^\d/.test(words)) return `one point for ${words}`
  return `one point ${words === 'hour' ? 'an' : 'a'} ${words}`
}

/** A range that was chosen by its ends, in words. */
export function rangeTitle(range: BlockRange | TimeRange): string {
  return 'since' in range
    ? `${utc(range.since).slice(0, 16)} to ${utc(range.until).slice(0, 16)} UTC`
    : `${integer(range.from)} to ${integer(range.to)}`
}
