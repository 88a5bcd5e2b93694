import Link from 'next/link'
import { Address, Hash } from '@/components/chips/hash'
import { Age, Amount } from '@/components/chips/quantities'
import { type Column, DataTable } from '@/components/table/data-table'
import type { Labels } from '@/lib/db/read/labels'
import type { TransferRecord } from '@/lib/db/read/token-transfers'
import { shorten } from '@/lib/format/hex'
import { integer } from '@/lib/format/numbers'
import { type Base, path } from '@/lib/format/paths'
import { BlockLink } from './block-link'

/** Digits after the point in lists; the exact amount is on hover and on the transaction's page. */
const PLACES = 6
const ZERO = `0x${'0'.repeat(40)}`

interface TransferTableProps {
  transfers: readonly TransferRecord[]
  labels: Labels
  base: Base
  label: string
  /** of one transaction (with the log), of an account (marking its side), of a token (without the token) */
  of: 'transaction' | 'account' | 'token'
  /** the account whose page it is, lower-case */
  account?: string
}

/** Movements of tokens. */
export function TransferTable({ transfers, labels, base, label, of, account }: TransferTableProps) {
  const party = (address: string) => <Party address={address} labels={labels} base={base} account={account} />
  const log: Column<TransferRecord> = {
    id: 'log',
    header: 'Log',
    align: 'right',
    wide: true,
    hint: 'Index of the log in the block',
    cell: (row) => row.logIndex,
  }
  const hash: Column<TransferRecord> = {
    id: 'hash',
    header: 'Transaction',
    rowHeader: true,
    cell: (row) => (
      <Hash
        hash={row.transactionHash}
        href={path.transaction(base, row.transactionHash)}
        what="transaction hash"
      />
    ),
  }
  const block: Column<TransferRecord> = {
    id: 'block',
    header: 'Block',
    wide: true,
    cell: (row) => <BlockLink number={row.blockNumber} base={base} />,
  }
  const age: Column<TransferRecord> = {
    id: 'age',
    header: 'Age',
    wide: true,
    cell: (row) => <Age timestamp={row.timestamp} />,
  }
  const from: Column<TransferRecord> = {
    id: 'from',
    header: 'From',
    wide: of !== 'transaction',
    cell: (row) => party(row.from),
  }
  const to: Column<TransferRecord> = {
    id: 'to',
    header: 'To',
    fill: true,
    wide: of !== 'transaction',
    cell: (row) => party(row.to),
  }
  const side: Column<TransferRecord> = {
    id: 'side',
    header: 'Side',
    cell: (row) => <span className="dim">{sideOf(row, account)}</span>,
  }
  const amount: Column<TransferRecord> = {
    id: 'amount',
    header: 'Amount',
    align: 'right',
    cell: (row) => <TransferAmount transfer={row} base={base} of={of} />,
  }
  const columns = {
    transaction: [log, from, to, amount],
    account: [hash, block, age, side, from, to, amount],
    token: [hash, block, age, from, to, amount],
  }[of]
  return (
    <DataTable
      label={label}
      columns={columns}
      rows={transfers}
      rowKey={(row) => `${row.blockNumber}.${row.logIndex}.${row.batchIndex}`}
    />
  )
}

function sideOf({ from, to }: TransferRecord, account: string | undefined): string {
  if (from === to) return 'to itself'
  return from === account ? 'out' : 'in'
}

interface PartyProps {
  address: string
  labels: Labels
  base: Base
  account?: string
}

function Party({ address, labels, base, account }: PartyProps) {
  if (address === ZERO) return <span className="dim">nobody</span>
  return <Address address={address} base={base} label={labels.get(address)} plain={address === account} />
}

/** What moved: an amount of an ERC-20, a numbered piece of an ERC-721, or some of a numbered kind of an ERC-1155. */
function TransferAmount({
  transfer,
  base,
  of,
}: { transfer: TransferRecord; base: Base } & Pick<TransferTableProps, 'of'>) {
  const { standard, amount, tokenId, decimals, symbol, token } = transfer
  const name = symbol ?? shorten(token)
  const unit =
    of !== 'token' ? (
      <span className="unit">
        <Link href={path.token(base, token)} prefetch={false}>
          {name}
        </Link>
      </span>
    ) : (
      <span className="unit">{name}</span>
    )
  if (standard === 'erc20') {
    return (
      <>
        <Amount
          value={amount}
          decimals={decimals ?? 0}
          symbol={null}
          places={of === 'transaction' || decimals === undefined ? undefined : PLACES}
          aligned
        />
        {unit}
      </>
    )
  }
  const id = tokenId === undefined ? '' : `#${tokenId}`
  return (
    <span title={id}>
      {standard === 'erc1155' && `${integer(amount)} × `}
      {shorten(id, 10, 4)}
      {unit}
    </span>
  )
}
