import type { Metadata } from 'next'
import { type ChainParams, withSite } from '@/app/site'
import { loadModules } from '@/components/modules/load-modules'
import { pointsOf, sumOf } from '@/components/modules/module-points'
import { ModulesTabs } from '@/components/modules/modules-tabs'
import { ModulesView } from '@/components/modules/modules-view'
import { brushPoints, RangeNavigator } from '@/components/parallelism/range-navigator'
import { RangeWords } from '@/components/parallelism/range-words'
import type { Query } from '@/components/parallelism/view'
import { ViewControls } from '@/components/parallelism/view-controls'
import { withView } from '@/components/parallelism/with-view'
import { PageHeader } from '@/components/text/page-header'
import { EmptyState } from '@/components/text/states'
import { path } from '@/lib/format/paths'

export const metadata: Metadata = { title: 'Modules' }

export default function Modules(props: { params: ChainParams; searchParams: Promise<Query> }) {
  return withSite(props.params, ({ db, chain, base, modules }) => {
    const href = path.modules(base)
    return withView(props.searchParams, href, async (view) => {
      const data = await loadModules(db, chain.chainId, view)
      return (
        <>
          <PageHeader
            title="Modules"
            sub={
              data && (
                <RangeWords range={data.range} from={data.chain.fromTimestamp} to={data.chain.toTimestamp} />
              )
            }
          />
          <ModulesTabs base={base} current="declared" />
          <ViewControls view={view} href={href} withoutWorkers />
          {data ? (
            <>
              <RangeNavigator
                view={view}
                href={href}
                range={data.range}
                points={brushPoints(
                  pointsOf(data.buckets).map((point) => ({
                    ...point,
                    gas: sumOf(point, ({ homeGas }) => homeGas),
                  })),
                  data.range.step,
                )}
              />
              <ModulesView data={data} view={view} chainId={chain.chainId} modules={modules} base={base} />
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
