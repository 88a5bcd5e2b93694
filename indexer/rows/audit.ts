import { auditRows } from '@/lib/audit/audit-rows'
import type { AuditResult } from '@/lib/audit/types'
import type { Rows } from '@/lib/db/write/derived'

/** Adds an audit and its checks, at the block that the audit stands on. */
export function addAudit(rows: Rows, blockNumber: bigint, result: AuditResult): void {
  const at = { blockNumber, program: result.program.address, epoch: result.epoch }
  const { audit, checks } = auditRows(result)
  rows.audit.push({ ...at, ...audit })
  for (const check of checks)
    rows.auditCheck.push({ ...at, ...check, evidence: check.evidence.map((row) => ({ ...row })) })
}
