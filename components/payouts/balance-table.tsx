import Link from 'next/link'
import { Address } from '@/components/chips/hash'
import { type Column, DataTable } from '@/components/table/data-table'
import { EmptyState } from '@/components/text/states'
import type { Program, ProgramBalance } from '@/lib/db/read/programs'
import { integer } from '@/lib/format/numbers'
import { type Base, path } from '@/lib/format/paths'
import { TokenAmount } from './token-amount'

interface BalanceTableProps {
  balances: ProgramBalance[]
  program: Program
  base: Base
}

/** What the program and its treasury hold by the chain's state, each with the block of the statement. */
export function BalanceTable({ balances, program, base }: BalanceTableProps) {
  if (balances.length === 0)
    return <EmptyState>No balance of this program has been read from the chain yet.</EmptyState>
  const columns: Column<ProgramBalance>[] = [
    {
      id: 'holder',
      header: 'Holder',
      rowHeader: true,
      cell: ({ holder }) => (
        <Address
          address={holder}
          base={base}
          label={
            holder === program.treasury ? 'Treasury' : holder === program.address ? 'Program' : undefined
          }
        />
      ),
    },
    {
      id: 'balance',
      header: 'Balance',
      align: 'right',
      cell: ({ balance, token }) =>
        token === program.token ? <TokenAmount value={balance} token={program} /> : integer(balance),
    },
    {
      id: 'block',
      header: 'At the end of block',
      align: 'right',
      cell: ({ blockNumber }) => (
        <Link href={path.block(base, blockNumber)} prefetch={false}>
          {integer(blockNumber)}
        </Link>
      ),
    },
  ]
  return (
    <DataTable
      stack
      label="Balances"
      columns={columns}
      rows={balances}
      rowKey={({ holder, token }) => `${holder}${token}`}
    />
  )
}
