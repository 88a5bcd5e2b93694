import { Prisma } from '../generated/client'

/** Blocks `from` to `to`, both included. */
export interface BlockRange {
  from: bigint
  to: bigint
}

/** Time from `since` to before `until`, unix seconds. */
export interface TimeRange {
  since: bigint
  until: bigint
}

/**
 * Blocks to sum up. Where `time` is given, all blocks with a timestamp in it are of the range, and those of the range
 * that are not in it lie in the second before or the second after: its whole minutes are then read from the rollups.
 */
export interface Span extends BlockRange {
  time?: TimeRange
}

/** How many blocks, or how much time, go into one bucket. */
export type Step = { blocks: bigint } | { seconds: bigint }

/** Widths of the rollups in seconds, finest first: docs/architecture.md, "Rollups". */
const RESOLUTIONS = [60n, 3600n, 86_400n, 604_800n] as const

/** Whole buckets of one resolution, from the one that starts at `since` to the one that ends at `until`. */
export interface Piece extends TimeRange {
  resolution: bigint
}

/**
 * The whole minutes of a time as few buckets: weeks in the middle, days, hours and minutes towards the ends, none wider
 * than `widest` seconds. Empty where the time holds no whole minute.
 */
export function coverOf(time: TimeRange, widest: bigint): Piece[] {
  const cover = (level: number, { since, until }: TimeRange): Piece[] => {
    const resolution = RESOLUTIONS[level]
    if (resolution === undefined) return []
    const wider = RESOLUTIONS[level + 1]
    const whole = wider !== undefined && wider <= widest ? wholeBuckets({ since, until }, wider) : undefined
    if (!whole) return [{ resolution, since, until }]
    const pieces = [
      { resolution, since, until: whole.since },
      ...cover(level + 1, whole),
      { resolution, since: whole.until, until },
    ]
    return pieces.filter((piece) => piece.since < piece.until)
  }
  const minutes = wholeBuckets(time, RESOLUTIONS[0])
  return minutes ? cover(0, minutes) : []
}

/** The buckets of a width that lie wholly in a time; undefined where none does. */
function wholeBuckets({ since, until }: TimeRange, width: bigint): TimeRange | undefined {
  const origin = originOf(width)
  const first = origin + ((since - origin + width - 1n) / width) * width
  const end = bucketStart(until, width)
  return first < end ? { since: first, until: end } : undefined
}

/** Mondays begin at this second: weeks are counted from it. 5 January 1970. */
const MONDAY = 345_600n
const WEEK = 604_800n

/** Where buckets of a width begin to be counted: multiples of it, or Mondays where it is weeks. */
export function originOf(seconds: bigint): bigint {
  return seconds % WEEK === 0n ? MONDAY : 0n
}

/** The start of the bucket of a width that holds a moment. */
export function bucketStart(moment: bigint, seconds: bigint): bigint {
  // One width is added because the remainder of what lies before the first Monday would be negative.
  return moment - ((moment - originOf(seconds) + seconds) % seconds)
}

/** The widest rollup that buckets of a step can be made of. */
export function widestFor(step: Step | undefined): bigint {
  if (step === undefined) return RESOLUTIONS[3]
  if ('blocks' in step) return 0n
  return RESOLUTIONS.findLast((resolution) => step.seconds % resolution === 0n) ?? 0n
}

/** SQL: the number of the bucket of a row, from its columns `time` and `first_block`; one bucket without a step. */
export function bucketSql(step: Step | undefined): Prisma.Sql {
  if (step === undefined) return Prisma.sql`0::bigint`
  if ('blocks' in step) return Prisma.sql`(first_block / ${step.blocks})`
  // Division cuts towards zero: what lies before the first Monday is lifted above it.
  return Prisma.sql`((time - ${originOf(step.seconds) - step.seconds}) / ${step.seconds} - 1)`
}

/** First second of the bucket of this number; undefined where buckets are no stretches of time. */
export function firstSecond(bucket: bigint, step: Step | undefined): bigint | undefined {
  return step && 'seconds' in step ? bucket * step.seconds + originOf(step.seconds) : undefined
}

/** What a query reads: selects of one shape from block rows `r` with their block `b`, and from a rollup's rows `r`. */
export interface Sources {
  /** `FROM ... WHERE ...` of block rows: SELECT list, and the table with its conditions */
  fromBlocks: (where: Prisma.Sql) => Prisma.Sql
  fromRollup: (where: Prisma.Sql) => Prisma.Sql
}

/**
 * SQL: the rows of a span as one relation. Rollups stand for the whole minutes of its time, block rows for what is
 * left at both ends; without a time, or where buckets are counted in blocks, block rows for all of it.
 */
export function rowsOfSpan(
  chainId: bigint,
  span: Span,
  step: Step | undefined,
  sources: Sources,
): Prisma.Sql {
  const widest = widestFor(step)
  const pieces = span.time && widest > 0n ? coverOf(span.time, widest) : []
  const first = pieces[0]?.since
  const end = pieces.at(-1)?.until
  const blocks = Prisma.sql`b.chain_id = ${chainId} AND b.number BETWEEN ${span.from} AND ${span.to}`
  const edges =
    first === undefined || end === undefined || span.time === undefined
      ? [blocks]
      : [
          Prisma.sql`${blocks} AND b.timestamp >= ${span.time.since - 1n} AND b.timestamp < ${first}`,
          Prisma.sql`${blocks} AND b.timestamp >= ${end} AND b.timestamp <= ${span.time.until}`,
        ]
  const rollups = pieces.map(
    ({ resolution, since, until }) =>
      Prisma.sql`r.chain_id = ${chainId} AND r.resolution = ${Number(resolution)} AND r.start >= ${since} AND r.start < ${until}`,
  )
  return Prisma.join([...edges.map(sources.fromBlocks), ...rollups.map(sources.fromRollup)], ' UNION ALL ')
}
