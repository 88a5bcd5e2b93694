import { z } from 'zod'
import { database } from '@/app/database'
import { type DependencyRow, dependencyRows } from '@/components/execution/dependency-rows'
import { loadSchedule } from '@/components/execution/load-execution'
import { parseQuery, policyParameter } from '@/components/parallelism/view'
import { UserError } from '@/lib/errors'
import { conflictGroups } from '@/lib/parallelism/conflict-groups'
import { json, respond } from '../answer'
import { blockOf } from '../block-of'
import { csvResponse } from '../csv'
import { chainOf, queryOf, wordOf } from '../request'
import { exportStatement } from '../statement'

export const dynamic = 'force-dynamic'

const parameters = z.object({
  policy: policyParameter,
  component: z
    .string()
    .regex(/^\d{1,9}$/, 'must be the index of a transaction')
    .transform(Number)
    .optional(),
})

/**
 * The dependencies of a block under a `policy`, each with the first key that it goes through: `block`, `format=csv`,
 * and with `component`, the index of a transaction, those of its conflict component alone.
 */
export const GET = (request: Request) =>
  respond(async () => {
    const query = queryOf(request)
    const { chainId } = await chainOf(query)
    const { policy, component } = parseQuery(parameters, query)
    const format = wordOf(query, 'format', ['json', 'csv'])
    const db = database()
    const block = await blockOf(db, chainId, query)
    const executed = await loadSchedule(db, chainId, block, { policy, scheduler: 'serial', workers: 2 })
    if (executed === undefined) throw new UserError(`No access sets are stored of the block ${block.number}.`)
    const { graph, transactions } = executed
    const groups = conflictGroups(graph.dependencies, graph.gas)
    const group = groups.find((each) => component !== undefined && each.transactions.includes(component))
    const rows =
      component === undefined ? dependencyRows(graph) : dependencyRows(graph, group?.transactions ?? [])
    const { number, source, hash } = block
    const home = (index: number) => transactions[index]?.homeModule ?? ''
    const keyOf = ({ key }: DependencyRow) => graph.keys[key] ?? ''
    if (format === 'json') {
      const dependencies = rows.map((row) => ({
        earlier: row.earlier,
        later: row.later,
        key: keyOf(row),
        furtherKeys: row.more,
      }))
      return json(200, { chainId, block: number, hash, policy, source, dependencies })
    }
    const more = [`policy ${policy}`, `source ${source}`]
    if (component !== undefined) more.push(`component of transaction ${component}`)
    return csvResponse({
      name: `dependencies-${chainId}-${number}-${policy}${component === undefined ? '' : `-${component}`}`,
      statement: await exportStatement(db, { chainId, from: number, to: number, rows: rows.length, more }),
      columns: [
        { name: 'earlier', cell: (row) => row.earlier },
        { name: 'later', cell: (row) => row.later },
        { name: 'earlier_home_module', cell: (row) => home(row.earlier) },
        { name: 'later_home_module', cell: (row) => home(row.later) },
        { name: 'key', cell: keyOf },
        { name: 'further_keys', cell: (row) => row.more },
      ],
      rows,
    })
  })
