import type { PrismaClient } from '../generated/client'
import { bytesOf } from '../hex'

/** The audit of an epoch, made when it closed. */
export interface Audit {
  /** block of the close: the audit stands on the chain up to it */
  blockNumber: bigint
  /** pass | fail | indeterminate */
  verdict: string
  totals: unknown
  checks: AuditCheck[]
}

/** One check of an audit. */
export interface AuditCheck {
  /** stable id of the catalogue: "amount-exact" */
  checkId: string
  verdict: string
  /** one sentence: what was compared, or why it cannot be known */
  summary: string
  evidence: unknown
}

/** The newest audit of an epoch with its checks, or undefined while the epoch is open. */
export async function findAudit(
  db: PrismaClient,
  chainId: bigint,
  program: string,
  epoch: bigint,
): Promise<Audit | undefined> {
  const where = { chainId, program: bytesOf(program), epoch }
  const audit = await db.audit.findFirst({ where, orderBy: { blockNumber: 'desc' } })
  if (!audit) return undefined
  const checks = await db.auditCheck.findMany({
    where: { ...where, blockNumber: audit.blockNumber },
    select: { checkId: true, verdict: true, summary: true, evidence: true },
    orderBy: { checkId: 'asc' },
  })
  return { blockNumber: audit.blockNumber, verdict: audit.verdict, totals: audit.totals, checks }
}
