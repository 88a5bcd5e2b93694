/**
 * What Circles v2 mints: `Circles._calculateIssuance` and `Demurrage` of aboutcircles/circles-contracts-v2 (TCIP-009), in the same
 * signed 64.64 fixed point, so that each mint is met to the unit.
 */

const ONE = 1n << 64n
const DAY = 86_400n
const HOUR = 3600n
/** Hours older than this are forfeited. */
export const FORFEITED_AFTER = 14n * DAY
const EXA = 10n ** 18n
/** 0.93^(1/365.25), the demurrage of a day, in 64.64. */
const GAMMA = 18_443_079_296_116_538_654n

/** Sum over n + 1 days of 24 hours, each day demurraged to the last, in 64.64: the table T of `Demurrage`. */
const HOURS_OVER_DAYS: readonly bigint[] = [
  442721857769029238784n,
  885355760875826166476n,
  1327901726794166863126n,
  1770359772994355928788n,
  2212729916943227173193n,
  2655012176104144305282n,
  3097206567937001622606n,
  3539313109898224700583n,
  3981331819440771081628n,
  4423262714014130964135n,
  4865105811064327891331n,
  5306861128033919439986n,
  5748528682361997908993n,
  6190108491484191007805n,
  6631600572832662544739n,
]

/** Demurrage over some days in 64.64: GAMMA^days as ABDKMath64x64.pow rounds it (63 more bits kept while squaring). */
export function demurrage(days: bigint): bigint {
  let result = 1n << 128n
  let factor = GAMMA << 63n
  for (let left = days; left > 0n; left >>= 1n) {
    if (left % 2n === 1n) result = (result * factor) >> 127n
    factor = (factor * factor) >> 127n
  }
  return result >> 64n
}

/** A balance after some days, rounded down as `Demurrage._calculateDiscountedBalance` does. */
export function discounted(balance: bigint, days: bigint): bigint {
  return days <= 0n ? balance : (demurrage(days) * balance) / ONE
}

/** A mint: hours from `start` to `end` (unix seconds), and what they are worth at its moment. */
export interface Issuance {
  amount: bigint
  start: bigint
  end: bigint
}

/** Day of a moment since the hub's first (`inflationDayZero`). */
export function dayOf(timestamp: bigint, zero: bigint): bigint {
  return (timestamp - zero) / DAY
}

/**
 * What a person can mint at a moment.
 * @param from the last mint or the registration (unix seconds); what lies two weeks back or more is forfeited
 * @returns undefined while no hour has passed
 */
export function issuanceAt(now: bigint, from: bigint, zero: bigint): Issuance | undefined {
  if (from + HOUR > now) return undefined
  const earliest = now - FORFEITED_AFTER
  return issuanceSince(now, from > earliest ? from : earliest, zero)
}

/** The same for hours that are counted from a moment at most two weeks back. */
export function issuanceSince(now: bigint, since: bigint, zero: bigint): Issuance | undefined {
  const [first, last] = [dayOf(since, zero), dayOf(now, zero)]
  const whole = HOURS_OVER_DAYS[Number(last - first)]
  if (whole === undefined || last < first) return undefined
  const before = (since - (first * DAY + zero)) / HOUR
  const after = ((last + 1n) * DAY + zero - now) / HOUR + 1n
  // R[n] * k and l in 64.64, as the contract multiplies them.
  const overcount = ((demurrage(last - first) * (before * ONE)) >> 64n) + after * ONE
  return {
    amount: ((whole - overcount) * EXA) / ONE,
    start: zero + first * DAY + before * HOUR,
    end: zero + (last + 1n) * DAY - after * HOUR,
  }
}
