import type { Adapter } from '@/lib/audit/adapters/adapter'
import { findAdapter } from '@/lib/audit/adapters/registry'
import type { PrismaClient } from '@/lib/db/generated/client'
import { type Audit, findAudit } from '@/lib/db/read/audits'
import type { PaymentPosition } from '@/lib/db/read/payments'
import { getPeriodPayments, type PeriodPayment } from '@/lib/db/read/period-payments'
import { findPeriod, type Period } from '@/lib/db/read/periods'
import { findProgram, type Program } from '@/lib/db/read/programs'

const PAYMENTS = 50

/** A period with its audit and a page of its payments. */
export interface PeriodData {
  program: Program
  adapter: Adapter
  period: Period
  audit: Audit | undefined
  payments: PeriodPayment[]
  /** no payment comes before these, or after them */
  start: boolean
  end: boolean
}

/** Reads a period by its newest audit; undefined where there is none, or the program has epochs. */
export async function loadPeriod(
  db: PrismaClient,
  chainId: bigint,
  { program: address, epoch }: { program: string; epoch: bigint },
  { after, before }: { after?: PaymentPosition; before?: PaymentPosition },
): Promise<PeriodData | undefined> {
  const program = await findProgram(db, chainId, address)
  const adapter = program && findAdapter(program.kind)
  const period = adapter && (await findPeriod(db, chainId, address, epoch))
  if (!period) return undefined
  const [audit, found] = await Promise.all([
    findAudit(db, chainId, address, epoch),
    getPeriodPayments(db, chainId, { program: address, epoch }, { after, before, limit: PAYMENTS + 1 }),
  ])
  const more = found.length > PAYMENTS
  return {
    ...{ program, adapter, period },
    // One that could not be audited any more must not show what was found before.
    audit: audit?.blockNumber === period.auditedIn ? audit : undefined,
    payments: before && more ? found.slice(1) : found.slice(0, PAYMENTS),
    start: before ? !more : after === undefined,
    end: before === undefined && !more,
  }
}
