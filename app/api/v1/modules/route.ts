import { database } from '@/app/database'
import { loadModules } from '@/components/modules/load-modules'
import { loadsOf } from '@/components/modules/module-loads'
import { pointsOf } from '@/components/modules/module-points'
import { parseView } from '@/components/parallelism/view'
import { getParallelismBuckets } from '@/lib/db/read/metrics'
import { UserError } from '@/lib/errors'
import { json, respond } from '../answer'
import { csvResponse } from '../csv'
import { chainOf, queryOf, wordOf } from '../request'
import { exportStatement } from '../statement'
import { conflictColumns, loadColumns, moduleBucketColumns, moduleColumns, pointColumns } from './columns'

export const dynamic = 'force-dynamic'

/**
 * Modules over blocks: `policy`, `range` or `from` and `to`, and `format=csv` with `table=modules`, `blocks` (of one
 * `module` where it is named), `loads` (a `module` beside the whole chain), `points` (the modules side by side, as the
 * charts have them) or `conflicts`. Home gas over all rows of `homes` equals `gasUsed`.
 */
export const GET = (request: Request) =>
  respond(async () => {
    const query = queryOf(request)
    const { chainId } = await chainOf(query)
    const view = parseView(query)
    const format = wordOf(query, 'format', ['json', 'csv'])
    const table = wordOf(query, 'table', ['modules', 'blocks', 'conflicts', 'points', 'loads'])
    const db = database()
    const data = await loadModules(db, chainId, view)
    if (!data) throw new UserError('No analysed block is in this range.')
    const { range, chain, homes, conflicts } = data
    const { from, to } = range
    if (format === 'json') {
      const { policy } = view
      const { gasUsed, transactions, sources } = chain
      return json(200, {
        chainId,
        policy,
        sources,
        from,
        to,
        blocks: range.blocks,
        gasUsed,
        transactions,
        homes,
        conflicts,
      })
    }
    const buckets = data.buckets.filter((row) => !query.module || row.moduleId === query.module)
    const name = `modules-${table}-${chainId}-${from}-${to}-${view.policy}`
    const more = [`policy ${view.policy}`, `source ${chain.sources.join(' and ')}`]
    const state = (rows: number) => exportStatement(db, { chainId, from, to, rows, more })
    if (table === 'modules') {
      return csvResponse({ name, statement: await state(homes.length), columns: moduleColumns, rows: homes })
    }
    if (table === 'loads') {
      if (!query.module)
        throw new UserError('The parameter "module" must name the module whose loads are asked for.')
      const whole = await getParallelismBuckets(db, chainId, view.policy, range, range.step)
      const loads = loadsOf(buckets, whole, range.step)
      return csvResponse({ name, statement: await state(loads.length), columns: loadColumns, rows: loads })
    }
    if (table === 'points') {
      const points = pointsOf(data.buckets)
      return csvResponse({
        name,
        statement: await state(points.length),
        columns: pointColumns(homes),
        rows: points,
      })
    }
    return table === 'blocks'
      ? csvResponse({
          name,
          statement: await state(buckets.length),
          columns: moduleBucketColumns,
          rows: buckets,
        })
      : csvResponse({
          name,
          statement: await state(conflicts.length),
          columns: conflictColumns,
          rows: conflicts,
        })
  })
