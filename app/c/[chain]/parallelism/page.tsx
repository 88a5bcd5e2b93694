import type { Metadata } from 'next'
import { type ChainParams, withSite } from '@/app/site'
import { loadParallelism } from '@/components/parallelism/load-parallelism'
import { ParallelismView } from '@/components/parallelism/parallelism-view'
import { brushPoints, RangeNavigator } from '@/components/parallelism/range-navigator'
import { RangeWords } from '@/components/parallelism/range-words'
import type { Query } from '@/components/parallelism/view'
import { ViewControls } from '@/components/parallelism/view-controls'
import { withView } from '@/components/parallelism/with-view'
import { PageHeader } from '@/components/text/page-header'
import { EmptyState } from '@/components/text/states'
import { path } from '@/lib/format/paths'

export const metadata: Metadata = { title: 'Parallelism' }

export default function Parallelism(props: { params: ChainParams; searchParams: Promise<Query> }) {
  return withSite(props.params, ({ db, chain, base, modules }) => {
    const href = path.parallelism(base)
    return withView(props.searchParams, href, async (view) => {
      const data = await loadParallelism(db, chain.chainId, view)
      return (
        <>
          <PageHeader
            title="Parallelism"
            sub={
              data && (
                <RangeWords range={data.range} from={data.total.fromTimestamp} to={data.total.toTimestamp} />
              )
            }
          />
          <ViewControls view={view} href={href} />
          {data ? (
            <>
              <RangeNavigator
                view={view}
                href={href}
                range={data.range}
                points={brushPoints(
                  data.buckets.map(({ gasUsed, ...bucket }) => ({ ...bucket, gas: gasUsed })),
                  data.range.step,
                )}
              />
              <ParallelismView
                data={data}
                view={view}
                chainId={chain.chainId}
                modules={modules}
                base={base}
              />
            </>
          ) : (
            <EmptyState more="Figures appear with the first block that is analysed.">
              No analysed block is in this range.
            </EmptyState>
          )}
        </>
      )
    })
  })
}
