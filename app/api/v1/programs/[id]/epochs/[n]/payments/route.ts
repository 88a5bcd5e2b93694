import { database } from '@/app/database'
import { parseAddress, parseInteger, parsePosition } from '@/components/payouts/parse'
import { nullifierHex } from '@/components/payouts/payment-table'
import { findEpoch } from '@/lib/db/read/epochs'
import { countPayments, getPayments, type Payment } from '@/lib/db/read/payments'
import { UserError } from '@/lib/errors'
import { json, respond } from '../../../../../answer'
import { EXPORT_FORMATS, type ExportColumn, exportResponse } from '../../../../../export'
import { chainOf, queryOf, wordOf } from '../../../../../request'
import { allPayments, EXPORT_PAGE } from './all-payments'
import { periodPayments } from './period-payments'

export const dynamic = 'force-dynamic'

const PAGE = 100

const columns: readonly ExportColumn<Payment>[] = [
  { name: 'block', integer: true, cell: (row) => row.blockNumber },
  { name: 'log_index', integer: true, cell: (row) => row.logIndex },
  { name: 'timestamp', integer: true, cell: (row) => row.timestamp },
  { name: 'transaction', cell: (row) => row.transactionHash },
  { name: 'epoch', integer: true, cell: (row) => row.epoch },
  { name: 'region', integer: true, cell: (row) => row.region },
  { name: 'nullifier', cell: (row) => nullifierHex(row.nullifier) },
  { name: 'recipient', cell: (row) => row.recipient },
  { name: 'amount', cell: (row) => row.amount },
  { name: 'root', cell: (row) => row.root },
]

/**
 * Payments of an epoch or a period in the order of the chain: a page of 100 with `next` (`after=BLOCK.LOG`) as JSON, or all of
 * them with `format` csv, ndjson or parquet, without a limit.
 */
export const GET = (request: Request, { params }: { params: Promise<{ id: string; n: string }> }) =>
  respond(async () => {
    const query = queryOf(request)
    const { chainId, indexedHead } = await chainOf(query)
    const { id, n } = await params
    const address = parseAddress(id)
    const number = parseInteger(n)
    if (address === undefined || number === undefined) {
      throw new UserError('The path must be /api/v1/programs/ADDRESS/epochs/NUMBER/payments.')
    }
    const db = database()
    const format = wordOf(query, 'format', ['json', ...EXPORT_FORMATS])
    const after = parsePosition(query.after)
    const ofPeriod = await periodPayments(
      db,
      { chainId, indexedHead },
      { program: address, epoch: number },
      { format, after },
    )
    if (ofPeriod) return ofPeriod
    const epoch = await findEpoch(db, chainId, address, number)
    if (!epoch) throw new UserError(`Chain ${chainId} has no epoch ${number} of a program ${address}.`)
    if (format === 'json') {
      const payments = await getPayments(db, chainId, address, number, { after, limit: PAGE })
      const last = payments.at(-1)
      const next = payments.length === PAGE && last ? `${last.blockNumber}.${last.logIndex}` : undefined
      return json(200, { chainId, program: address, epoch: number, payments, next })
    }
    const to = indexedHead ?? epoch.blockNumber
    const rows = await countPayments(db, chainId, address, number, to)
    const more = [`program ${address}`, `epoch ${number}`]
    return exportResponse(db, format, {
      name: `payments-${chainId}-${address}-${number}`,
      chainId,
      from: epoch.blockNumber,
      to,
      rows,
      more,
      columns,
      source: allPayments(
        (after) => getPayments(db, chainId, address, number, { after, limit: EXPORT_PAGE }),
        to,
      ),
    })
  })
