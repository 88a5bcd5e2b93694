import { database } from '@/app/database'
import { type DiscoveryData, loadDiscovery } from '@/components/discovery/load-discovery'
import { modulesJson } from '@/components/discovery/modules-json'
import { parseView } from '@/components/parallelism/view'
import { UserError } from '@/lib/errors'
import { DISCOVERY } from '@/lib/parallelism/discover'
import type { GasShares } from '@/lib/parallelism/discovery/gas-shares'
import { json, respond } from '../../answer'
import { csvResponse } from '../../csv'
import { chainOf, queryOf, wordOf } from '../../request'
import { exportStatement } from '../../statement'
import { memberColumns } from './columns'

export const dynamic = 'force-dynamic'

/**
 * Modules suggested by co-access for blocks: `range`, or `from` and `to`; `format=csv` for their contracts, `modules.json` for a
 * file that the indexer and the command line take.
 */
export const GET = (request: Request) =>
  respond(async () => {
    const query = queryOf(request)
    const { chainId } = await chainOf(query)
    const { range: asked } = parseView(query)
    const format = wordOf(query, 'format', ['json', 'csv', 'modules.json'])
    const db = database()
    const data = await loadDiscovery(db, chainId, asked)
    if (data === undefined) throw new UserError('No analysed block is in this range.')
    const { from, to, hash, sources } = data.range
    if (format === 'modules.json') {
      return new Response(`${JSON.stringify(modulesJson(chainId, data), null, 2)}\n`, {
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'content-disposition': `attachment; filename="modules-${chainId}-${from}-${to}.json"`,
          'cache-control': 'no-store',
        },
      })
    }
    if (format === 'csv') {
      const rows = memberRows(data)
      const more = ['discovered by co-access, nobody has declared it', `source ${sources.join(' and ')}`]
      const statement = await exportStatement(db, { chainId, from, to, rows: rows.length, more })
      return csvResponse({
        name: `discovery-${chainId}-${from}-${to}`,
        statement,
        columns: memberColumns,
        rows,
      })
    }
    const { discovery, declared } = data
    return json(200, {
      chainId,
      origin: 'discovery',
      from,
      to,
      hash,
      sources,
      blocks: data.range.blocks,
      transactions: data.range.transactions,
      whole: data.range.whole,
      limits: DISCOVERY,
      contracts: discovery.contracts,
      considered: discovery.considered,
      communities: discovery.communities,
      modularity: discovery.modularity,
      shares: plainShares(discovery.shares),
      declared: declared && {
        shares: plainShares(declared.shares),
        contracts: declared.contracts,
        randIndex: declared.randIndex,
      },
      modules: data.modules.map(({ members, match, ...module }) => ({
        ...module,
        goesOn: match,
        members: members.map((member) => ({
          ...member,
          label: data.labels.get(member.contract),
          declared: data.declaredOf(member.contract),
        })),
      })),
    })
  })

function memberRows({ modules, labels, declaredOf }: DiscoveryData) {
  return modules.flatMap((module) =>
    module.members.map((member) => ({
      module,
      member,
      label: labels.get(member.contract),
      declared: declaredOf(member.contract),
    })),
  )
}

/** Lanes by number of a suggested module mean nothing to anybody else. */
function plainShares({ lanes, busiest, ...shares }: GasShares) {
  return { ...shares, lanes: lanes.size, busiestLaneGas: busiest?.gas }
}
