import Link from 'next/link'
import { Verdict, verdictKind } from '@/components/chips/verdict'
import { type Column, DataTable } from '@/components/table/data-table'
import { findAdapter } from '@/lib/audit/adapters/registry'
import type { ProgramSummary } from '@/lib/db/read/programs'
import { checksum } from '@/lib/format/hex'
import { integer, percent } from '@/lib/format/numbers'
import { type Base, path } from '@/lib/format/paths'
import { periodWords } from '@/lib/format/periods'
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
      cell: ({ kind }) => <span className="dim">{findAdapter(kind)?.name ?? kind}</span>,
    },
    {
      id: 'audit',
      header: 'Last audit',
      cell: ({ address, lastAudit }) =>
        lastAudit ? (
          <Link href={path.epoch(base, checksum(address), lastAudit.epoch)} prefetch={false}>
            <Verdict kind={verdictKind(lastAudit.verdict)} />{' '}
            <span className="dim">{periodWords(lastAudit)}</span>
          </Link>
        ) : (
          <Verdict
            kind="pending"
            word="none yet"
            reason="An epoch or a period is audited when it has ended."
          />
        ),
    },
    {
      id: 'epochs',
      header: programs.some(({ kind }) => findAdapter(kind)) ? 'Periods' : 'Epochs',
      hint: 'Epochs of the reference program; days, months, grants or the life of a root of others',
      align: 'right',
      cell: ({ epochs }) => integer(epochs),
    },
    {
      id: 'budget',
      header: 'Budgeted',
      align: 'right',
      cell: (program) =>
        program.budget === undefined ? (
          '–'
        ) : (
          <TokenAmount value={program.budget} token={program} places={2} />
        ),
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
      cell: ({ paid, budget }) => (budget === undefined ? '–' : percent(paid, budget)),
    },
    { id: 'payments', header: 'Payments', align: 'right', cell: ({ payments }) => integer(payments) },
  ]
  const hasBudgets = programs.some(({ budget }) => budget !== undefined)
  const shown = columns.filter(({ id }) => hasBudgets || (id !== 'budget' && id !== 'share'))
  return (
    <DataTable label="Programs" columns={shown} rows={programs} rowKey={({ address }) => address} stack />
  )
}
