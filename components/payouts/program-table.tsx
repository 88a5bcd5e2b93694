import Link from 'next/link'
import { Verdict, verdictKind } from '@/components/chips/verdict'
import { type Column, DataTable } from '@/components/table/data-table'
import type { ProgramSummary } from '@/lib/db/read/programs'
import { checksum } from '@/lib/format/hex'
import { integer, percent } from '@/lib/format/numbers'
import { type Base, path } from '@/lib/format/paths'
import { TokenAmount } from './token-amount'

/** All programs of a chain with what their last audit said. */
export function ProgramTable({ programs, base }: { programs: ProgramSummary[]; base: Base }) {
  const columns: Column<ProgramSummary>[] = [
    {
      id: 'name',
      header: 'Program',
      rowHeader: true,
      fill: true,
      cell: (program) => (
        <Link href={path.program(base, checksum(program.address))} prefetch={false}>
          {program.name}
        </Link>
      ),
    },
    {
      id: 'kind',
      header: 'Kind',
      wide: true,
      cell: (program) => <span className="dim">{program.kind}</span>,
    },
    {
      id: 'audit',
      header: 'Last audit',
      cell: ({ address, lastAudit }) =>
        lastAudit ? (
          <Link href={path.epoch(base, checksum(address), lastAudit.epoch)} prefetch={false}>
            <Verdict kind={verdictKind(lastAudit.verdict)} />{' '}
            <span className="dim">epoch {`${lastAudit.epoch}`}</span>
          </Link>
        ) : (
          <Verdict kind="pending" word="none closed yet" />
        ),
    },
    { id: 'epochs', header: 'Epochs', align: 'right', cell: ({ epochs }) => integer(epochs) },
    {
      id: 'budget',
      header: 'Budgeted',
      align: 'right',
      cell: (program) => <TokenAmount value={program.budget} token={program} places={2} />,
    },
    {
      id: 'paid',
      header: 'Paid',
      align: 'right',
      cell: (program) => <TokenAmount value={program.paid} token={program} places={2} />,
    },
    {
      id: 'share',
      header: 'Of budget',
      align: 'right',
      wide: true,
      cell: ({ paid, budget }) => percent(paid, budget),
    },
    { id: 'payments', header: 'Payments', align: 'right', cell: ({ payments }) => integer(payments) },
  ]
  return (
    <DataTable label="Programs" columns={columns} rows={programs} rowKey={({ address }) => address} stack />
  )
}
