import type { AdapterFacts, Period } from '@/lib/audit/adapters/adapter'
import type { PeriodAudit } from '@/lib/audit/adapters/audit-period'
import { checkRows } from '@/lib/audit/audit-rows'
import type { Position } from '@/lib/audit/types'
import type { Hex } from '@/lib/chain/types'
import { utf8Hex } from '@/lib/db/hex'
import type { Rows } from '@/lib/db/write/derived'

interface Place {
  blockNumber: bigint
  program: Hex
  epoch: bigint
}

/** Adds the audit of a period with its checks and its report, at the block that set it off, and the payments that no audit listed before. */
export function addPeriodAudit(
  rows: Rows,
  at: Place,
  facts: Pick<AdapterFacts, 'period' | 'range' | 'list'>,
  { audit, report, isNew }: { audit: PeriodAudit; report: string; isNew: (payment: Position) => boolean },
): void {
  const { period, range, list } = facts
  rows.period.push({
    ...at,
    ...windowOf(period),
    firstBlock: range.first.number + 1n,
    lastBlock: range.last.number,
    linked: range.linked,
    listEntries: list?.length,
    refusal: null,
  })
  const totals = { payments: audit.payments.length, paid: audit.paid.toString() }
  rows.audit.push({ ...at, verdict: audit.verdict, totals })
  for (const check of checkRows(audit.checks))
    rows.auditCheck.push({ ...at, ...check, evidence: check.evidence.map((row) => ({ ...row })) })
  rows.report.push({ ...at, data: utf8Hex(report) })
  for (const { at: place, subject, payee, amount } of audit.payments) {
    if (!isNew(place)) continue
    const { blockNumber, logIndex, transactionIndex } = place
    rows.payment.push({
      ...{ blockNumber, logIndex, transactionIndex, amount, subject },
      ...{ program: at.program, epoch: at.epoch, recipient: payee, auditBlockNumber: at.blockNumber },
      ...{ region: null, nullifier: null, root: null },
    })
  }
}

/** Adds a period that could not be audited, with the reason. */
export function addRefusedPeriod(
  rows: Rows,
  at: Place,
  { period, last, reason }: { period: Period; last: bigint; reason: string },
): void {
  const unknown = { firstBlock: null, linked: null, listEntries: null }
  rows.period.push({ ...at, ...windowOf(period), ...unknown, lastBlock: last, refusal: reason })
}

function windowOf({ label, window }: Period) {
  const isLife = window.kind === 'life'
  return { label, startsAt: isLife ? null : window.from, endsAt: isLife ? null : window.to }
}
