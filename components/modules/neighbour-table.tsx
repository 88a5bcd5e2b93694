import { type ModuleNames, ModuleTag } from '@/components/chips/tags'
import { type Column, DataTable } from '@/components/table/data-table'
import { EmptyState } from '@/components/text/states'
import type { ModuleConflictTotal } from '@/lib/db/read/module-metrics'
import { integer } from '@/lib/format/numbers'
import type { Base } from '@/lib/format/paths'

interface NeighbourTableProps {
  moduleId: string
  conflicts: ModuleConflictTotal[]
  modules: ModuleNames
  base: Base
}

interface Row {
  id: string
  /** its transactions wait for the other's */
  waits: number
  /** the other's transactions wait for its */
  waitedFor: number
}

/** With which homes a module's transactions conflict, and which of the two waits. */
export function NeighbourTable({ moduleId, conflicts, modules, base }: NeighbourTableProps) {
  const rows = rowsOf(moduleId, conflicts)
  if (rows.length === 0) return <EmptyState>Its transactions conflict with none of these blocks.</EmptyState>
  const columns: Column<Row>[] = [
    {
      id: 'other',
      header: 'Other home',
      rowHeader: true,
      cell: ({ id }) =>
        id === moduleId ? 'Within the module' : <ModuleTag id={id} modules={modules} base={base} />,
    },
    {
      id: 'waits',
      header: 'It waits for them',
      align: 'right',
      cell: ({ waits }) => integer(waits),
    },
    {
      id: 'waited',
      header: 'They wait for it',
      align: 'right',
      cell: ({ id, waitedFor }) => (id === moduleId ? '' : integer(waitedFor)),
    },
  ]
  return (
    <DataTable label="Conflicts with other modules" columns={columns} rows={rows} rowKey={({ id }) => id} />
  )
}

function rowsOf(moduleId: string, conflicts: readonly ModuleConflictTotal[]): Row[] {
  const others = new Set(conflicts.flatMap((pair) => [pair.earlierModule, pair.laterModule]))
  const edges = (earlier: string, later: string) =>
    conflicts.find((pair) => pair.earlierModule === earlier && pair.laterModule === later)?.edges ?? 0
  return [...others]
    .map((id) => ({ id, waits: edges(id, moduleId), waitedFor: edges(moduleId, id) }))
    .filter(({ waits, waitedFor }) => waits + waitedFor > 0)
    .sort((a, b) => b.waits + b.waitedFor - a.waits - a.waitedFor)
}
