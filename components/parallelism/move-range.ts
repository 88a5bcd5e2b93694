import type { BlockRange, TimeRange } from './view'

/** All that is known of a chain: its analysed blocks, and the timestamps of the first and the last (unix seconds). */
export interface Extent extends BlockRange {
  first: bigint
  last: bigint
}

type Range = BlockRange | TimeRange
interface Stretch {
  /** included */
  start: bigint
  /** not included */
  end: bigint
}

/** No shorter range is offered: blocks, or seconds. */
const SHORTEST_BLOCKS = 10n
const SHORTEST_SECONDS = 300n
const MINUTE = 60n

/** The neighbours of a range and its half and double, as far as the chain has them: undefined where it has none. */
export function neighboursOf(
  range: Range,
  known: Extent,
): { earlier?: Range; later?: Range; closer?: Range; wider?: Range } {
  const timed = 'since' in range
  const { start, end } = stretchOf(range)
  const all = timed
    ? { start: known.first - (known.first % MINUTE), end: known.last - (known.last % MINUTE) + MINUTE }
    : { start: known.from, end: known.to + 1n }
  const length = end - start
  const make = (stretch: Stretch) => rangeOf(stretch, timed)
  const quarter = length / 4n
  const shortest = timed ? SHORTEST_SECONDS : SHORTEST_BLOCKS
  const wider = { start: higher(start - length / 2n, all.start), end: lower(end + length / 2n, all.end) }
  return {
    ...(start > all.start && { earlier: make({ start: start - length, end: start }) }),
    ...(end < all.end && { later: make({ start: end, end: end + length }) }),
    ...(length / 2n >= shortest && { closer: make({ start: start + quarter, end: end - quarter }) }),
    ...((wider.start < start || wider.end > end) && {
      wider: make({ start: lower(wider.start, start), end: higher(wider.end, end) }),
    }),
  }
}

function stretchOf(range: Range): Stretch {
  return 'since' in range
    ? { start: range.since, end: range.until }
    : { start: range.from, end: range.to + 1n }
}

function rangeOf({ start, end }: Stretch, timed: boolean): Range {
  const from = higher(start, 0n)
  return timed ? { since: from, until: end } : { from, to: end - 1n }
}

function higher(a: bigint, b: bigint): bigint {
  if (a > b) return a
  return b
}

function lower(a: bigint, b: bigint): bigint {
  if (a < b) return a
  return b
}
