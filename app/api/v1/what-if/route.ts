import { database } from '@/app/database'
import { loadWhatIf, type WhatIfData } from '@/components/what-if/load-what-if'
import { parseWhatIf } from '@/components/what-if/what-if-query'
import { UserError } from '@/lib/errors'
import type { Advice } from '@/lib/parallelism/advice'
import { actionText, targetText } from '@/lib/parallelism/change-text'
import { json, respond } from '../answer'
import { csvResponse } from '../csv'
import { chainOf, queryOf, wordOf } from '../request'
import { exportStatement } from '../statement'
import { adviceColumns, blockColumns, metricColumns } from './columns'

export const dynamic = 'force-dynamic'

/**
 * What a change would bring: `target`, `action`, `policy`, `range` or `from` and `to` or `block`; without a target the
 * change that frees most. `format=csv` with `table=metrics`, `blocks` or `advice`. The newest blocks of the range are
 * computed, as many as one request may ask for: `blocks` of `blocksInRange`.
 */
export const GET = (request: Request) =>
  respond(async () => {
    const query = queryOf(request)
    const { chainId } = await chainOf(query)
    const view = parseWhatIf(query)
    const format = wordOf(query, 'format', ['json', 'csv'])
    const table = wordOf(query, 'table', ['metrics', 'blocks', 'advice'])
    const db = database()
    const data = await loadWhatIf(db, chainId, view)
    if (!data) throw new UserError('No block with access sets is in this range.')
    const { from, to, outcome, advice } = data
    if (format === 'json') return json(200, body(chainId, view.policy, data))
    const change = outcome && `${targetText(outcome.change.target)} ${actionText(outcome.change.action)}`
    const more = [
      `policy ${view.policy}`,
      `source ${data.sources.join(' and ')}`,
      `${data.blocks} blocks of ${data.range.blocks} in the range`,
      ...(table === 'advice' || change === undefined ? [] : [`change ${change}`]),
    ]
    const name = `what-if-${table}-${chainId}-${from}-${to}-${view.policy}`
    const statement = (rows: number) => exportStatement(db, { chainId, from, to, rows, more })
    if (table === 'advice') {
      const rows = advice.advice
      return csvResponse({ name, statement: await statement(rows.length), columns: adviceColumns, rows })
    }
    if (table === 'blocks') {
      const rows = outcome?.blocks ?? []
      return csvResponse({ name, statement: await statement(rows.length), columns: blockColumns, rows })
    }
    const rows = outcome?.metrics ?? []
    return csvResponse({ name, statement: await statement(rows.length), columns: metricColumns, rows })
  })

function body(chainId: bigint, policy: string, data: WhatIfData) {
  const { from, to, blocks, range, sources, outcome, advice } = data
  const adviceOf = ({ target, ...figures }: Advice) => ({
    target: targetText(target),
    kind: target.kind,
    ...figures,
  })
  return {
    chainId,
    policy,
    sources,
    from,
    to,
    blocks,
    blocksInRange: range.blocks,
    target: outcome && targetText(outcome.change.target),
    action: outcome && actionText(outcome.change.action),
    blocksWithTarget: outcome?.touched,
    metrics: outcome?.metrics,
    perBlock: outcome?.blocks.map(({ number, keys, freed }) => ({ number, keys, freed })),
    advice: {
      tried: advice.tried,
      targets: advice.targets,
      ways: advice.ways,
      before: advice.before,
      ranked: advice.advice.map(adviceOf),
    },
  }
}
