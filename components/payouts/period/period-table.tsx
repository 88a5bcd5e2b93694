import Link from 'next/link'
import { type Column, DataTable } from '@/components/table/data-table'
import type { Period } from '@/lib/db/read/periods'
import type { Program } from '@/lib/db/read/programs'
import { checksum } from '@/lib/format/hex'
import { integer } from '@/lib/format/numbers'
import { type Base, path } from '@/lib/format/paths'
import { TokenAmount } from '../token-amount'
import { PeriodVerdict } from './period-verdict'
import { sentence } from './words'

interface PeriodTableProps {
  periods: Period[]
  program: Program
  base: Base
}

/** Periods of a program, newest first, each with its audit's verdict. */
export function PeriodTable({ periods, program, base }: PeriodTableProps) {
  const columns: Column<Period>[] = [
    {
      id: 'period',
      header: 'Period',
      rowHeader: true,
      wrap: true,
      fill: true,
      cell: ({ epoch, label }) => (
        <Link href={path.epoch(base, checksum(program.address), epoch)} prefetch={false}>
          {sentence(label)}
        </Link>
      ),
    },
    { id: 'verdict', header: 'Audit', cell: (period) => <PeriodVerdict period={period} /> },
    {
      id: 'checks',
      header: 'Checks passed',
      align: 'right',
      wide: true,
      cell: ({ checks, verdict }) =>
        verdict === undefined ? '–' : `${checks.pass} of ${checks.pass + checks.fail + checks.indeterminate}`,
    },
    {
      id: 'payments',
      header: 'Payments',
      align: 'right',
      cell: ({ payments, verdict }) => (verdict === undefined ? '–' : integer(payments)),
    },
    {
      id: 'paid',
      header: 'Paid',
      align: 'right',
      cell: ({ paid, verdict }) =>
        verdict === undefined ? '–' : <TokenAmount value={paid} token={program} places={2} />,
    },
    {
      id: 'blocks',
      header: 'Up to block',
      align: 'right',
      wide: true,
      cell: ({ lastBlock }) => (
        <Link href={path.block(base, lastBlock)} prefetch={false}>
          {integer(lastBlock)}
        </Link>
      ),
    },
  ]
  return <DataTable label="Periods" columns={columns} rows={periods} rowKey={({ epoch }) => `${epoch}`} />
}
