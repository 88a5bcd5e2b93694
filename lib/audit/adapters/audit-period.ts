import canonicalize from 'canonicalize'
import { verdictOf } from '../audit'
import { sumOf } from '../outcome'
import type { CheckResult, Unanswerable, Verdict } from '../types'
import type { AdapterFacts, AdapterPayment } from './adapter'
import { adapterOf } from './registry'

/** Name and version of the report's form. */
export const PERIOD_REPORT_FORMAT = 'parascope-period-report-1'

/** The audit of one period of a program. */
export interface PeriodAudit {
  /** fail if one check fails; else indeterminate if one check is; else pass */
  verdict: Verdict
  checks: CheckResult[]
  unanswerable: readonly Unanswerable[]
  payments: AdapterPayment[]
  /** in the token's smallest unit */
  paid: bigint
}

/** Audits a period with the adapter of the program's kind. Deterministic: the same facts give the same result. */
export function auditPeriod(facts: AdapterFacts): PeriodAudit {
  const adapter = adapterOf(facts.program.kind)
  const { payments, checks } = adapter.audit(facts)
  return {
    verdict: verdictOf(checks),
    checks,
    unanswerable: adapter.unanswerable,
    payments,
    paid: sumOf(payments, ({ amount }) => amount),
  }
}

type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** The report of a period's audit: canonical JSON (RFC 8785), integers of the chain as decimal strings. */
export function periodReport(
  { program, period, range, answers, list }: AdapterFacts,
  audit: PeriodAudit,
): string {
  const text = canonicalize(
    plain({
      format: PERIOD_REPORT_FORMAT,
      chain: { id: program.chainId },
      program,
      period: { id: period.id, label: period.label },
      blocks: { first: range.first, last: range.last, linked: range.linked },
      verdict: audit.verdict,
      checks: audit.checks,
      unanswerable: audit.unanswerable.map(({ id, reason }) => ({ id, reason })),
      list: list ? { entries: list.length } : null,
      state: { answers },
      payments: audit.payments.map(({ at, subject, payee, amount }) => ({
        blockNumber: at.blockNumber,
        transactionHash: at.transactionHash,
        logIndex: at.logIndex,
        subject,
        payee: payee ?? null,
        amount,
      })),
      totals: { payments: audit.payments.length, paid: audit.paid },
    }),
  )
  if (text === undefined) throw new TypeError('the report is no JSON')
  return text
}

/** Integers of the chain become decimal strings; what is undefined is left out. */
function plain(value: unknown): Json {
  if (typeof value === 'bigint') return value.toString()
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object') throw new TypeError(`${typeof value} is no JSON`)
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  return Object.fromEntries(entries.map(([key, item]) => [key, plain(item)]))
}
