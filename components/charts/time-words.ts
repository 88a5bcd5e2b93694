const DAY = 86_400n
const WEEK = 7n * DAY
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** The parts of a moment (unix seconds) in UTC. */
function partsOf(second: bigint): { day: string; year: string; clock: string } {
  const date = new Date(Number(second) * 1000)
  return {
    day: `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`,
    year: `${date.getUTCFullYear()}`,
    clock: date.toISOString().slice(11, 16),
  }
}

/** A stretch of time in words: "22 Nov 2026, 14:00 to 14:15 UTC", "22 Nov 2026", "7 days from 16 Nov 2026". */
export function stretchWords(start: bigint, seconds: bigint): string {
  const { day, year, clock } = partsOf(start)
  if (seconds === DAY) return `${day} ${year}`
  if (seconds > DAY) return `${seconds / DAY} days from ${day} ${year}`
  return `${day} ${year}, ${clock} to ${partsOf(start + seconds).clock} UTC`
}

/** The same for an axis of this extent (seconds), where each is another: "14:00", "22 Nov 14:00", "22 Nov", "22 Nov 2026". */
export function stretchTick(start: bigint, seconds: bigint, extent: bigint): string {
  const { day, year, clock } = partsOf(start)
  if (seconds < DAY) return extent <= DAY ? clock : `${day} ${clock}`
  return extent <= 52n * WEEK ? day : `${day} ${year}`
}
