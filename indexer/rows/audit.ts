import type { AuditResult } from '@/lib/audit/types'
import type { Rows } from '@/lib/db/write/derived'

/** Adds an audit and its checks, at the block that the audit stands on. */
export function addAudit(rows: Rows, blockNumber: bigint, result: AuditResult): void {
  const at = { blockNumber, program: result.program.address, epoch: result.epoch }
  rows.audit.push({ ...at, verdict: result.verdict, totals: { ...result.totals } })
  for (const check of result.checks) {
    rows.auditCheck.push({
      ...at,
      checkId: check.id,
      verdict: check.verdict,
      summary: check.summary,
      evidence: check.evidence.map((row) => ({ ...row })),
    })
  }
}
