import { type Column, DataTable } from '@/components/table/data-table'
import type { Unanswerable } from '@/lib/audit/types'

/** What the data of a kind of program cannot answer, by name and with the reason. */
export function UnanswerableTable({ unanswerable }: { unanswerable: readonly Unanswerable[] }) {
  const columns: Column<Unanswerable>[] = [
    {
      id: 'check',
      header: 'Check',
      rowHeader: true,
      cell: ({ name }) => name,
    },
    { id: 'id', header: 'Id', cell: ({ id }) => <code className="dim">{id}</code> },
    {
      id: 'reason',
      header: 'Why the data cannot say',
      prose: true,
      fill: true,
      cell: ({ reason }) => <span className="dim">{reason}</span>,
    },
  ]
  return (
    <DataTable
      label="What cannot be answered"
      columns={columns}
      rows={unanswerable}
      rowKey={({ id }) => id}
      stack="lead"
    />
  )
}
