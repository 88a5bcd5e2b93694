import { Address, Hash } from '@/components/chips/hash'
import { Age, Amount } from '@/components/chips/quantities'
import { type ModuleNames, ModuleTag } from '@/components/chips/tags'
import { Verdict } from '@/components/chips/verdict'
import { type Column, DataTable } from '@/components/table/data-table'
import type { Labels } from '@/lib/db/read/labels'
import type { TransactionSummary } from '@/lib/db/read/transactions'
import { shorten } from '@/lib/format/hex'
import { integer } from '@/lib/format/numbers'
import { type Base, path } from '@/lib/format/paths'
import { BlockLink } from './block-link'

interface TransactionTableProps {
  transactions: readonly (TransactionSummary & { timestamp?: bigint })[]
  modules: ModuleNames
  labels: Labels
  base: Base
  label: string
  /** of one block (with the index), of many (with the block and the age), of an account (marking its side), or few columns for half a page */
  of: 'block' | 'chain' | 'account' | 'brief'
  /** the account whose page it is, lower-case */
  account?: string
}

type Row = TransactionSummary & { timestamp?: bigint }

/** Transactions with their home modules. */
export function TransactionTable(props: TransactionTableProps) {
  const { transactions, modules, labels, base, label, of, account } = props
  const hash: Column<Row> = {
    id: 'hash',
    header: 'Transaction',
    rowHeader: true,
    cell: (tx) => (
      <>
        <Hash hash={tx.hash} href={path.transaction(base, tx.hash)} what="transaction hash" />
        {tx.status === 0 && (
          <>
            {' '}
            <Verdict kind="fail" word="reverted" brief={of === 'brief' || 'narrow'} />
          </>
        )}
      </>
    ),
  }
  const from: Column<Row> = {
    id: 'from',
    header: 'From',
    wide: true,
    cell: (tx) => <Address address={tx.from} base={base} label={labels.get(tx.from)} />,
  }
  const to: Column<Row> = {
    id: 'to',
    header: 'To',
    wide: true,
    cell: (tx) => <Target tx={tx} base={base} labels={labels} />,
  }
  const home: Column<Row> = {
    id: 'home',
    header: 'Home module',
    fill: true,
    cell: (tx) => <ModuleTag id={tx.homeModule} modules={modules} base={base} />,
  }
  const gas: Column<Row> = {
    id: 'gas',
    header: 'Gas used',
    align: 'right',
    cell: (tx) => integer(tx.gasUsed),
  }
  const value: Column<Row> = {
    id: 'value',
    header: 'Value',
    align: 'right',
    wide: true,
    cell: (tx) => <Amount value={tx.value} places={5} />,
  }
  const index: Column<Row> = { id: 'index', header: '#', align: 'right', wide: true, cell: (tx) => tx.index }
  const block: Column<Row> = {
    id: 'block',
    header: 'Block',
    wide: of === 'account',
    cell: (tx) => <BlockLink number={tx.blockNumber} base={base} />,
  }
  const age: Column<Row> = {
    id: 'age',
    header: 'Age',
    wide: true,
    cell: (tx) => (tx.timestamp === undefined ? '–' : <Age timestamp={tx.timestamp} />),
  }
  const side: Column<Row> = {
    id: 'side',
    header: 'Side',
    cell: (tx) => <span className="dim">{sideOf(tx, account)}</span>,
  }
  const columns = {
    block: [index, hash, from, to, home, value, gas],
    chain: [hash, block, age, from, to, home, value, gas],
    account: [hash, block, age, side, from, to, home, value, gas],
    brief: [hash, to, home, gas],
  }[of]
  return <DataTable label={label} columns={columns} rows={transactions} rowKey={(tx) => tx.hash} />
}

function sideOf({ from, to, created }: TransactionSummary, account: string | undefined): string {
  if (created === account) return 'created'
  if (from === to) return 'to itself'
  return from === account ? 'out' : 'in'
}

function Target({ tx, base, labels }: { tx: TransactionSummary; base: Base; labels: Labels }) {
  if (tx.to !== undefined) return <Address address={tx.to} base={base} label={labels.get(tx.to)} />
  if (tx.created === undefined) return <span className="dim">creation</span>
  return (
    <>
      <span className="dim">creates </span>
      <Address address={tx.created} base={base} label={labels.get(tx.created) ?? shorten(tx.created)} />
    </>
  )
}

/** The accounts that a list of transactions shows. */
export function accountsOf(transactions: readonly TransactionSummary[]): (string | undefined)[] {
  return transactions.flatMap((tx) => [tx.from, tx.to, tx.created])
}
