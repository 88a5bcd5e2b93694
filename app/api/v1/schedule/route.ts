import { database } from '@/app/database'
import { parseExecution } from '@/components/execution/execution-query'
import { loadSchedule } from '@/components/execution/load-execution'
import { type ScheduleRow, scheduleRows } from '@/components/execution/schedule-rows'
import { UserError } from '@/lib/errors'
import { json, respond } from '../answer'
import { blockOf } from '../block-of'
import { type CsvColumn, csvResponse } from '../csv'
import { chainOf, queryOf, wordOf } from '../request'
import { exportStatement } from '../statement'

export const dynamic = 'force-dynamic'

const columns: readonly CsvColumn<ScheduleRow>[] = [
  { name: 'index', cell: (row) => row.index },
  { name: 'transaction', cell: (row) => row.hash },
  { name: 'home_module', cell: (row) => row.home },
  { name: 'lane', cell: (row) => row.lane ?? '' },
  { name: 'gas_used', cell: (row) => row.gas },
  { name: 'ready_gas', cell: (row) => row.ready },
  { name: 'start_gas', cell: (row) => row.start },
  { name: 'end_gas', cell: (row) => row.end },
  { name: 'held_by', cell: (row) => row.waitsFor ?? '' },
  { name: 'behind', cell: (row) => row.behind ?? '' },
  { name: 'dependencies', cell: (row) => row.dependencies },
  { name: 'dependents', cell: (row) => row.dependents },
  { name: 'aborts', cell: (row) => row.aborts },
]

/**
 * A block executed by a scheduler, transaction by transaction: `block`, `policy`, `scheduler`, `workers`, and
 * `format=csv`. Times are gas since the block began; the makespan is that of the block's metrics.
 */
export const GET = (request: Request) =>
  respond(async () => {
    const query = queryOf(request)
    const { chainId } = await chainOf(query)
    const view = parseExecution(query)
    const format = wordOf(query, 'format', ['json', 'csv'])
    const db = database()
    const block = await blockOf(db, chainId, query)
    const executed = await loadSchedule(db, chainId, block, view)
    if (executed === undefined) throw new UserError(`No access sets are stored of the block ${block.number}.`)
    const { policy, scheduler, workers } = view
    const { number, source } = block
    const rows = scheduleRows({ ...executed, query: view })
    const { lanes, makespanGas } = executed.run
    if (format === 'json') {
      const head = { chainId, block: number, hash: block.hash, policy, source, scheduler }
      return json(200, { ...head, workers, lanes, makespanGas, transactions: rows })
    }
    const more = [
      `policy ${policy}`,
      `source ${source}`,
      `scheduler ${scheduler}`,
      `${lanes} lanes`,
      `makespan ${makespanGas} gas`,
    ]
    const statement = await exportStatement(db, {
      chainId,
      from: number,
      to: number,
      rows: rows.length,
      more,
    })
    const name = `schedule-${chainId}-${number}-${policy}-${scheduler}-${lanes}`
    return csvResponse({ name, statement, columns, rows })
  })
