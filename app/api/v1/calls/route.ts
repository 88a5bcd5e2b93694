import { database } from '@/app/database'
import { loadCoordination } from '@/components/coordination/load-coordination'
import { parseView } from '@/components/parallelism/view'
import { UserError } from '@/lib/errors'
import { json, respond } from '../answer'
import { csvResponse } from '../csv'
import { chainOf, queryOf, wordOf } from '../request'
import { exportStatement } from '../statement'

export const dynamic = 'force-dynamic'

/**
 * Calls by caller's and callee's module over blocks: `range` or `from` and `to`, `format=csv`. "transfer" are accounts
 * without code.
 * Where every block was traced, the gas of all rows is the gas used.
 */
export const GET = (request: Request) =>
  respond(async () => {
    const query = queryOf(request)
    const { chainId } = await chainOf(query)
    const view = parseView(query)
    const format = wordOf(query, 'format', ['json', 'csv'])
    const db = database()
    const data = await loadCoordination(db, chainId, view)
    if (!data) throw new UserError('No analysed block is in this range.')
    const { range, calls, coverage, chain } = data
    const { from, to } = range
    const { blocks, traced } = coverage
    if (format === 'json') {
      const { gasUsed } = chain
      return json(200, {
        chainId,
        from,
        to,
        blocksWithTransactions: blocks,
        blocksTraced: traced,
        gasUsed,
        calls,
      })
    }
    const more = ['source call traces', `${traced} of ${blocks} blocks with transactions traced`]
    return csvResponse({
      name: `calls-${chainId}-${from}-${to}`,
      statement: await exportStatement(db, { chainId, from, to, rows: calls.length, more }),
      columns: [
        { name: 'caller_module', cell: (row) => row.callerModule },
        { name: 'callee_module', cell: (row) => row.calleeModule },
        { name: 'calls', cell: (row) => row.calls },
        { name: 'static_calls', cell: (row) => row.staticCalls },
        { name: 'failed', cell: (row) => row.failed },
        { name: 'gas', cell: (row) => row.gas },
        { name: 'value_wei', cell: (row) => row.value },
      ],
      rows: calls,
    })
  })
