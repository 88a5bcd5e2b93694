import { auditRows } from '@/lib/audit/audit-rows'
import type { AuditResult } from '@/lib/audit/types'
import { utf8Hex } from '@/lib/db/hex'
import type { Rows } from '@/lib/db/write/derived'

/** Adds an audit with its checks and its report, at the block that the audit stands on. */
export function addAudit(rows: Rows, blockNumber: bigint, result: AuditResult, report: string): void {
  const at = { blockNumber, program: result.program.address, epoch: result.epoch }
  const { audit, checks } = auditRows(result)
  rows.audit.push({ ...at, ...audit })
  for (const check of checks)
    rows.auditCheck.push({ ...at, ...check, evidence: check.evidence.map((row) => ({ ...row })) })
  rows.report.push({ ...at, data: utf8Hex(report) })
}
