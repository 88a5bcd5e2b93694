import { database } from '@/app/database'
import { countMetrics, exportMetrics } from '@/lib/db/read/export-rows'
import { POLICIES, WORKERS } from '@/lib/parallelism/types'
import { respond } from '../answer'
import { EXPORT_FORMATS, type ExportColumn, exportResponse } from '../export'
import { rangeOf } from '../export-range'
import { chainOf, queryOf, wordOf } from '../request'

export const dynamic = 'force-dynamic'

type Row = Awaited<ReturnType<ReturnType<typeof exportMetrics>['next']>>['value'] & object

const COUNTS = [
  ['transactions', 'transactions'],
  ['gas_used', 'gasUsed'],
  ['edges', 'edges'],
  ['conflicted_txs', 'conflictedTxs'],
  ['dependent_txs', 'dependentTxs'],
  ['components', 'components'],
  ['largest_component', 'largestComponent'],
  ['longest_chain_txs', 'longestChainTxs'],
  ['critical_path_gas', 'criticalPathGas'],
  ['module_makespan_gas', 'moduleMakespanGas'],
] as const
const BY_WORKERS = [
  ['makespan_gas', 'makespanGas'],
  ['block_order_makespan_gas', 'blockOrderMakespanGas'],
  ['optimistic_makespan_gas', 'optimisticMakespanGas'],
  ['optimistic_aborts', 'optimisticAborts'],
] as const

const columns: readonly ExportColumn<Row>[] = [
  { name: 'block', integer: true, cell: (row) => row.blockNumber },
  { name: 'policy', cell: (row) => row.policy },
  { name: 'source', cell: (row) => row.source },
  ...COUNTS.map(([name, field]): ExportColumn<Row> => ({ name, integer: true, cell: (row) => row[field] })),
  ...BY_WORKERS.flatMap(([name, field]) =>
    WORKERS.map(
      (workers, at): ExportColumn<Row> => ({
        name: `${name}_${workers}`,
        integer: true,
        cell: (row) => row[field][at],
      }),
    ),
  ),
]

/** The metrics of each block under a policy: `format` csv, ndjson or parquet, `policy`, `from` and `to`. */
export const GET = (request: Request) =>
  respond(async () => {
    const query = queryOf(request)
    const { chainId } = await chainOf(query)
    const policy = wordOf(query, 'policy', ['accounts', ...POLICIES.filter((each) => each !== 'accounts')])
    const db = database()
    const range = await rangeOf(db, chainId, query)
    return exportResponse(db, wordOf(query, 'format', EXPORT_FORMATS), {
      name: `metrics-${chainId}-${range.from}-${range.to}-${policy}`,
      chainId,
      ...range,
      rows: await countMetrics(db, chainId, policy, range),
      more: [`policy ${policy}`],
      columns,
      source: exportMetrics(db, chainId, policy, range),
    })
  })
