import { civilDate, dayStart, monthName } from '../common/calendar'

/** WLDGrant has amounts for these ids. */
export const FIRST_GRANT = 39n
export const LAST_GRANT = 88n

/** Months since August 2024; below 0 before. */
function monthsSince(timestamp: bigint): bigint {
  const { year, month } = civilDate(timestamp)
  return (year - 2024n) * 12n + month - 8n
}

/** The grants that may be claimed at a moment (unix seconds): WLDGrant.activeGrants, within the ids that it has. */
export function activeGrants(timestamp: bigint): bigint[] {
  const months = monthsSince(timestamp)
  if (months < 0n) return []
  const ids = months === 0n ? [39n] : [38n + months, 39n + months]
  return ids.filter((id) => id >= FIRST_GRANT && id <= LAST_GRANT)
}

/** The two months in which a grant may be claimed: from (inclusive) to (exclusive), unix seconds. */
export function grantWindow(id: bigint): { from: bigint; to: bigint; label: string } {
  const start = (offset: bigint) => {
    const month = 7n + (id - FIRST_GRANT) + offset
    return { year: 2024n + month / 12n, month: (month % 12n) + 1n }
  }
  const [first, second, third] = [start(0n), start(1n), start(2n)]
  return {
    from: dayStart(first.year, first.month, 1n),
    to: dayStart(third.year, third.month, 1n),
    label: `grant ${id}, ${monthName(first.month)} ${first.year} and ${monthName(second.month)} ${second.year}`,
  }
}
