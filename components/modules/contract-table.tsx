import Link from 'next/link'
import { Address } from '@/components/chips/hash'
import { type Column, DataTable } from '@/components/table/data-table'
import { EmptyState } from '@/components/text/states'
import type { ModuleContract } from '@/lib/db/read/modules'
import { integer } from '@/lib/format/numbers'
import { type Base, path } from '@/lib/format/paths'

/** The contracts of a module by the registry's events, those that it lost last. */
export function ContractTable({ contracts, base }: { contracts: ModuleContract[]; base: Base }) {
  if (contracts.length === 0) return <EmptyState>This module owns no contract.</EmptyState>
  const columns: Column<ModuleContract>[] = [
    { id: 'label', header: 'Contract', rowHeader: true, cell: ({ label }) => label || '–' },
    { id: 'address', header: 'Address', cell: ({ contract }) => <Address address={contract} base={base} /> },
    {
      id: 'since',
      header: 'Since block',
      align: 'right',
      hint: 'A contract belongs to a module from the block after the registry’s event',
      cell: ({ blockNumber, current }) =>
        current ? (
          <Link href={path.block(base, blockNumber)} prefetch={false}>
            {integer(blockNumber + 1n)}
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
