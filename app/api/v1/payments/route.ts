import { database } from '@/app/database'
import { walletKey } from '@/components/payouts/load-wallet'
import { nullifierHex } from '@/components/payouts/payment-table'
import { countWalletPayments, exportWalletPayments, type WalletPayment } from '@/lib/db/read/wallet'
import { UserError } from '@/lib/errors'
import { respond } from '../answer'
import { EXPORT_FORMATS, type ExportColumn, exportResponse } from '../export'
import { rangeOf } from '../export-range'
import { chainOf, queryOf, wordOf } from '../request'

export const dynamic = 'force-dynamic'

const columns: readonly ExportColumn<WalletPayment>[] = [
  { name: 'block', integer: true, cell: (row) => row.blockNumber },
  { name: 'log_index', integer: true, cell: (row) => row.logIndex },
  { name: 'timestamp', integer: true, cell: (row) => row.timestamp },
  { name: 'transaction', cell: (row) => row.transactionHash },
  { name: 'program', cell: (row) => row.program },
  { name: 'epoch', integer: true, cell: (row) => row.epoch },
  { name: 'region', integer: true, cell: (row) => row.region },
  {
    name: 'nullifier',
    cell: ({ nullifier }) => (nullifier === undefined ? undefined : nullifierHex(nullifier)),
  },
  { name: 'recipient', cell: (row) => row.recipient },
  { name: 'amount', cell: (row) => row.amount },
  { name: 'period', cell: (row) => row.period },
]

/**
 * What one account was paid, or one nullifier (`of`), by all programs in the order of the chain: `format` csv, ndjson or
 * parquet, `from` and `to`.
 */
export const GET = (request: Request) =>
  respond(async () => {
    const query = queryOf(request)
    const { chainId } = await chainOf(query)
    const key = walletKey(typeof query.of === 'string' ? query.of : '')
    if (key === undefined) throw new UserError('The parameter "of" must be an address or a nullifier.')
    const db = database()
    const range = await rangeOf(db, chainId, query)
    return exportResponse(db, wordOf(query, 'format', EXPORT_FORMATS), {
      name: `payments-${chainId}`,
      chainId,
      ...range,
      rows: await countWalletPayments(db, chainId, key, range),
      more: ['recipient' in key ? `account ${key.recipient}` : `nullifier ${nullifierHex(key.nullifier)}`],
      columns,
      source: exportWalletPayments(db, chainId, key, range),
    })
  })
