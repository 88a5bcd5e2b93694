import type { PrismaClient } from '@/lib/db/generated/client'
import { type Audit, findAudit } from '@/lib/db/read/audits'
import { type BlockCheck, findBlock } from '@/lib/db/read/blocks'
import {
  findPeriodPayment,
  getTokenMoves,
  type PeriodPayment,
  type TokenMove,
} from '@/lib/db/read/period-payments'
import { findPeriod, type Period } from '@/lib/db/read/periods'
import { findProgram, type Program } from '@/lib/db/read/programs'
import { type EvidenceRow, evidenceRows } from '../evidence'

/** A check of the period's audit whose evidence names the payment's transaction. */
export interface Deviation {
  checkId: string
  rows: EvidenceRow[]
}

/** What the page of a period's payment shows. */
export interface PeriodPaymentData {
  payment: PeriodPayment
  program: Program
  period: Period
  /** what moved of the program's token in the transaction */
  moves: TokenMove[]
  deviations: Deviation[]
  /** the checks that the payment's block passed before it was stored */
  checks: BlockCheck[]
}

/** Reads a payment of a period with what its audit says of it; undefined where that log announced none. */
export async function loadPeriodPayment(
  db: PrismaClient,
  chainId: bigint,
  transactionHash: string,
  logIndex: number,
): Promise<PeriodPaymentData | undefined> {
  const payment = await findPeriodPayment(db, chainId, transactionHash, logIndex)
  if (!payment) return undefined
  const [program, period, audit, block] = await Promise.all([
    findProgram(db, chainId, payment.program),
    findPeriod(db, chainId, payment.program, payment.epoch),
    findAudit(db, chainId, payment.program, payment.epoch),
    findBlock(db, chainId, payment.blockNumber),
  ])
  if (!program || !period) return undefined
  const moves = await getTokenMoves(db, chainId, payment, program.token)
  const deviations = audit ? deviationsOf(audit, payment) : []
  return { payment, program, period, moves, deviations, checks: block?.checks ?? [] }
}

function deviationsOf({ checks }: Audit, { transactionHash, logIndex, subject }: PeriodPayment): Deviation[] {
  return checks.flatMap(({ checkId, verdict, evidence }) => {
    if (verdict !== 'fail') return []
    const rows = evidenceRows(evidence).filter(
      (row) =>
        row.transactionHash === transactionHash && (row.logIndex === logIndex || row.subject === subject),
    )
    return rows.length === 0 ? [] : [{ checkId, rows }]
  })
}
