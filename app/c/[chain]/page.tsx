import Link from 'next/link'
import { type ChainParams, stateOf, withSite } from '@/app/site'
import { BlockTable } from '@/components/block/block-table'
import { LiveRefresh } from '@/components/frame/live-refresh'
import { HeadFigures } from '@/components/overview/head-figures'
import { ParallelismNow, PayoutsNow } from '@/components/overview/now'
import { PageHeader, Section } from '@/components/text/page-header'
import { EmptyState } from '@/components/text/states'
import { accountsOf, TransactionTable } from '@/components/transaction/transaction-table'
import { getBlocks } from '@/lib/db/read/blocks'
import { getLabels } from '@/lib/db/read/labels'
import { findRecentActivity, getLatestEpochs } from '@/lib/db/read/overview'
import { getLatestTransactions } from '@/lib/db/read/transactions'
import { path } from '@/lib/format/paths'

/** Blocks that "now" looks back over. */
const RECENT_BLOCKS = 100
const ROWS = 10
const EPOCHS = 4

export default function Overview({ params }: { params: ChainParams }) {
  return withSite(params, async ({ db, chain, base, modules }) => {
    const { chainId } = chain
    const [activity, blocks, transactions, epochs] = await Promise.all([
      findRecentActivity(db, chainId, RECENT_BLOCKS),
      getBlocks(db, chainId, {}, ROWS),
      getLatestTransactions(db, chainId, ROWS),
      getLatestEpochs(db, chainId, EPOCHS),
    ])
    const labels = await getLabels(db, chainId, accountsOf(transactions))
    return (
      <>
        <PageHeader title={chain.name} sub={chain.sentence} />
        <HeadFigures chain={chain} activity={activity} base={base} />
        <div className="columns">
          <ParallelismNow activity={activity} base={base} />
          <PayoutsNow epochs={epochs} base={base} />
        </div>
        <div className="columns">
          <Section
            title="Latest blocks"
            aside={
              <Link href={path.blocks(base)} prefetch={false}>
                All blocks
              </Link>
            }
          >
            {blocks.length === 0 ? (
              <EmptyState>No block has been indexed yet.</EmptyState>
            ) : (
              <BlockTable blocks={blocks} base={base} label="Latest blocks" brief />
            )}
          </Section>
          <Section
            title="Latest transactions"
            aside={
              <Link href={path.transactions(base)} prefetch={false}>
                All transactions
              </Link>
            }
          >
            {transactions.length === 0 ? (
              <EmptyState>No transaction has been indexed yet.</EmptyState>
            ) : (
              <TransactionTable
                of="brief"
                label="Latest transactions"
                transactions={transactions}
                modules={modules}
                labels={labels}
                base={base}
              />
            )}
          </Section>
        </div>
        <LiveRefresh rendered={stateOf(chain)} />
      </>
    )
  })
}
