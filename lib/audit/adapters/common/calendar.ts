const DAY = 86_400n

/** Unix seconds of a day's beginning (UTC). The civil calendar's days from 1970 (Hinnant, chrono-compatible date algorithms). */
export function dayStart(year: bigint, month: bigint, day: bigint): bigint {
  const y = month <= 2n ? year - 1n : year
  const era = y / 400n
  const ofEra = y - era * 400n
  const ofYear = (153n * (month + (month > 2n ? -3n : 9n)) + 2n) / 5n + day - 1n
  return (era * 146_097n + ofEra * 365n + ofEra / 4n - ofEra / 100n + ofYear - 719_468n) * DAY
}

/** Year, month and day (UTC) of a moment in unix seconds: the inverse of `dayStart`. */
export function civilDate(timestamp: bigint): { year: bigint; month: bigint; day: bigint } {
  const z = timestamp / DAY + 719_468n
  const era = z / 146_097n
  const ofEra = z - era * 146_097n
  const yearOfEra = (ofEra - ofEra / 1460n + ofEra / 36_524n - ofEra / 146_096n) / 365n
  const ofYear = ofEra - (365n * yearOfEra + yearOfEra / 4n - yearOfEra / 100n)
  const shifted = (5n * ofYear + 2n) / 153n
  const month = shifted < 10n ? shifted + 3n : shifted - 9n
  return {
    year: yearOfEra + era * 400n + (month <= 2n ? 1n : 0n),
    month,
    day: ofYear - (153n * shifted + 2n) / 5n + 1n,
  }
}

/** The month after, as year and month. */
export function nextMonth(year: bigint, month: bigint): { year: bigint; month: bigint } {
  return month === 12n ? { year: year + 1n, month: 1n } : { year, month: month + 1n }
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

export function monthName(month: bigint): string {
  return MONTHS[Number(month) - 1] ?? `month ${month}`
}

export const SECONDS_A_DAY = DAY
