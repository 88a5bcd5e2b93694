import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { type Site, withSite } from '@/app/site'
import { Address } from '@/components/chips/hash'
import { SourceTag } from '@/components/chips/tags'
import { Verdict } from '@/components/chips/verdict'
import { loadSchedule } from '@/components/execution/load-execution'
import { Pagination } from '@/components/table/pagination'
import { PageHeader, Section } from '@/components/text/page-header'
import { EmptyState } from '@/components/text/states'
import { currentTab, Tabs } from '@/components/text/tabs'
import { AccessView } from '@/components/transaction/access-view'
import { BlockPlace, placeView } from '@/components/transaction/block-place'
import { InputData } from '@/components/transaction/input-data'
import { loadAccess } from '@/components/transaction/load-access'
import { LogList } from '@/components/transaction/log-list'
import { PaymentLines } from '@/components/transaction/payment-lines'
import { TransactionOverview } from '@/components/transaction/transaction-overview'
import { accountsOf } from '@/components/transaction/transaction-table'
import { TransferTable } from '@/components/transaction/transfer-table'
import { findAccessSizes, getOwners } from '@/lib/db/read/access'
import { type BlockRecord, findBlock } from '@/lib/db/read/blocks'
import { getLabels } from '@/lib/db/read/labels'
import { getTransactionLogs } from '@/lib/db/read/logs'
import { getPaymentsOfTransaction } from '@/lib/db/read/received-payments'
import { getTransactionTransfers } from '@/lib/db/read/token-transfers'
import { findTransaction, getTransactionsAt, type TransactionRecord } from '@/lib/db/read/transactions'
import { shorten } from '@/lib/format/hex'
import { integer } from '@/lib/format/numbers'
import { parseCount, parseHash, single } from '@/lib/format/parse'
import { path } from '@/lib/format/paths'
import { DEFAULT_POLICY, POLICIES, SOURCES } from '@/lib/parallelism/types'

type Query = Record<string, string | string[] | undefined>
interface Props {
  params: Promise<{ chain: string; hash: string }>
  searchParams: Promise<Query>
}

const TABS = ['overview', 'logs', 'access'] as const
const LOGS = 100
const TRANSFERS = 200
const PAYMENTS = 20

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const hash = parseHash((await params).hash)
  return { title: hash === undefined ? 'Transaction' : `Transaction ${shorten(hash)}` }
}

/** A transaction by its hash: what it was, its logs (`?from=LOG`), what it touched and what it waited for (`?policy=`). */
export default function TransactionPage({ params, searchParams }: Props) {
  return withSite(params, async (site) => {
    const { db, chain, base } = site
    const hash = parseHash((await params).hash)
    const transaction = hash === undefined ? undefined : await findTransaction(db, chain.chainId, hash)
    const block = transaction && (await findBlock(db, chain.chainId, transaction.blockNumber))
    if (transaction === undefined || block === undefined) notFound()
    const query = await searchParams
    const tab = currentTab(TABS, single(query.tab))
    const source = SOURCES.find((each) => each === block.source)
    const near = await getTransactionsAt(db, chain.chainId, transaction.blockNumber, [
      transaction.index - 1,
      transaction.index + 1,
    ])
    return (
      <>
        <PageHeader
          title={<>Transaction {shorten(transaction.hash)}</>}
          sub={transaction.status === 0 && <Verdict kind="fail" word="reverted" reason={transaction.error} />}
          aside={
            <>
              {source && <SourceTag source={source} />}
              <Step hash={near.get(transaction.index - 1)?.hash} site={site}>
                ← #{transaction.index - 1}
              </Step>
              <Step hash={near.get(transaction.index + 1)?.hash} site={site}>
                #{transaction.index + 1} →
              </Step>
            </>
          }
        />
        <Tabs
          href={path.transaction(base, transaction.hash)}
          current={tab}
          tabs={[
            { id: 'overview', name: 'Overview' },
            { id: 'logs', name: 'Logs', count: integer(transaction.logCount) },
            { id: 'access', name: 'Access set' },
          ]}
        />
        {tab === 'overview' && <Overview site={site} transaction={transaction} block={block} />}
        {tab === 'logs' && <Logs site={site} transaction={transaction} query={query} />}
        {tab === 'access' && <Access site={site} transaction={transaction} block={block} query={query} />}
      </>
    )
  })
}

function Step({ hash, site, children }: { hash: string | undefined; site: Site; children: React.ReactNode }) {
  if (hash === undefined) return null
  return (
    <Link href={path.transaction(site.base, hash)} prefetch={false} className="step">
      {children}
    </Link>
  )
}

interface PartProps {
  site: Site
  transaction: TransactionRecord
}

async function Overview({ site, transaction, block }: PartProps & { block: BlockRecord }) {
  const { db, chain, base, modules } = site
  const { chainId } = chain
  const [sizes, transfers, payments] = await Promise.all([
    findAccessSizes(db, chainId, transaction),
    getTransactionTransfers(db, chainId, transaction, TRANSFERS + 1),
    getPaymentsOfTransaction(db, chainId, transaction, PAYMENTS),
  ])
  const labels = await getLabels(db, chainId, [
    ...accountsOf([transaction]),
    ...transfers.flatMap(({ from, to }) => [from, to]),
    ...payments.map(({ recipient }) => recipient),
  ])
  const shown = transfers.slice(0, TRANSFERS)
  return (
    <>
      <TransactionOverview
        transaction={transaction}
        block={block}
        sizes={sizes}
        modules={modules}
        labels={labels}
        base={base}
        payments={payments.length > 0 && <PaymentLines payments={payments} base={base} />}
      />
      {shown.length > 0 && (
        <Section
          title="Token transfers"
          note={
            transfers.length > TRANSFERS ? `the first ${TRANSFERS}; the logs have all of them` : undefined
          }
        >
          <TransferTable
            of="transaction"
            transfers={shown}
            labels={labels}
            base={base}
            label="Token transfers of this transaction"
          />
        </Section>
      )}
      <Section title="Input">
        {transaction.input === '0x' ? (
          <EmptyState>The transaction carries no input.</EmptyState>
        ) : (
          <InputData
            input={transaction.input}
            creation={transaction.to === undefined}
            account={(address) => <Address address={address} base={base} label={labels.get(address)} />}
          />
        )}
      </Section>
    </>
  )
}

async function Logs({ site, transaction, query }: PartProps & { query: Query }) {
  const { db, chain, base, modules } = site
  const from = parseCount(single(query.from) ?? '0') ?? 0
  const logs = await getTransactionLogs(db, chain.chainId, transaction, from, LOGS + 1)
  const shown = logs.slice(0, LOGS)
  const last = shown.at(-1)
  if (last === undefined) {
    return (
      <EmptyState>
        {transaction.logCount === 0
          ? 'The transaction emitted no logs.'
          : `None of its ${integer(transaction.logCount)} logs has the index ${from} or a higher one.`}
      </EmptyState>
    )
  }
  const contracts = shown.map(({ address }) => address)
  const [labels, owners] = await Promise.all([
    getLabels(db, chain.chainId, [
      ...contracts,
      // Accounts in topics are padded to 32 bytes.
      ...shown.flatMap(({ topics }) => topics.slice(1).map((topic) => `0x${topic.slice(26)}`)),
    ]),
    getOwners(db, chain.chainId, contracts, transaction.blockNumber),
  ])
  const href = `${path.transaction(base, transaction.hash)}?tab=logs`
  const rest = logs[LOGS]
  return (
    <>
      <LogList logs={shown} modules={modules} owners={owners} labels={labels} base={base} />
      {(from > 0 || rest) && (
        <Pagination
          words={['First', '← Before', 'After →']}
          first={from > 0 ? href : undefined}
          newer={from > 0 ? `${href}&from=${Math.max(0, from - LOGS)}` : undefined}
          older={rest && `${href}&from=${rest.index}`}
        >
          Logs {integer(shown[0]?.index ?? from)} to {integer(last.index)} of the block;{' '}
          {integer(transaction.logCount)} are this transaction’s
        </Pagination>
      )}
    </>
  )
}

async function Access({ site, transaction, block, query }: PartProps & { block: BlockRecord; query: Query }) {
  const { db, chain, base, modules } = site
  const data = await loadAccess(db, chain.chainId, transaction)
  if (data === undefined) return <EmptyState>No access set is stored for this transaction.</EmptyState>
  const asked = single(query.policy)
  const policy = POLICIES.find((each) => each === asked) ?? DEFAULT_POLICY
  const executed = await loadSchedule(db, chain.chainId, block, placeView(policy))
  return (
    <AccessView
      transaction={transaction}
      data={data}
      place={
        executed && (
          <BlockPlace
            index={transaction.index}
            executed={executed}
            policy={policy}
            modules={modules}
            href={path.block(base, block.number)}
          />
        )
      }
      policy={policy}
      source={SOURCES.find((each) => each === block.source)}
      modules={modules}
      base={base}
    />
  )
}
