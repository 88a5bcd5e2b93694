import type { Metadata } from 'next'
import { type ChainParams, withSite } from '@/app/site'
import { CoordinationControls } from '@/components/coordination/coordination-controls'
import { parseCoordination } from '@/components/coordination/coordination-query'
import { CoordinationView } from '@/components/coordination/coordination-view'
import { loadCoordination } from '@/components/coordination/load-coordination'
import { ModulesTabs } from '@/components/modules/modules-tabs'
import { RangeWords } from '@/components/parallelism/range-words'
import type { Query } from '@/components/parallelism/view'
import { withView } from '@/components/parallelism/with-view'
import { PageHeader } from '@/components/text/page-header'
import { EmptyState } from '@/components/text/states'
import type { ChainStatus } from '@/lib/db/read/status'
import { path } from '@/lib/format/paths'

export const metadata: Metadata = { title: 'Coordination' }

/** Calls between modules over a range of blocks: who calls whom, how much, how often it fails. */
export default function Coordination(props: { params: ChainParams; searchParams: Promise<Query> }) {
  return withSite(props.params, ({ db, chain, base, modules }) => {
    const href = path.coordination(base)
    return withView(props.searchParams, href, async (view) => {
      const query = parseCoordination(await props.searchParams)
      const data = await loadCoordination(db, chain.chainId, view)
      return (
        <>
          <PageHeader
            title="Coordination"
            sub={
              data && (
                <RangeWords range={data.range} from={data.chain.fromTimestamp} to={data.chain.toTimestamp} />
              )
            }
          />
          <ModulesTabs base={base} current="coordination" />
          <CoordinationControls view={view} query={query} href={href} />
          {data && data.coverage.traced > 0 ? (
            <CoordinationView
              data={data}
              view={view}
              query={query}
              chainId={chain.chainId}
              modules={modules}
              base={base}
            />
          ) : (
            <EmptyState>{whyNot(chain, data?.coverage.blocks)}</EmptyState>
          )}
        </>
      )
    })
  })
}

/** Why there are no calls to show. */
function whyNot(chain: ChainStatus, blocks: number | undefined): string {
  if (blocks === undefined) return 'No analysed block is in this range.'
  if (blocks === 0) return 'These blocks hold no transactions: nobody calls anybody.'
  const offered = chain.capabilities.some(({ method, works }) => method === 'callTracer' && works)
  return offered
    ? 'The calls of these blocks were not traced: they were indexed with TRACE_CALLS=false, by an earlier version of Parascope, or from a node without callTracer. Index them again to see who calls whom.'
    : `The node of ${chain.name} does not offer callTracer: who calls whom inside a transaction cannot be known from blocks and receipts alone.`
}
