import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { type Site, withSite } from '@/app/site'
import { AccountFacts, kindOf } from '@/components/account/account-facts'
import { ReceivedTable } from '@/components/account/received-table'
import { ExportLine } from '@/components/table/exports'
import { cutPage, type PagePlace, PositionPages, pagePlace } from '@/components/table/position-pages'
import { PageHeader } from '@/components/text/page-header'
import { EmptyState, ErrorState } from '@/components/text/states'
import { currentTab, Tabs } from '@/components/text/tabs'
import { accountsOf, TransactionTable } from '@/components/transaction/transaction-table'
import { TransferTable } from '@/components/transaction/transfer-table'
import { countOfAccount, getAccount } from '@/lib/db/read/accounts'
import { getLabels } from '@/lib/db/read/labels'
import { getReceivedPayments } from '@/lib/db/read/received-payments'
import { getAddressTransfers } from '@/lib/db/read/token-transfers'
import { getAddressTransactions } from '@/lib/db/read/transactions'
import { checksum, shorten } from '@/lib/format/hex'
import { integer } from '@/lib/format/numbers'
import { parseAddress, single } from '@/lib/format/parse'
import { path } from '@/lib/format/paths'

interface Props {
  params: Promise<{ chain: string; address: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const TABS = ['transactions', 'transfers', 'payments'] as const
const PAGE = 50
/** Lists are counted up to here; the count of a longer one says so. */
const COUNTED = 10_000

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const address = parseAddress((await params).address)
  return { title: address === undefined ? 'Account' : `Account ${shorten(checksum(address))}` }
}

/** An account: what it is, and page by page what it sent and received. */
export default function AddressPage({ params, searchParams }: Props) {
  return withSite(params, async (site) => {
    const { db, chain, base, modules } = site
    const address = parseAddress((await params).address)
    if (address === undefined) notFound()
    const query = await searchParams
    const tab = currentTab(TABS, single(query.tab))
    const [account, counts, labels] = await Promise.all([
      getAccount(db, chain.chainId, address),
      countOfAccount(db, chain.chainId, address, COUNTED + 1),
      getLabels(db, chain.chainId, [address]),
    ])
    const name = labels.get(address)
    const href = path.address(base, checksum(address))
    const count = (value: number) => (value > COUNTED ? `over ${integer(COUNTED)}` : integer(value))
    const place = pagePlace(query)
    return (
      <>
        <PageHeader title={name ?? kindOf(account)} sub={name === undefined ? undefined : kindOf(account)} />
        <AccountFacts account={account} modules={modules} base={base} />
        <div className="tabs-below">
          <Tabs
            href={href}
            current={tab}
            tabs={[
              { id: 'transactions', name: 'Transactions', count: count(counts.transactions) },
              { id: 'transfers', name: 'Transfers', count: count(counts.transfers) },
              ...(counts.payments > 0 || tab === 'payments'
                ? [{ id: 'payments', name: 'Payments', count: count(counts.payments) }]
                : []),
            ]}
          />
        </div>
        {place.wrong === undefined ? (
          <List
            site={site}
            address={address}
            tab={tab}
            place={place}
            href={tab === TABS[0] ? href : `${href}?tab=${tab}`}
          />
        ) : (
          <ErrorState more={<a href={href}>Show the newest.</a>}>
            “{place.wrong}” is not a place in this list.
          </ErrorState>
        )}
      </>
    )
  })
}

interface ListProps {
  site: Site
  address: string
  tab: (typeof TABS)[number]
  place: PagePlace
  href: string
}

async function List({ site, address, tab, place, href }: ListProps) {
  const { db, chain, base, modules } = site
  const { chainId } = chain
  const pageOf = { before: place.before, after: place.after, limit: PAGE + 1 }
  if (tab === 'transactions') {
    const page = cutPage(await getAddressTransactions(db, chainId, address, pageOf), place, PAGE)
    if (page.rows.length === 0)
      return <Nothing what="transaction of this account" place={place} href={href} />
    const labels = await getLabels(db, chainId, accountsOf(page.rows))
    return (
      <>
        <TransactionTable
          of="account"
          account={address}
          label="Transactions of this account"
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
          {blocksOf(page.rows)}
        </PositionPages>
      </>
    )
  }
  if (tab === 'transfers') {
    const page = cutPage(await getAddressTransfers(db, chainId, address, pageOf), place, PAGE)
    if (page.rows.length === 0)
      return <Nothing what="token transfer of this account" place={place} href={href} />
    const labels = await getLabels(
      db,
      chainId,
      page.rows.flatMap(({ from, to }) => [from, to]),
    )
    return (
      <>
        <TransferTable
          of="account"
          account={address}
          label="Token transfers of this account"
          transfers={page.rows}
          labels={labels}
          base={base}
        />
        <PositionPages
          page={page}
          href={href}
          positionOf={(row) => ({ blockNumber: row.blockNumber, index: row.logIndex, part: row.batchIndex })}
        >
          {blocksOf(page.rows)}
        </PositionPages>
        <ExportLine what="All of them" href={`/api/v1/addresses/${address}/transfers?chain=${chainId}`} />
      </>
    )
  }
  const page = cutPage(await getReceivedPayments(db, chainId, address, pageOf), place, PAGE)
  if (page.rows.length === 0) return <Nothing what="payment to this account" place={place} href={href} />
  return (
    <>
      <ReceivedTable payments={page.rows} base={base} />
      <PositionPages
        page={page}
        href={href}
        positionOf={(row) => ({ blockNumber: row.blockNumber, index: row.logIndex, part: 0 })}
      >
        {blocksOf(page.rows)}
      </PositionPages>
      <ExportLine what="All of them" href={`/api/v1/payments?chain=${chainId}&of=${address}`} />
    </>
  )
}

function blocksOf(rows: readonly { blockNumber: bigint }[]): string {
  const [first, last] = [rows[0], rows.at(-1)]
  return first && last ? `Blocks ${integer(last.blockNumber)} to ${integer(first.blockNumber)}` : ''
}

function Nothing({ what, place, href }: { what: string; place: PagePlace; href: string }) {
  const newest = place.before === undefined && place.after === undefined
  return (
    <EmptyState more={newest ? undefined : <a href={href}>Show the newest.</a>}>
      {newest ? `No ${what} is in the indexed blocks.` : `No ${what} is there.`}
    </EmptyState>
  )
}
