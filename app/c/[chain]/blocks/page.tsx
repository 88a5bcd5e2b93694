import type { Metadata } from 'next'
import { type ChainParams, stateOf, withSite } from '@/app/site'
import { BlockTable } from '@/components/block/block-table'
import { LiveRefresh } from '@/components/frame/live-refresh'
import { Pagination } from '@/components/table/pagination'
import { PageHeader } from '@/components/text/page-header'
import { EmptyState, ErrorState } from '@/components/text/states'
import { findNeighbours, getBlocks } from '@/lib/db/read/blocks'
import { integer } from '@/lib/format/numbers'
import { parseBlockNumber, single } from '@/lib/format/parse'
import { path } from '@/lib/format/paths'

export const metadata: Metadata = { title: 'Blocks' }

const PAGE = 50

interface Props {
  params: ChainParams
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** `?before=N`: blocks below N; `?after=N`: blocks above N; neither: the newest, live. */
export default function Blocks({ params, searchParams }: Props) {
  return withSite(params, async ({ db, chain, base }) => {
    const query = await searchParams
    const [beforeText, afterText] = [single(query.before), single(query.after)]
    const before = beforeText === undefined ? undefined : parseBlockNumber(beforeText)
    const after = afterText === undefined ? undefined : parseBlockNumber(afterText)
    const href = path.blocks(base)
    const wrong =
      beforeText !== undefined && before === undefined ? beforeText : after === undefined && afterText
    if (wrong) {
      return (
        <ErrorState more={<a href={href}>Show the newest blocks.</a>}>
          “{wrong}” is not a block number.
        </ErrorState>
      )
    }
    const blocks = await getBlocks(db, chain.chainId, { before, after }, PAGE)
    const [first, last] = [blocks[0], blocks.at(-1)]
    const [above, below] = await Promise.all([
      first && findNeighbours(db, chain.chainId, first.number),
      last && findNeighbours(db, chain.chainId, last.number),
    ])
    const newest = before === undefined && after === undefined
    return (
      <>
        <PageHeader
          title="Blocks"
          sub={chain.indexedHead === undefined ? undefined : `up to ${integer(chain.indexedHead)}`}
        />
        {first && last ? (
          <>
            <BlockTable blocks={blocks} base={base} label="Blocks" above={above?.next} />
            <Pagination
              first={newest ? undefined : href}
              newer={above?.next === undefined ? undefined : `${href}?after=${first.number}`}
              older={below?.previous === undefined ? undefined : `${href}?before=${last.number}`}
            >
              {integer(first.number)} to {integer(last.number)}; figures of parallelism under the policy
              accounts
            </Pagination>
          </>
        ) : (
          <EmptyState
            more={
              newest ? 'They appear as the indexer reads them.' : <a href={href}>Show the newest blocks.</a>
            }
          >
            {newest ? 'No block has been indexed yet.' : 'No block is stored there.'}
          </EmptyState>
        )}
        {newest && <LiveRefresh rendered={stateOf(chain)} />}
      </>
    )
  })
}
