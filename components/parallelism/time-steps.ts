import type { TimeRange, TimeRangeName } from './view'

const MINUTE = 60n
const HOUR = 3600n
const DAY = 86_400n

const durations: Record<TimeRangeName, bigint> = {
  hour: HOUR,
  day: DAY,
  week: 7n * DAY,
  month: 30n * DAY,
  year: 365n * DAY,
}

/** How long a named range lasts, in seconds: a month is 30 days, a year 365. */
export function durationOf(name: TimeRangeName): bigint {
  return durations[name]
}

/** What a point of a chart over time may stand for. */
const STEPS = [
  { seconds: MINUTE, words: 'minute' },
  { seconds: 5n * MINUTE, words: '5 minutes' },
  { seconds: 15n * MINUTE, words: '15 minutes' },
  { seconds: HOUR, words: 'hour' },
  { seconds: 6n * HOUR, words: '6 hours' },
  { seconds: DAY, words: 'day' },
  { seconds: 7n * DAY, words: 'week' },
  { seconds: 28n * DAY, words: '4 weeks' },
] as const
const WIDEST = 28n * DAY

/** Points that a chart over time draws at most; a table of that many rows is still read. */
const POINTS = 190n

/** The narrowest width of points, in seconds, of which a time holds few enough. */
export function widthFor({ since, until }: TimeRange): bigint {
  const fits = STEPS.find(({ seconds }) => until - since <= seconds * POINTS)
  return fits?.seconds ?? WIDEST
}

/** A width in words: "15 minutes", "day". */
export function widthWords(seconds: bigint): string {
  return STEPS.find((step) => step.seconds === seconds)?.words ?? `${seconds} seconds`
}
