import Link from 'next/link'
import { Address } from '@/components/chips/hash'
import { type Column, DataTable } from '@/components/table/data-table'
import { EmptyState } from '@/components/text/states'
import type { ModuleContract } from '@/lib/db/read/modules'
import { integer } from '@/lib/format/numbers'
import { type Base, path } from '@/lib/format/paths'

/** The contracts of a module, those that it lost last. */
export function ContractTable({ contracts, base }: { contracts: ModuleContract[]; base: Base }) {
  if (contracts.length === 0) return <EmptyState>This module owns no contract.</EmptyState>
  const columns: Column<ModuleContract>[] = [
    { id: 'label', header: 'Contract', rowHeader: true, cell: ({ label }) => label || '–' },
    { id: 'address', header: 'Address', cell: ({ contract }) => <Address address={contract} base={base} /> },
    {
      id: 'rule',
      header: 'By',
      wide: true,
      hint: 'The registry’s event, or the rule of the modules file that names it',
      cell: ({ rule }) => rule,
    },
    {
      id: 'since',
      header: 'Since block',
      align: 'right',
      hint: 'From the block after the registry’s event, or from the first block in which the modules file’s rule met the contract',
      cell: ({ fromBlock, current }) =>
        current ? (
          <Link href={path.block(base, fromBlock)} prefetch={false}>
            {integer(fromBlock)}
          </Link>
        ) : (
          <span className="dim">removed</span>
        ),
    },
  ]
  return (
    <DataTable label="Contracts" columns={columns} rows={contracts} rowKey={({ contract }) => contract} />
  )
}
