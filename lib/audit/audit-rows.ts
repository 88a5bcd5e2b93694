import type { AuditResult, CheckResult, Evidence, Verdict } from './types'

/** Evidence and totals as JSON holds them: integers of the chain are decimal strings. */
export type JsonEvidence = Omit<Evidence, 'blockNumber'> & { blockNumber?: string }
export type JsonTotals = Record<string, string | number>

/** The rows of an audit for the tables audit and audit_check. */
export interface AuditRows {
  audit: { verdict: Verdict; totals: JsonTotals }
  checks: { checkId: string; verdict: Verdict; summary: string; evidence: JsonEvidence[] }[]
}

/** What the database keeps of an audit; chain, program, epoch and block are the caller's to add. */
export function auditRows(result: AuditResult): AuditRows {
  return {
    audit: { verdict: result.verdict, totals: jsonTotals(result) },
    checks: checkRows(result.checks),
  }
}

/** What the database keeps of the checks of an audit. */
export function checkRows(checks: readonly CheckResult[]): AuditRows['checks'] {
  return checks.map(({ id, verdict, summary, evidence }) => ({
    checkId: id,
    verdict,
    summary,
    evidence: evidence.map(({ blockNumber, ...row }) =>
      blockNumber === undefined ? row : { ...row, blockNumber: blockNumber.toString() },
    ),
  }))
}

function jsonTotals({ totals }: AuditResult): JsonTotals {
  const entries = Object.entries(totals).filter(([, value]) => value !== undefined)
  return Object.fromEntries(
    entries.map(([name, value]: [string, bigint | number]): [string, string | number] => [
      name,
      typeof value === 'bigint' ? value.toString() : value,
    ]),
  )
}
