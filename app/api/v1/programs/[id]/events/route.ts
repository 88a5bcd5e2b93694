import { database } from '@/app/database'
import { parseAddress } from '@/components/payouts/parse'
import { countProgramEvents, type ExportedEvent, exportProgramEvents } from '@/lib/db/read/export-rows'
import { findProgramSummary } from '@/lib/db/read/programs'
import { NotThere, respond } from '../../../answer'
import { EXPORT_FORMATS, type ExportColumn, exportResponse } from '../../../export'
import { rangeOf } from '../../../export-range'
import { chainOf, queryOf, wordOf } from '../../../request'

export const dynamic = 'force-dynamic'

const columns: readonly ExportColumn<ExportedEvent>[] = [
  { name: 'block', integer: true, cell: (row) => row.blockNumber },
  { name: 'log_index', integer: true, cell: (row) => row.logIndex },
  { name: 'timestamp', integer: true, cell: (row) => row.timestamp },
  { name: 'transaction', cell: (row) => row.transactionHash },
  { name: 'emitter', cell: (row) => row.emitter },
  { name: 'event', cell: (row) => row.event },
  { name: 'epoch', integer: true, cell: (row) => row.epoch },
  { name: 'arguments', cell: (row) => JSON.stringify(row.args) },
]

/** Everything that a program and its parts said, in the order of the chain: `format` csv, ndjson or parquet, `from` and `to`. */
export const GET = (request: Request, { params }: { params: Promise<{ id: string }> }) =>
  respond(async () => {
    const query = queryOf(request)
    const { chainId } = await chainOf(query)
    const { id } = await params
    const db = database()
    const address = parseAddress(id)
    if (address === undefined || !(await findProgramSummary(db, chainId, address)))
      throw new NotThere(`Chain ${chainId} has no program ${id.slice(0, 80)}.`)
    const range = await rangeOf(db, chainId, query)
    return exportResponse(db, wordOf(query, 'format', EXPORT_FORMATS), {
      name: `events-${chainId}-${address}`,
      chainId,
      ...range,
      rows: await countProgramEvents(db, chainId, address, range),
      more: [`program ${address}`],
      columns,
      source: exportProgramEvents(db, chainId, address, range),
    })
  })
