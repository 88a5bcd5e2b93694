import Link from 'next/link'
import { Age } from '@/components/chips/quantities'
import { Verdict, verdictKind } from '@/components/chips/verdict'
import { type Column, DataTable } from '@/components/table/data-table'
import type { Epoch } from '@/lib/db/read/epochs'
import type { Program } from '@/lib/db/read/programs'
import { checksum } from '@/lib/format/hex'
import { integer, percent } from '@/lib/format/numbers'
import { type Base, path } from '@/lib/format/paths'
import { TokenAmount } from './token-amount'

interface EpochTableProps {
  epochs: Epoch[]
  program: Program
  base: Base
}

/** Epochs of a program, newest first, each with its audit's verdict. */
export function EpochTable({ epochs, program, base }: EpochTableProps) {
  const columns: Column<Epoch>[] = [
    {
      id: 'epoch',
      header: 'Epoch',
      rowHeader: true,
      cell: ({ epoch }) => (
        <Link href={path.epoch(base, checksum(program.address), epoch)} prefetch={false}>
          {integer(epoch)}
        </Link>
      ),
    },
    { id: 'verdict', header: 'Audit', cell: (epoch) => <EpochVerdict epoch={epoch} /> },
    { id: 'opened', header: 'Opened', wide: true, cell: ({ openedAt }) => <Age timestamp={openedAt} /> },
    {
      id: 'closed',
      header: 'Closed',
      wide: true,
      cell: ({ close }) => (close ? <Age timestamp={close.closedAt} /> : 'open'),
    },
    {
      id: 'budget',
      header: 'Budget',
      align: 'right',
      wide: true,
      cell: ({ budget }) => <TokenAmount value={budget} token={program} places={2} />,
    },
    {
      id: 'paid',
      header: 'Paid',
      align: 'right',
      cell: ({ paid }) => <TokenAmount value={paid} token={program} places={2} />,
    },
    {
      id: 'share',
      header: 'Of budget',
      align: 'right',
      wide: true,
      cell: ({ paid, budget }) => percent(paid, budget),
    },
    { id: 'payments', header: 'Payments', align: 'right', cell: ({ payments }) => integer(payments) },
    {
      id: 'reclaimed',
      header: 'Returned',
      align: 'right',
      wide: true,
      hint: 'To the treasury at the close, by the program’s own event',
      cell: ({ close }) => (close ? <TokenAmount value={close.reclaimed} token={program} places={2} /> : '–'),
    },
  ]
  return <DataTable label="Epochs" columns={columns} rows={epochs} rowKey={({ epoch }) => `${epoch}`} />
}

/** What the audit of an epoch said, or what it is waiting for. */
export function EpochVerdict({ epoch }: { epoch: Pick<Epoch, 'verdict' | 'close'> }) {
  if (epoch.verdict !== undefined) return <Verdict kind={verdictKind(epoch.verdict)} />
  return epoch.close ? (
    <Verdict kind="pending" word="not audited yet" />
  ) : (
    <Verdict kind="pending" word="open" reason="An epoch is audited when it closes." />
  )
}
