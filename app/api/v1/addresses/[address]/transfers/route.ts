import { database } from '@/app/database'
import { countTransfers, type ExportedTransfer, exportTransfers } from '@/lib/db/read/export-rows'
import { UserError } from '@/lib/errors'
import { parseAddress } from '@/lib/format/parse'
import { respond } from '../../../answer'
import { EXPORT_FORMATS, type ExportColumn, exportResponse } from '../../../export'
import { rangeOf } from '../../../export-range'
import { chainOf, queryOf, wordOf } from '../../../request'

export const dynamic = 'force-dynamic'

const columns: readonly ExportColumn<ExportedTransfer>[] = [
  { name: 'block', integer: true, cell: (row) => row.blockNumber },
  { name: 'log_index', integer: true, cell: (row) => row.logIndex },
  { name: 'batch_index', integer: true, cell: (row) => row.batchIndex },
  { name: 'timestamp', integer: true, cell: (row) => row.timestamp },
  { name: 'transaction', cell: (row) => row.transactionHash },
  { name: 'token', cell: (row) => row.token },
  { name: 'standard', cell: (row) => row.standard },
  { name: 'from', cell: (row) => row.from },
  { name: 'to', cell: (row) => row.to },
  { name: 'amount', cell: (row) => row.amount },
  { name: 'token_id', cell: (row) => row.tokenId },
]

/** The token transfers from or to an account, in the order of the chain: `format` csv, ndjson or parquet, `from` and `to`. */
export const GET = (request: Request, { params }: { params: Promise<{ address: string }> }) =>
  respond(async () => {
    const query = queryOf(request)
    const { chainId } = await chainOf(query)
    const address = parseAddress((await params).address)
    if (address === undefined) throw new UserError('The path must be /api/v1/addresses/ADDRESS/transfers.')
    const db = database()
    const range = await rangeOf(db, chainId, query)
    return exportResponse(db, wordOf(query, 'format', EXPORT_FORMATS), {
      name: `transfers-${chainId}-${address}`,
      chainId,
      ...range,
      rows: await countTransfers(db, chainId, address, range),
      more: [`account ${address}`],
      columns,
      source: exportTransfers(db, chainId, address, range),
    })
  })
