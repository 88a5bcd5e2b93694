import { stepWords } from '@/components/parallelism/range-words'
import { TIME_RANGES, type TimeRangeName } from '@/components/parallelism/view'
import { Choice, Option } from '@/components/parallelism/view-controls'
import { ReorgTable } from '@/components/status/reorg-table'
import { Figure, Figures } from '@/components/text/figures'
import { Section } from '@/components/text/page-header'
import { EmptyState } from '@/components/text/states'
import type { ChainStatus } from '@/lib/db/read/status'
import { integer } from '@/lib/format/numbers'
import type { Base } from '@/lib/format/paths'
import { LagFigure } from './lag-figure'
import type { FinalityData } from './load-finality'
import { ReorgFigure } from './reorg-figure'

interface FinalityViewProps {
  data: FinalityData
  chain: ChainStatus
  name: TimeRangeName
  href: string
  base: Base
}

/** How far what is safe and what is finalised lies behind a chain's head, and what left the chain, over time. */
export function FinalityView({ data, chain, name, href, base }: FinalityViewProps) {
  const { samples, stretches, reorgs, seconds } = data
  const csv = (table: string) =>
    `/api/v1/finality?${new URLSearchParams({ chain: `${chain.chainId}`, range: name, format: 'csv', table })}`
  const known = samples.some(({ safe, finalized }) => safe !== undefined || finalized !== undefined)
  const note = stepWords({ seconds })
  return (
    <>
      <nav className="view-controls" aria-label="What is shown">
        <Choice name="Last">
          {TIME_RANGES.map((one) => (
            <Option key={one} href={one === 'day' ? href : `${href}?range=${one}`} current={one === name}>
              {one}
            </Option>
          ))}
        </Choice>
      </nav>
      <HeadFigures chain={chain} />
      {samples.length === 0 ? (
        <Section title="Behind the head">
          <EmptyState more="Samples are taken while the indexer follows the chain.">
            No sample of the head was taken in this time.
          </EmptyState>
        </Section>
      ) : known ? (
        <div className="columns">
          <Section title="Behind the head, in blocks" note={note} aside={saidByNode}>
            <LagFigure samples={samples} seconds={seconds} unit="blocks" csv={csv('samples')} />
          </Section>
          <Section title="Behind the head, in seconds" note="by the blocks’ timestamps" aside={saidByNode}>
            <LagFigure samples={samples} seconds={seconds} unit="s" csv={csv('samples')} />
          </Section>
        </div>
      ) : (
        <Section title="Behind the head">
          <EmptyState more="Nodes of chains without finality, and some development nodes, know neither.">
            This node reports no safe and no finalised block, so no lag can be shown.
          </EmptyState>
        </Section>
      )}
      <Section
        title="Reorganisations"
        note="by when the indexer saw them"
        aside={
          <Source of="indexer" words="Blocks that the indexer had stored and the chain no longer holds" />
        }
      >
        {stretches.length === 0 ? (
          <EmptyState>No indexed block left the chain in this time.</EmptyState>
        ) : (
          <ReorgFigure data={data} csv={csv('reorgs')} />
        )}
      </Section>
      <Section title="What left the chain" note="newest first, at any time">
        <ReorgTable reorgs={reorgs} base={base} />
      </Section>
    </>
  )
}

const saidByNode = <Source of="node" words="What the node said of its chain when it was asked" />

/** Finality rests on no access sets: what counts as read or written makes no difference to it. */
function Source({ of, words }: { of: string; words: string }) {
  return (
    <>
      <span className="tag" title="No keys are counted here">
        policy <b>none</b>
      </span>{' '}
      <span className="tag" title={words}>
        source <b>{of}</b>
      </span>
    </>
  )
}

function HeadFigures({ chain }: { chain: ChainStatus }) {
  const { head, safe, finalized } = chain
  return (
    <Figures>
      <Figure label="Head" value={numberOf(head)} detail="newest block of the node" />
      <Figure label="Safe" value={numberOf(safe)} detail={behind(head, safe)} />
      <Figure label="Finalised" value={numberOf(finalized)} detail={behind(head, finalized)} />
      <Figure
        label="Indexed"
        value={numberOf(chain.indexedHead)}
        detail={head === undefined ? 'newest indexed block' : behind(head, chain.indexedHead)}
      />
    </Figures>
  )
}

function numberOf(block: bigint | undefined): string {
  return block === undefined ? '–' : integer(block)
}

function behind(head: bigint | undefined, block: bigint | undefined): string {
  if (head === undefined || block === undefined) return 'not reported by the node'
  return block >= head ? 'at the head' : `${integer(head - block)} behind the head`
}
