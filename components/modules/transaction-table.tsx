import Link from 'next/link'
import { Address, Hash } from '@/components/chips/hash'
import { Age } from '@/components/chips/quantities'
import { type ModuleNames, ModuleTag } from '@/components/chips/tags'
import { Verdict } from '@/components/chips/verdict'
import { type Column, DataTable } from '@/components/table/data-table'
import { EmptyState } from '@/components/text/states'
import type { ModuleTransaction } from '@/lib/db/read/module-transactions'
import { integer } from '@/lib/format/numbers'
import { type Base, path } from '@/lib/format/paths'

interface TransactionTableProps {
  moduleId: string
  transactions: ModuleTransaction[]
  modules: ModuleNames
  base: Base
}

/** The newest transactions at home in a module, with the other modules that they touch. */
export function TransactionTable({ moduleId, transactions, modules, base }: TransactionTableProps) {
  if (transactions.length === 0)
    return <EmptyState>No transaction has called this module’s contracts.</EmptyState>
  const columns: Column<ModuleTransaction>[] = [
    {
      id: 'hash',
      header: 'Transaction',
      rowHeader: true,
      cell: ({ hash }) => <Hash hash={hash} href={path.transaction(base, hash)} what="transaction hash" />,
    },
    {
      id: 'block',
      header: 'Block',
      align: 'right',
      cell: ({ blockNumber }) => (
        <Link href={path.block(base, blockNumber)} prefetch={false}>
          {integer(blockNumber)}
        </Link>
      ),
    },
    { id: 'age', header: 'Age', wide: true, cell: ({ timestamp }) => <Age timestamp={timestamp} /> },
    { id: 'from', header: 'From', wide: true, cell: ({ from }) => <Address address={from} base={base} /> },
    {
      id: 'to',
      header: 'Contract',
      wrap: true,
      cell: ({ target, targetLabel }) =>
        target ? <Address address={target} base={base} label={targetLabel} /> : '–',
    },
    {
      id: 'others',
      header: 'Touches too',
      wide: true,
      fill: true,
      cell: ({ modules: touched }) => (
        <span className="module-list">
          {touched
            .filter((id) => id !== moduleId)
            .map((id) => (
              <ModuleTag key={id} id={id} modules={modules} base={base} />
            ))}
        </span>
      ),
    },
    {
      id: 'status',
      header: 'Status',
      wide: true,
      cell: ({ status }) =>
        status === 0 ? <Verdict kind="fail" word="reverted" /> : <span className="dim">ok</span>,
    },
    { id: 'gas', header: 'Gas used', align: 'right', cell: ({ gasUsed }) => integer(gasUsed) },
  ]
  return (
    <DataTable
      label="Recent transactions"
      columns={columns}
      rows={transactions}
      rowKey={({ hash }) => hash}
    />
  )
}
