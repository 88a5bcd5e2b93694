import type { Metadata } from 'next'
import { type ChainParams, withSite } from '@/app/site'
import { Verdict } from '@/components/chips/verdict'
import { DiscoveryView } from '@/components/discovery/discovery-view'
import { loadDiscovery } from '@/components/discovery/load-discovery'
import { RangeChoice } from '@/components/discovery/range-choice'
import { ModulesTabs } from '@/components/modules/modules-tabs'
import { RangeWords } from '@/components/parallelism/range-words'
import type { Query } from '@/components/parallelism/view'
import { withView } from '@/components/parallelism/with-view'
import { PageHeader } from '@/components/text/page-header'
import { EmptyState } from '@/components/text/states'
import { path } from '@/lib/format/paths'

export const metadata: Metadata = { title: 'Discovered modules' }

export default function Discovery(props: { params: ChainParams; searchParams: Promise<Query> }) {
  return withSite(props.params, ({ db, chain, base, modules }) => {
    const href = path.discovery(base)
    return withView(props.searchParams, href, async (view) => {
      const data = await loadDiscovery(db, chain.chainId, view.range)
      return (
        <>
          <PageHeader
            title="Modules discovered"
            sub={
              data && (
                <RangeWords range={data.range} from={data.range.fromTimestamp} to={data.range.toTimestamp} />
              )
            }
            aside={<Verdict kind="estimated" word="suggestion" reason="Nobody has declared these modules" />}
          />
          <ModulesTabs base={base} current="discovery" />
          <RangeChoice view={view} href={href} />
          {data ? (
            <DiscoveryView data={data} chainId={chain.chainId} modules={modules} base={base} />
          ) : (
            <EmptyState more="A suggestion appears with the first block that is analysed.">
              No analysed block is in this range.
            </EmptyState>
          )}
        </>
      )
    })
  })
}
