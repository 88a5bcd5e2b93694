import type { Metadata } from 'next'
import { type ChainParams, withSite } from '@/app/site'
import { PayoutNav } from '@/components/payouts/payout-nav'
import { ProgramTable } from '@/components/payouts/program-table'
import { PageHeader } from '@/components/text/page-header'
import { EmptyState } from '@/components/text/states'
import { getPrograms } from '@/lib/db/read/programs'

export const metadata: Metadata = { title: 'Programs' }

export default function Programs({ params }: { params: ChainParams }) {
  return withSite(params, async ({ db, chain, base }) => {
    const programs = await getPrograms(db, chain.chainId)
    return (
      <>
        <PageHeader title="Programs" sub="Payouts held against the published rule, to the smallest unit" />
        <PayoutNav base={base} current="programs" />
        {programs.length > 0 ? (
          <ProgramTable programs={programs} base={base} />
        ) : (
          <EmptyState more="A program appears here when the module registry announces it, or the configuration names it.">
            No payout program is known on this chain.
          </EmptyState>
        )}
      </>
    )
  })
}
