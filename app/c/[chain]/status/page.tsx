import type { Metadata } from 'next'
import Link from 'next/link'
import { allChains, baseOf, type ChainParams, stateOf, withSite } from '@/app/site'
import { LiveRefresh } from '@/components/frame/live-refresh'
import { CapabilityTable } from '@/components/status/capability-table'
import { ChainFacts } from '@/components/status/chain-facts'
import { ChainFigures } from '@/components/status/chain-figures'
import { ChainTable } from '@/components/status/chain-table'
import { ReorgTable } from '@/components/status/reorg-table'
import { StateLine } from '@/components/status/state-line'
import { PageHeader, Section } from '@/components/text/page-header'
import { findStoredRange } from '@/lib/db/read/blocks'
import { getReorgs } from '@/lib/db/read/chains'
import { path } from '@/lib/format/paths'

export const metadata: Metadata = { title: 'Status' }

const REORGS = 50

/** Whether the chain moves, whether the indexer follows it, what its node can do, and what has left the chain. */
export default function Status({ params }: { params: ChainParams }) {
  return withSite(params, async ({ db, chain, base }) => {
    const [range, reorgs, all] = await Promise.all([
      findStoredRange(db, chain.chainId),
      getReorgs(db, chain.chainId, REORGS + 1),
      allChains(),
    ])
    const others = all.filter(({ chainId }) => chainId !== chain.chainId)
    return (
      <>
        <PageHeader title="Status" sub={chain.name} />
        <StateLine state={chain.state} tone={chain.tone} sentence={chain.sentence} />
        <ChainFigures chain={chain} base={base} />
        <Section title="Node and indexer">
          <ChainFacts chain={chain} range={range} />
        </Section>
        <Section title="What the node can do" note="as found when the indexer started">
          <CapabilityTable capabilities={chain.capabilities} />
        </Section>
        <Section
          title="Reorganisations"
          note={reorgs.length > REORGS ? `the last ${REORGS}` : 'newest first'}
          aside={
            <Link href={path.finality(base)} prefetch={false}>
              Finality over time
            </Link>
          }
        >
          <ReorgTable reorgs={reorgs.slice(0, REORGS)} base={base} />
        </Section>
        {others.length > 0 && (
          <Section title="Other chains">
            <ChainTable chains={others.map((other) => ({ chain: other, base: baseOf(other) }))} />
          </Section>
        )}
        <LiveRefresh rendered={stateOf(chain)} />
      </>
    )
  })
}
