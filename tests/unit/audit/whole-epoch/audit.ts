import type { EpochRows } from '@/lib/audit/epoch-data'
import type { Fairness } from '@/lib/audit/epoch-fairness'
import { distribution, gini, herfindahl, hooverAgainstPolicy } from '@/lib/audit/fairness'
import { decimal } from '@/lib/audit/fixed-point'
import { atkinsonHalf, atkinsonOne, theil } from '@/lib/audit/inequality'
import { sumOf } from '@/lib/audit/outcome'
import { paymentTree, rootHex } from '@/lib/audit/payment-tree'
import type { AuditTotals, CheckResult, Hex } from '@/lib/audit/types'
import { type WholeContext, wholeContext } from './context'
import * as people from './people-checks'
import { schedule } from './schedule-check'
import * as sums from './sum-checks'
import * as transfers from './transfer-checks'

/** What an audit finds that has all payments and transfers at hand at once: slow and obvious, to hold the streaming one against. */
export interface WholeAudit {
  /** of the checks that the streaming audit makes step by step */
  checks: CheckResult[]
  totals: AuditTotals
  fairness: Fairness
  root: Hex | undefined
}

export function wholeAudit(rows: EpochRows): WholeAudit {
  const context = wholeContext(rows)
  const checks = [...Object.values(people), ...Object.values(sums), ...Object.values(transfers), schedule]
  return {
    checks: checks.map(({ id, run }) => ({ id, ...run(context) })),
    totals: totalsOf(context),
    fairness: fairnessOf(context),
    root: rootHex(paymentTree(context.data.payments)),
  }
}

function totalsOf({ data, opening, rule, amounts }: WholeContext): AuditTotals {
  const due = sumOf(data.payments, ({ region }) => amounts.get(region)?.amount ?? 0n)
  return {
    budget: opening.budget,
    paid: sumOf(data.payments, ({ amount }) => amount),
    payments: data.payments.length,
    eligible: sumOf(data.regions, ({ active }) => active),
    population: sumOf(data.regions, ({ population }) => population),
    unclaimed: (rule?.owed ?? 0n) - due,
    undistributed: rule?.undistributed ?? opening.budget,
    reclaimed: data.closings[0]?.reclaimed,
  }
}

function fairnessOf({ data, rule }: WholeContext): Fairness {
  const byRegion = new Map<number, bigint[]>(data.regions.map(({ region }) => [region, []]))
  for (const { region, amount } of data.payments)
    byRegion.set(region, [...(byRegion.get(region) ?? []), amount])
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
  const ofPolicy = (rule?.regions ?? []).map(({ region, share }) => ({
    share,
    paid: sumOf(byRegion.get(region) ?? [], (amount) => amount),
  }))
  return {
    gini: gini(everybody) ?? null,
    herfindahl: herfindahl(everybody) ?? null,
    hoover: hooverAgainstPolicy(ofPolicy) ?? null,
    theil: entropy
      ? { total: decimal(entropy.total), between: decimal(entropy.between), within: decimal(entropy.within) }
      : null,
    atkinson: half === undefined || one === undefined ? null : { half: decimal(half), one: decimal(one) },
  }
}
