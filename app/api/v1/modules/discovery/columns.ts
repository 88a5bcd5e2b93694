import type { NamedModule } from '@/components/discovery/load-discovery'
import type { Heat } from '@/lib/parallelism/discovery/co-access'
import type { CsvColumn } from '../../csv'

/** A contract of a suggested module. */
export interface MemberRow {
  module: NamedModule
  member: Heat
  label: string | undefined
  declared: string | undefined
}

export const memberColumns: readonly CsvColumn<MemberRow>[] = [
  { name: 'module', cell: ({ module }) => module.id },
  { name: 'name', cell: ({ module }) => module.name },
  { name: 'contract', cell: ({ member }) => member.contract },
  { name: 'label', cell: ({ label }) => label ?? '' },
  { name: 'transactions', cell: ({ member }) => member.transactions },
  { name: 'gas', cell: ({ member }) => member.gas },
  { name: 'declared_module', cell: ({ declared }) => declared ?? '' },
]
