import Link from 'next/link'
import { Hash } from '@/components/chips/hash'
import { type Column, DataTable } from '@/components/table/data-table'
import { integer } from '@/lib/format/numbers'
import { type Base, path } from '@/lib/format/paths'
import { difference, type EvidenceRow } from './evidence'

/** Facts that deviate, with the place on the chain that each can be followed to. */
export function EvidenceTable({ rows, label, base }: { rows: EvidenceRow[]; label: string; base: Base }) {
  const columns: Column<EvidenceRow>[] = [
    {
      id: 'subject',
      header: 'What deviates',
      rowHeader: true,
      wrap: true,
      cell: ({ subject, transactionHash, logIndex }) =>
        subject === 'payment' && transactionHash && logIndex !== undefined ? (
          <Link href={path.payment(base, transactionHash, logIndex)} prefetch={false}>
            {subject}
          </Link>
        ) : (
          subject
        ),
    },
    {
      id: 'expected',
      header: 'Expected',
      align: 'right',
      wrap: true,
      cell: (row) => written(row.expected, row.unit),
    },
    {
      id: 'actual',
      header: 'Actual',
      align: 'right',
      wrap: true,
      cell: (row) => written(row.actual, row.unit),
    },
    {
      id: 'difference',
      header: 'Difference',
      align: 'right',
      cell: (row) => {
        const by = difference(row)
        return by === undefined ? '–' : `${by > 0n ? '+' : by < 0n ? '−' : ''}${integer(by < 0n ? -by : by)}`
      },
    },
    {
      id: 'block',
      header: 'Block',
      align: 'right',
      cell: ({ blockNumber }) =>
        blockNumber === undefined ? (
          '–'
        ) : (
          <Link href={path.block(base, blockNumber)} prefetch={false}>
            {integer(blockNumber)}
          </Link>
        ),
    },
    {
      id: 'transaction',
      header: 'Transaction',
      cell: ({ transactionHash }) =>
        transactionHash === undefined ? (
          '–'
        ) : (
          <Hash
            hash={transactionHash}
            href={path.transaction(base, transactionHash)}
            what="transaction hash"
          />
        ),
    },
  ]
  const keyed = rows.map((row, i) => ({ ...row, key: `${i}` }))
  return (
    <div className="evidence">
      <DataTable label={label} columns={columns} rows={keyed} rowKey={({ key }) => key} stack />
    </div>
  )
}

function written(text: string, unit: string | undefined) {
  return (
    <span>
      {/^\d+$/.test(text) ? integer(BigInt(text)) : text}
      {unit && <span className="unit">{unit}</span>}
    </span>
  )
}
