import { database } from '@/app/database'
import { getBlocks } from '@/lib/db/read/blocks'
import { countBlocks, exportBlocks } from '@/lib/db/read/export-rows'
import { UserError } from '@/lib/errors'
import { parseBlockNumber } from '@/lib/format/parse'
import { DEFAULT_POLICY } from '@/lib/parallelism/types'
import { json, respond } from '../answer'
import { EXPORT_FORMATS, exportResponse } from '../export'
import { rangeOf } from '../export-range'
import { chainOf, limitOf, parsedOf, queryOf, wordOf } from '../request'
import { blockColumns } from './columns'

export const dynamic = 'force-dynamic'

/**
 * Stored blocks, newest first: `limit` of them, below `before` or above `after` where one is given. With `format` csv, ndjson or
 * parquet all of them in order, or those from `from` to `to`.
 */
export const GET = (request: Request) =>
  respond(async () => {
    const query = queryOf(request)
    const { chainId } = await chainOf(query)
    const format = wordOf(query, 'format', ['json', ...EXPORT_FORMATS])
    if (format !== 'json') {
      const db = database()
      const range = await rangeOf(db, chainId, query)
      return exportResponse(db, format, {
        name: `blocks-${chainId}-${range.from}-${range.to}`,
        chainId,
        ...range,
        rows: await countBlocks(db, chainId, range),
        columns: blockColumns,
        source: exportBlocks(db, chainId, range),
      })
    }
    const before = parsedOf(query, 'before', parseBlockNumber, 'a block number')
    const after = parsedOf(query, 'after', parseBlockNumber, 'a block number')
    if (before !== undefined && after !== undefined) {
      throw new UserError('The parameters "before" and "after" exclude each other.')
    }
    const blocks = await getBlocks(database(), chainId, { before, after }, limitOf(query))
    return json(200, { chainId, policy: DEFAULT_POLICY, blocks })
  })
