import type { AdapterFacts } from '@/lib/audit/adapters/adapter'
import { auditPeriod, type PeriodAudit, periodReport } from '@/lib/audit/adapters/audit-period'
import type { Transaction } from '@/lib/db/write/connection'
import { emptyRows, type Rows } from '@/lib/db/write/derived'
import { readListedPayments } from '@/lib/db/write/periods'
import { BlockGoneError } from '@/lib/rpc/errors'
import { CannotAuditError } from '@/lib/verify/adapters/cannot-audit'
import { answersTo } from '@/lib/verify/adapters/verify-period'
import type { Say } from '../log'
import { hashAt } from '../read'
import { addPeriodAudit, addRefusedPeriod } from '../rows/period'
import type { DuePeriod } from './due'
import { type FactsContext, storedFacts } from './stored-facts'

/**
 * The audits that the blocks of a batch set off, from what the transaction holds and the state by the node's word. What the node says is
 * of the batch's blocks if it still has the last one.
 * @throws BlockGoneError where it has not; whatever asking the node throws: the batch is then not stored, and read again
 */
export async function auditPeriods(
  transaction: Transaction,
  due: readonly DuePeriod[],
  last: { number: bigint; hash: string },
  context: FactsContext & { say: Say },
): Promise<Rows> {
  const rows = emptyRows()
  for (const one of due) {
    await audit(rows, transaction, one, context)
    context.beat()
  }
  const { rpc } = context
  if (due.length > 0 && (await hashAt(rpc, last.number)) !== last.hash)
    throw new BlockGoneError(last.number, last.hash, rpc.node)
  return rows
}

/** What a stranger's program logs must not stop the reading of its chain, where the audit itself is at fault. */
function auditFacts(facts: AdapterFacts): PeriodAudit {
  try {
    return auditPeriod(facts)
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    throw new CannotAuditError(`The audit itself failed, which is a fault of Parascope: ${said}.`)
  }
}

async function audit(
  rows: Rows,
  transaction: Transaction,
  due: DuePeriod,
  context: FactsContext & { say: Say },
): Promise<void> {
  const { known, period, blockNumber, last } = due
  const at = { blockNumber, program: known.program.address, epoch: period.id }
  try {
    const { facts, storedFrom } = await storedFacts(transaction, due, context)
    const answers = await answersTo(context.rpc, known.adapter, facts)
    const whole = { ...facts, answers }
    const audit = auditFacts(whole)
    const listed = await readListedPayments(transaction, context.chainId, { from: storedFrom, to: last })
    for (const row of rows.payment) listed.add(`${row.blockNumber}.${row.logIndex}`)
    addPeriodAudit(rows, at, whole, {
      audit,
      report: periodReport(whole, audit),
      // Payments of blocks that are not stored are in the report alone: their transactions are not here.
      isNew: ({ blockNumber, logIndex }) =>
        blockNumber >= storedFrom && !listed.has(`${blockNumber}.${logIndex}`),
    })
  } catch (error) {
    if (!(error instanceof CannotAuditError)) throw error
    context.say(`${known.program.name}, ${period.label}, is not audited: ${error.message}`)
    addRefusedPeriod(rows, at, { period, last, reason: error.message })
  }
}
