import { type Column, DataTable } from '@/components/table/data-table'
import { EmptyState } from '@/components/text/states'
import { integer } from '@/lib/format/numbers'
import { utc } from '@/lib/format/time'
import type { Watched } from './load-watching'
import { sentence } from './words'

interface WatchedTableProps {
  watched: Watched[]
  /** moments (unix seconds) after which a period without an end is audited anew */
  moments: bigint[]
  /** time of the newest indexed block, unix seconds */
  now: bigint
}

/** The periods that go on, what they have seen so far, and when each is audited. */
export function WatchedTable({ watched, moments, now }: WatchedTableProps) {
  if (watched.length === 0)
    return <EmptyState>No period of this program goes on at the newest block.</EmptyState>
  const columns: Column<Watched>[] = [
    { id: 'period', header: 'Period', rowHeader: true, wrap: true, cell: ({ label }) => sentence(label) },
    {
      id: 'logs',
      header: 'Logs so far',
      align: 'right',
      hint: 'Of the program and its token, since the period began or was audited last',
      cell: ({ logs }) => integer(logs),
    },
    {
      id: 'when',
      header: 'Audited',
      prose: true,
      fill: true,
      cell: ({ endsAt }) =>
        endsAt === undefined ? again(moments, now) : `By the first block from ${utc(endsAt)} on.`,
    },
  ]
  return (
    <DataTable
      label="Periods that go on"
      columns={columns}
      rows={watched}
      rowKey={({ epoch }) => `${epoch}`}
      stack
    />
  )
}

function again(moments: bigint[], now: bigint): string {
  const ahead = moments.filter((moment) => moment > now).map(utc)
  const further = ahead.length === 0 ? '' : ` And once after ${ahead.join(' and ')}.`
  return `When something new is logged: an hour after the last audit at the earliest, a day at the latest.${further}`
}
