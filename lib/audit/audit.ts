import { CHECKS, UNANSWERABLE } from './catalogue'
import type { Check } from './check'
import { type AuditContext, auditContext } from './context'
import { epochFairness } from './epoch-fairness'
import type { EpochData, EpochFacts, EpochStep } from './facts'
import { Followers } from './followers'
import type { Keccak256 } from './keccak'
import { sumOf } from './outcome'
import { PaymentLeaves } from './payment-tree'
import { auditReport } from './report'
import type { AuditResult, AuditTotals, CheckResult, Verdict } from './types'

/** What an audit finds, and the report of it. */
export interface Audited {
  result: AuditResult
  report: string
}

/**
 * The audit of an epoch, payment by payment. Deterministic: the same data gives the same result. Of a payment it keeps its
 * leaf of the Merkle tree, and its nullifier and transaction so that a second one under the nullifier is found: 110 bytes or so.
 */
export class EpochAudit {
  private readonly context: AuditContext
  private readonly leaves: PaymentLeaves
  private readonly followers: Followers
  private readonly checks: { id: string; finish: () => Omit<CheckResult, 'id'> }[]

  constructor(facts: EpochFacts, hash?: Keccak256) {
    this.context = auditContext(facts)
    this.leaves = new PaymentLeaves(hash)
    const begun = CHECKS.map((check) => begin(check, this.context))
    this.checks = begun.map(({ id, finish }) => ({ id, finish }))
    this.followers = new Followers(
      this.context,
      this.leaves,
      begun.flatMap(({ follower }) => follower ?? []),
    )
  }

  /** The next payment or transfer, in chain order. */
  take(step: EpochStep): void {
    if ('payment' in step) this.followers.payment(step)
    else this.followers.transfer(step)
  }

  /** After the last of them. */
  finish(): Audited {
    this.followers.end()
    const { context } = this
    const checks = this.checks.map(({ id, finish }): CheckResult => ({ id, ...finish() }))
    const result: AuditResult = {
      program: context.data.program,
      epoch: context.data.epoch,
      upTo: context.data.upTo,
      verdict: verdictOf(checks),
      checks,
      unanswerable: [...UNANSWERABLE],
      totals: totalsOf(context),
      fairness: epochFairness(context),
    }
    return { result, report: auditReport(context, result, this.leaves.root()) }
  }
}

/** Audits an epoch. */
export function auditEpoch(data: EpochData): AuditResult {
  return auditAndReport(data).result
}

/** Audits an epoch and writes the report of it. */
export function auditAndReport({ facts, steps }: EpochData, hash?: Keccak256): Audited {
  const audit = new EpochAudit(facts, hash)
  for (const step of steps) audit.take(step)
  return audit.finish()
}

function begin(check: Check, context: AuditContext) {
  const { id } = check
  if ('run' in check) return { id, finish: () => check.run(context) }
  const follower = check.follow(context)
  return { id, follower, finish: () => follower.finish() }
}

/** fail if one check fails; else indeterminate if one is; else pass. */
export function verdictOf(checks: readonly { verdict: Verdict }[]): Verdict {
  if (checks.some(({ verdict }) => verdict === 'fail')) return 'fail'
  return checks.some(({ verdict }) => verdict === 'indeterminate') ? 'indeterminate' : 'pass'
}

function totalsOf({ data, opening, rule, amounts, payments }: AuditContext): AuditTotals {
  const due = sumOf(payments.byRegion, ([region, counts]) => {
    const people = sumOf(counts.values(), (count) => count)
    return people * (amounts.get(region)?.amount ?? 0n)
  })
  return {
    budget: opening.budget,
    paid: payments.paid,
    payments: payments.count,
    eligible: sumOf(data.regions, ({ active }) => active),
    population: sumOf(data.regions, ({ population }) => population),
    unclaimed: (rule?.owed ?? 0n) - due,
    undistributed: rule?.undistributed ?? opening.budget,
    reclaimed: data.closings[0]?.reclaimed,
  }
}
