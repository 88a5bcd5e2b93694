import type { Metadata } from 'next'
import { type ChainParams, stateOf, withSite } from '@/app/site'
import { LiveRefresh } from '@/components/frame/live-refresh'
import { cutPage, PositionPages, pagePlace } from '@/components/table/position-pages'
import { PageHeader } from '@/components/text/page-header'
import { EmptyState, ErrorState } from '@/components/text/states'
import { accountsOf, TransactionTable } from '@/components/transaction/transaction-table'
import { getLabels } from '@/lib/db/read/labels'
import { getTransactions } from '@/lib/db/read/transactions'
import { integer } from '@/lib/format/numbers'
import { path } from '@/lib/format/paths'

export const metadata: Metadata = { title: 'Transactions' }

const PAGE = 50

interface Props {
  params: ChainParams
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** `?before=BLOCK.INDEX`, `?after=BLOCK.INDEX`; neither: the newest, live. */
export default function Transactions({ params, searchParams }: Props) {
  return withSite(params, async ({ db, chain, base, modules }) => {
    const place = pagePlace(await searchParams)
    const href = path.transactions(base)
    if (place.wrong !== undefined) {
      return (
        <ErrorState more={<a href={href}>Show the newest transactions.</a>}>
          “{place.wrong}” is not a place in the list of transactions.
        </ErrorState>
      )
    }
    const { before, after } = place
    const newest = before === undefined && after === undefined
    const page = cutPage(
      await getTransactions(db, chain.chainId, { before, after, limit: PAGE + 1 }),
      place,
      PAGE,
    )
    const [first, last] = [page.rows[0], page.rows.at(-1)]
    const labels = await getLabels(db, chain.chainId, accountsOf(page.rows))
    return (
      <>
        <PageHeader
          title="Transactions"
          sub={chain.indexedHead === undefined ? undefined : `up to block ${integer(chain.indexedHead)}`}
        />
        {first && last ? (
          <>
            <TransactionTable
              of="chain"
              label="Transactions"
              transactions={page.rows}
              modules={modules}
              labels={labels}
              base={base}
            />
            <PositionPages
              page={page}
              href={href}
              positionOf={(tx) => ({ blockNumber: tx.blockNumber, index: tx.index, part: 0 })}
            >
              Blocks {integer(last.blockNumber)} to {integer(first.blockNumber)}
            </PositionPages>
          </>
        ) : (
          <EmptyState
            more={
              newest ? (
                'They appear as the indexer reads blocks.'
              ) : (
                <a href={href}>Show the newest transactions.</a>
              )
            }
          >
            {newest ? 'No transaction has been indexed yet.' : 'No transaction is stored there.'}
          </EmptyState>
        )}
        {newest && <LiveRefresh rendered={stateOf(chain)} />}
      </>
    )
  })
}
