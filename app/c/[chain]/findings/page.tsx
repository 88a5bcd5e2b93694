import type { Metadata } from 'next'
import { withSite } from '@/app/site'
import { filterOf, findingsQuery } from '@/components/payouts/findings-query'
import { FindingsView } from '@/components/payouts/findings-view'
import { PayoutNav } from '@/components/payouts/payout-nav'
import { PageHeader } from '@/components/text/page-header'
import { countFindings, getFindings } from '@/lib/db/read/findings'
import { getPrograms } from '@/lib/db/read/programs'

export const metadata: Metadata = { title: 'Findings' }

const PAGE = 20

interface FindingsProps {
  params: Promise<{ chain: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default function Findings({ params, searchParams }: FindingsProps) {
  return withSite(params, async ({ db, chain: { chainId }, base }) => {
    const query = findingsQuery(await searchParams)
    const filter = filterOf(query)
    const [findings, counts, programs] = await Promise.all([
      getFindings(db, chainId, filter, { after: query.after, limit: PAGE + 1 }),
      countFindings(db, chainId, filter),
      getPrograms(db, chainId),
    ])
    return (
      <>
        <PageHeader title="Findings" sub="Whatever deviates from what was published, over all programs" />
        <PayoutNav base={base} current="findings" />
        <FindingsView
          findings={findings.slice(0, PAGE)}
          counts={counts}
          programs={programs}
          query={query}
          more={findings.length > PAGE}
          chainId={chainId}
          base={base}
        />
      </>
    )
  })
}
