import { database } from '@/app/database'
import { loadRange } from '@/components/parallelism/load-range'
import { parseView } from '@/components/parallelism/view'
import { findParallelismTotal, getParallelismBuckets, type ParallelismBucket } from '@/lib/db/read/metrics'
import { UserError } from '@/lib/errors'
import { WORKERS } from '@/lib/parallelism/types'
import { json, respond } from '../answer'
import { csvResponse } from '../csv'
import { chainOf, queryOf, wordOf } from '../request'
import { exportStatement } from '../statement'
import { bucketColumns, workersColumns } from './columns'

export const dynamic = 'force-dynamic'

/**
 * Parallelism over blocks: `policy`, `range` or `from` and `to`, `blocks_per_row` (default: as the page's charts), and
 * `format=csv` with `table=blocks` or `table=workers`. Sums in integers; a speedup is gas used over a makespan.
 */
export const GET = (request: Request) =>
  respond(async () => {
    const query = queryOf(request)
    const { chainId } = await chainOf(query)
    const view = parseView(query)
    const format = wordOf(query, 'format', ['json', 'csv'])
    const table = wordOf(query, 'table', ['blocks', 'workers'])
    const db = database()
    const range = await loadRange(db, chainId, view)
    const total = range && (await findParallelismTotal(db, chainId, view.policy, range))
    if (!range || !total) throw new UserError('No analysed block is in this range.')
    const asked = blocksPerRow(query.blocks_per_row)
    const step = asked === undefined ? range.step : { blocks: asked }
    const buckets =
      table === 'blocks' ? await getParallelismBuckets(db, chainId, view.policy, range, step) : []
    const { from, to } = range
    if (format === 'json') {
      const { policy } = view
      return json(200, {
        chainId,
        policy,
        from,
        to,
        blocks: range.blocks,
        blocksPerRow: 'blocks' in step ? step.blocks : null,
        secondsPerRow: 'seconds' in step ? step.seconds : null,
        workers: WORKERS,
        total: integersOf(total),
        buckets: buckets.map(integersOf),
      })
    }
    const name = `parallelism-${table}-${chainId}-${from}-${to}-${view.policy}`
    const rows = table === 'blocks' ? buckets.length : WORKERS.length
    const more = [`policy ${view.policy}`, `source ${total.sources.join(' and ')}`]
    const statement = await exportStatement(db, { chainId, from, to, rows, more })
    return table === 'blocks'
      ? csvResponse({ name, statement, columns: bucketColumns, rows: buckets })
      : csvResponse({
          name,
          statement,
          columns: workersColumns,
          rows: WORKERS.map((workers, index) => ({ workers, index, total })),
        })
  })

/** What is stored and summed: ratios are the reader's to make. */
function integersOf({ lowestBound, highestBound, ...integers }: ParallelismBucket) {
  return integers
}

function blocksPerRow(asked: string | string[] | undefined): bigint | undefined {
  if (asked === undefined || asked === '') return undefined
  if (typeof asked === 'string' && /^[1-9]\d{0,8}$/.test(asked)) return BigInt(asked)
  throw new UserError('The parameter "blocks_per_row" must be a whole number from 1.')
}
