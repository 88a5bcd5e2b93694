import type { Metadata } from 'next'
import { type ChainParams, withSite } from '@/app/site'
import { blocksOf } from '@/components/charts/bucket-rows'
import type { Query } from '@/components/parallelism/view'
import { ViewControls } from '@/components/parallelism/view-controls'
import { PageHeader } from '@/components/text/page-header'
import { EmptyState, ErrorState } from '@/components/text/states'
import { ChangeForm } from '@/components/what-if/change-form'
import { loadWhatIf } from '@/components/what-if/load-what-if'
import { parseWhatIf, type WhatIfView, whatIfQuery } from '@/components/what-if/what-if-query'
import { WhatIfResult } from '@/components/what-if/what-if-result'
import { UserError } from '@/lib/errors'
import { path } from '@/lib/format/paths'
import { span } from '@/lib/format/time'

export const metadata: Metadata = { title: 'What if' }

export default function WhatIfPage(props: { params: ChainParams; searchParams: Promise<Query> }) {
  return withSite(props.params, async ({ db, chain, base, modules }) => {
    const href = path.whatIf(base)
    const view = readView(await props.searchParams)
    if (typeof view === 'string') {
      return (
        <>
          <PageHeader title="What if" />
          <ErrorState more={<a href={href}>Show this page as it is without parameters.</a>}>
            {view}
          </ErrorState>
        </>
      )
    }
    const data = await loadWhatIf(db, chain.chainId, view)
    return (
      <>
        <PageHeader
          title="What if"
          sub={
            data && (
              <>
                {blocksOf(data)}
                <span className="dim"> · {span(Number(data.toTimestamp - data.fromTimestamp))}</span>
              </>
            )
          }
        />
        <ViewControls view={view} href={href} queryOf={whatIfQuery} />
        <ChangeForm view={view} href={href} shown={data?.outcome?.change} modules={modules} />
        {data ? (
          <WhatIfResult data={data} view={view} chainId={chain.chainId} modules={modules} base={base} />
        ) : (
          <EmptyState more="A change can be computed as soon as a block is analysed.">
            No block with access sets is in this range.
          </EmptyState>
        )}
      </>
    )
  })
}

/** The view that the address asks for, or the sentence that says what is wrong with it. */
function readView(query: Query): WhatIfView | string {
  try {
    return parseWhatIf(query)
  } catch (error) {
    if (error instanceof UserError) return error.message
    throw error
  }
}
