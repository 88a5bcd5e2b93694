import { CHECKS, UNANSWERABLE } from './catalogue'
import { type AuditContext, auditContext } from './context'
import { epochFairness } from './epoch-fairness'
import type { EpochData } from './facts'
import type { Keccak256 } from './keccak'
import { sumOf } from './outcome'
import { auditReport } from './report'
import type { AuditResult, AuditTotals, CheckResult, Verdict } from './types'

/** Audits an epoch. Deterministic: the same data gives the same result. */
export function auditEpoch(data: EpochData): AuditResult {
  return auditOf(auditContext(data))
}

/** Audits an epoch and writes the report of it. */
export function auditAndReport(data: EpochData, hash?: Keccak256): { result: AuditResult; report: string } {
  const context = auditContext(data)
  const result = auditOf(context)
  return { result, report: auditReport(context, result, hash) }
}

function auditOf(context: AuditContext): AuditResult {
  const { data } = context
  const checks = CHECKS.map(({ id, run }): CheckResult => ({ id, ...run(context) }))
  return {
    program: data.program,
    epoch: data.epoch,
    upTo: data.upTo,
    verdict: verdictOf(checks),
    checks,
    unanswerable: [...UNANSWERABLE],
    totals: totalsOf(context),
    fairness: epochFairness(context),
  }
}

/** fail if one check fails; else indeterminate if one is; else pass. */
export function verdictOf(checks: readonly { verdict: Verdict }[]): Verdict {
  if (checks.some(({ verdict }) => verdict === 'fail')) return 'fail'
  return checks.some(({ verdict }) => verdict === 'indeterminate') ? 'indeterminate' : 'pass'
}

function totalsOf({ data, opening, rule, amounts }: AuditContext): AuditTotals {
  const paid = sumOf(data.payments, ({ amount }) => amount)
  const due = sumOf(data.payments, ({ region }) => amounts.get(region)?.amount ?? 0n)
  return {
    budget: opening.budget,
    paid,
    payments: data.payments.length,
    eligible: sumOf(data.regions, ({ active }) => active),
    population: sumOf(data.regions, ({ population }) => population),
    unclaimed: (rule?.owed ?? 0n) - due,
    undistributed: rule?.undistributed ?? opening.budget,
    reclaimed: data.closings[0]?.reclaimed,
  }
}
