import type { PrismaClient } from '@/lib/db/generated/client'
import { countPayments, type PaymentPosition } from '@/lib/db/read/payments'
import { getPeriodPayments, type PeriodPayment } from '@/lib/db/read/period-payments'
import { findPeriod } from '@/lib/db/read/periods'
import { json } from '../../../../../answer'
import { type EXPORT_FORMATS, type ExportColumn, exportResponse } from '../../../../../export'
import { allPayments, EXPORT_PAGE } from './all-payments'

const PAGE = 100

const columns: readonly ExportColumn<PeriodPayment>[] = [
  { name: 'block', integer: true, cell: (row) => row.blockNumber },
  { name: 'log_index', integer: true, cell: (row) => row.logIndex },
  { name: 'timestamp', integer: true, cell: (row) => row.timestamp },
  { name: 'transaction', cell: (row) => row.transactionHash },
  { name: 'period', integer: true, cell: (row) => row.epoch },
  { name: 'subject', cell: (row) => row.subject },
  { name: 'payee', cell: (row) => row.payee },
  { name: 'amount', cell: (row) => row.amount },
]

/** The payments of a period, a page or all of them; undefined where the program has no such period. */
export async function periodPayments(
  db: PrismaClient,
  { chainId, indexedHead }: { chainId: bigint; indexedHead: bigint | undefined },
  of: { program: string; epoch: bigint },
  { format, after }: { format: 'json' | (typeof EXPORT_FORMATS)[number]; after: PaymentPosition | undefined },
): Promise<Response | undefined> {
  const { program, epoch } = of
  const period = await findPeriod(db, chainId, program, epoch)
  if (period === undefined) return undefined
  if (format === 'json') {
    const payments = await getPeriodPayments(db, chainId, of, { after, limit: PAGE })
    const last = payments.at(-1)
    const next = payments.length === PAGE && last ? `${last.blockNumber}.${last.logIndex}` : undefined
    return json(200, { chainId, program, period: epoch, payments, next })
  }
  const to = indexedHead ?? period.lastBlock
  return exportResponse(db, format, {
    name: `payments-${chainId}-${program}-${epoch}`,
    chainId,
    from: period.firstBlock ?? period.lastBlock,
    to,
    rows: await countPayments(db, chainId, program, epoch, to),
    more: [`program ${program}`, `period ${epoch}, ${period.label}`],
    columns,
    source: allPayments(
      (place) => getPeriodPayments(db, chainId, of, { after: place, limit: EXPORT_PAGE }),
      to,
    ),
  })
}
