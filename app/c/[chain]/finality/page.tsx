import type { Metadata } from 'next'
import { type ChainParams, withSite } from '@/app/site'
import { FinalityView } from '@/components/finality/finality-view'
import { finalityRange, loadFinality } from '@/components/finality/load-finality'
import type { Query } from '@/components/parallelism/view'
import { PageHeader } from '@/components/text/page-header'
import { ErrorState } from '@/components/text/states'
import { UserError } from '@/lib/errors'
import { path } from '@/lib/format/paths'

export const metadata: Metadata = { title: 'Finality' }

export default function Finality(props: { params: ChainParams; searchParams: Promise<Query> }) {
  return withSite(props.params, async ({ db, chain, base }) => {
    const href = path.finality(base)
    const header = (
      <PageHeader
        title="Finality"
        sub="How far what is safe and what is finalised lies behind the head, and what left the chain."
      />
    )
    try {
      const name = finalityRange(await props.searchParams)
      const data = await loadFinality(db, chain.chainId, name, Date.now() / 1000)
      return (
        <>
          {header}
          <FinalityView data={data} chain={chain} name={name} href={href} base={base} />
        </>
      )
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      return (
        <>
          {header}
          <ErrorState more={<a href={href}>Show this page as it is without parameters.</a>}>
            {error.message}
          </ErrorState>
        </>
      )
    }
  })
}
