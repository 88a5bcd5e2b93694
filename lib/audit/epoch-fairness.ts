import type { AuditContext } from './context'
import { distributionOf, type Fraction, gini, herfindahl, hooverAgainstPolicy } from './fairness'
import { decimal } from './fixed-point'
import { atkinsonHalf, atkinsonOne, theil } from './inequality'
import { sumOf } from './outcome'
import { sumOfCounts } from './payment-tally'

/** The measures of an epoch over everybody eligible; those that nothing paid leaves undefined are null. */
export interface Fairness {
  gini: Fraction | null
  herfindahl: Fraction | null
  /** against the policy's shares of the regions */
  hoover: Fraction | null
  /** decimals with 18 places; the parts are those between and within regions */
  theil: { total: string; between: string; within: string } | null
  /** decimals with 18 places, for an aversion of 1/2 and of 1 */
  atkinson: { half: string; one: string } | null
}

/** Everybody at the snapshot with what they were paid, zero for those who were not. */
export function epochFairness({ data, rule, payments }: AuditContext): Fairness {
  const { byRegion } = payments
  const eligibleIn = new Map(data.regions.map(({ region, active }) => [region, active]))
  const countsIn = (region: number) => byRegion.get(region) ?? new Map<bigint, bigint>()
  const regions = [...new Set([...eligibleIn.keys(), ...byRegion.keys()])].map((region) =>
    distributionOf([countsIn(region)], eligibleIn.get(region) ?? 0n),
  )
  const everybody = distributionOf(
    [...byRegion.values()],
    sumOf(data.regions, ({ active }) => active),
  )
  const entropy = theil(regions)
  const half = atkinsonHalf(everybody)
  const one = atkinsonOne(everybody)
  const sums = (rule?.regions ?? []).map(({ region, share }) => ({
    share,
    paid: sumOfCounts(countsIn(region)),
  }))
  return {
    gini: gini(everybody) ?? null,
    herfindahl: herfindahl(everybody) ?? null,
    hoover: hooverAgainstPolicy(sums) ?? null,
    theil: entropy
      ? { total: decimal(entropy.total), between: decimal(entropy.between), within: decimal(entropy.within) }
      : null,
    atkinson: half === undefined || one === undefined ? null : { half: decimal(half), one: decimal(one) },
  }
}
