import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { type ChainParams, type Site, withSite } from '@/app/site'
import { BlockOverview } from '@/components/block/block-overview'
import { BlockParallelism } from '@/components/block/block-parallelism'
import { BlockVerdict } from '@/components/block/block-verdict'
import { SourceTag } from '@/components/chips/tags'
import { parseExecution } from '@/components/execution/execution-query'
import { ExecutionView } from '@/components/execution/execution-view'
import { loadExecution } from '@/components/execution/load-execution'
import { Pagination } from '@/components/table/pagination'
import { PageHeader } from '@/components/text/page-header'
import { EmptyState, ErrorState } from '@/components/text/states'
import { currentTab, Tabs } from '@/components/text/tabs'
import { accountsOf, TransactionTable } from '@/components/transaction/transaction-table'
import { getBlockMetrics } from '@/lib/db/read/block-metrics'
import { type BlockRecord, findBlock, findNeighbours } from '@/lib/db/read/blocks'
import { getHotKeys } from '@/lib/db/read/hot-keys'
import { getLabels } from '@/lib/db/read/labels'
import { getModuleTotals } from '@/lib/db/read/module-metrics'
import { getBlockTransactions } from '@/lib/db/read/transactions'
import { UserError } from '@/lib/errors'
import { integer } from '@/lib/format/numbers'
import { parseBlockNumber, parseCount, parseHash, single } from '@/lib/format/parse'
import { path } from '@/lib/format/paths'
import { DEFAULT_POLICY, POLICIES, type Policy, SOURCES } from '@/lib/parallelism/types'

type Query = Record<string, string | string[] | undefined>
interface Props {
  params: Promise<{ chain: string; id: string }>
  searchParams: Promise<Query>
}

const TABS = ['overview', 'transactions', 'execution', 'parallelism'] as const
const PAGE = 100
const HOT_KEYS = 10

const idOf = (text: string) => parseHash(text) ?? parseBlockNumber(text)

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const id = idOf(decodeURIComponent((await params).id))
  return { title: typeof id === 'bigint' ? `Block ${integer(id)}` : 'Block' }
}

/** A block by number or hash: its header and checks, its transactions (`?from=INDEX`), how parallel it was. */
export default async function BlockPage({ params, searchParams }: Props) {
  const { chain, id: text } = await params
  const chainParams: ChainParams = Promise.resolve({ chain })
  return withSite(chainParams, async (site) => {
    const id = idOf(decodeURIComponent(text))
    const block = id === undefined ? undefined : await findBlock(site.db, site.chain.chainId, id)
    if (block === undefined) notFound()
    const query = await searchParams
    const tab = currentTab(TABS, single(query.tab))
    const href = path.block(site.base, block.number)
    const near = await findNeighbours(site.db, site.chain.chainId, block.number)
    const source = SOURCES.find((each) => each === block.source)
    return (
      <>
        <PageHeader
          title={`Block ${integer(block.number)}`}
          sub={<BlockVerdict checks={block.checks} />}
          aside={
            <>
              {source && <SourceTag source={source} />}
              <Step number={near.previous} site={site} arrow="←" />
              <Step number={near.next} site={site} arrow="→" />
            </>
          }
        />
        <Tabs
          href={href}
          current={tab}
          tabs={[
            { id: 'overview', name: 'Overview' },
            { id: 'transactions', name: 'Transactions', count: integer(block.transactionCount) },
            { id: 'execution', name: 'Execution' },
            { id: 'parallelism', name: 'Parallelism' },
          ]}
        />
        {tab === 'overview' && (
          <BlockOverview block={block} base={site.base} parentStored={near.previous === block.number - 1n} />
        )}
        {tab === 'transactions' && <Transactions site={site} block={block} query={query} />}
        {tab === 'execution' && <Execution site={site} block={block} query={query} />}
        {tab === 'parallelism' && <Parallelism site={site} block={block} query={query} />}
      </>
    )
  })
}

function Step({ number, site, arrow }: { number: bigint | undefined; site: Site; arrow: '←' | '→' }) {
  if (number === undefined) return null
  const text = arrow === '←' ? `← ${integer(number)}` : `${integer(number)} →`
  return (
    <Link href={path.block(site.base, number)} prefetch={false} className="step">
      {text}
    </Link>
  )
}

async function Transactions({ site, block, query }: { site: Site; block: BlockRecord; query: Query }) {
  const { db, chain, base, modules } = site
  const from = parseCount(single(query.from) ?? '0') ?? 0
  const transactions = await getBlockTransactions(db, chain.chainId, block.number, from, PAGE)
  if (transactions.length === 0) {
    return (
      <EmptyState>
        {block.transactionCount === 0
          ? 'The block holds no transactions.'
          : `The block holds ${integer(block.transactionCount)} transactions; none has the index ${from} or a higher one.`}
      </EmptyState>
    )
  }
  const labels = await getLabels(db, chain.chainId, accountsOf(transactions))
  const href = `${path.block(base, block.number)}?tab=transactions`
  const next = from + transactions.length
  return (
    <>
      <TransactionTable
        of="block"
        label={`Transactions of block ${block.number}`}
        transactions={transactions}
        modules={modules}
        labels={labels}
        base={base}
      />
      {(from > 0 || next < block.transactionCount) && (
        <Pagination
          words={['First', '← Before', 'After →']}
          first={from > 0 ? href : undefined}
          newer={from > 0 ? `${href}&from=${Math.max(0, from - PAGE)}` : undefined}
          older={next < block.transactionCount ? `${href}&from=${next}` : undefined}
        >
          Index {integer(from)} to {integer(next - 1)} of {integer(block.transactionCount)} transactions
        </Pagination>
      )}
    </>
  )
}

async function Execution({ site, block, query }: { site: Site; block: BlockRecord; query: Query }) {
  const { db, chain, base, modules } = site
  const href = path.block(base, block.number)
  if (block.transactionCount === 0) {
    return <EmptyState>The block holds no transactions: there is nothing to execute.</EmptyState>
  }
  try {
    const execution = await loadExecution(db, chain.chainId, block, parseExecution(query))
    if (execution === undefined) {
      return <EmptyState>No access sets are stored of this block: its execution cannot be shown.</EmptyState>
    }
    return (
      <ExecutionView
        execution={execution}
        chainId={chain.chainId}
        modules={modules}
        base={base}
        href={href}
      />
    )
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    const more = <a href={`${href}?tab=execution`}>Show this tab as it is without parameters.</a>
    return <ErrorState more={more}>{error.message}</ErrorState>
  }
}

async function Parallelism({ site, block, query }: { site: Site; block: BlockRecord; query: Query }) {
  const { db, chain, base, modules } = site
  const asked = single(query.policy)
  const policy: Policy = POLICIES.find((each) => each === asked) ?? DEFAULT_POLICY
  const range = { from: block.number, to: block.number }
  const [metrics, hotKeys, moduleTotals] = await Promise.all([
    getBlockMetrics(db, chain.chainId, block.number),
    getHotKeys(db, chain.chainId, policy, range, { limit: HOT_KEYS }),
    getModuleTotals(db, chain.chainId, policy, range),
  ])
  return (
    <BlockParallelism
      block={block}
      metrics={metrics}
      policy={policy}
      hotKeys={hotKeys}
      moduleTotals={moduleTotals}
      modules={modules}
      base={base}
    />
  )
}
