import type { AuditContext } from './context'
import { distribution, type Fraction, gini, herfindahl, hooverAgainstPolicy } from './fairness'
import { decimal } from './fixed-point'
import { atkinsonHalf, atkinsonOne, theil } from './inequality'
import { sumOf } from './outcome'

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
export function epochFairness({ data, rule }: AuditContext): Fairness {
  const byRegion = new Map<number, bigint[]>(data.regions.map(({ region }) => [region, []]))
  for (const { region, amount } of data.payments) {
    const amounts = byRegion.get(region)
    if (amounts) amounts.push(amount)
    else byRegion.set(region, [amount])
  }
  const eligibleIn = new Map(data.regions.map(({ region, active }) => [region, active]))
  const regions = [...byRegion].map(([region, amounts]) =>
    distribution(amounts, eligibleIn.get(region) ?? 0n),
  )
  const everybody = distribution(
    data.payments.map(({ amount }) => amount),
    sumOf(data.regions, ({ active }) => active),
  )
  const entropy = theil(regions)
  const half = atkinsonHalf(everybody)
  const one = atkinsonOne(everybody)
  const sums = (rule?.regions ?? []).map(({ region, share }) => ({
    share,
    paid: sumOf(byRegion.get(region) ?? [], (amount) => amount),
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
