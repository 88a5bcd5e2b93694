import { database } from '@/app/database'
import { finalityRange, loadFinality } from '@/components/finality/load-finality'
import type { HeadSample, ReorgStretch } from '@/lib/db/read/head-samples'
import { json, respond } from '../answer'
import { type CsvColumn, csvResponse } from '../csv'
import { chainOf, queryOf, wordOf } from '../request'

export const dynamic = 'force-dynamic'

const sampleColumns: readonly CsvColumn<HeadSample>[] = [
  { name: 'sample_timestamp', cell: (row) => row.second },
  { name: 'head', cell: (row) => row.head },
  { name: 'head_timestamp', cell: (row) => row.headTimestamp },
  { name: 'safe', cell: (row) => row.safe ?? '' },
  { name: 'safe_timestamp', cell: (row) => row.safeTimestamp ?? '' },
  { name: 'finalized', cell: (row) => row.finalized ?? '' },
  { name: 'finalized_timestamp', cell: (row) => row.finalizedTimestamp ?? '' },
]

const reorgColumns: readonly CsvColumn<ReorgStretch>[] = [
  { name: 'from_timestamp', cell: (row) => row.start },
  { name: 'reorganisations', cell: (row) => row.reorgs },
  { name: 'deepest_blocks', cell: (row) => row.deepest },
  { name: 'removed_blocks', cell: (row) => row.blocks },
]

/**
 * Samples of a chain's head, safe and finalised block, and reorganisations, over the time that ends now: `range` (hour,
 * day, week, month, year), and `format=csv` with `table=samples` or `table=reorgs`.
 */
export const GET = (request: Request) =>
  respond(async () => {
    const query = queryOf(request)
    const { chainId } = await chainOf(query)
    const range = finalityRange(query)
    const format = wordOf(query, 'format', ['json', 'csv'])
    const table = wordOf(query, 'table', ['samples', 'reorgs'])
    const data = await loadFinality(database(), chainId, range, Date.now() / 1000)
    const { since, until, seconds, samples, stretches } = data
    if (format === 'json') return json(200, { chainId, since, until, seconds, samples, reorgs: stretches })
    const name = `finality-${table}-${chainId}-${since}-${until}`
    const state = (rows: number) =>
      `chain ${chainId}; time ${since} to ${until}, unix seconds; one row for ${seconds} s at most; ${rows} rows`
    return table === 'samples'
      ? csvResponse({ name, statement: state(samples.length), columns: sampleColumns, rows: samples })
      : csvResponse({ name, statement: state(stretches.length), columns: reorgColumns, rows: stretches })
  })
