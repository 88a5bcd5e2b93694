import Link from 'next/link'
import { Hash } from '@/components/chips/hash'
import { Age, Amount } from '@/components/chips/quantities'
import { DataTable } from '@/components/table/data-table'
import { BlockLink } from '@/components/transaction/block-link'
import type { ReceivedPayment } from '@/lib/db/read/received-payments'
import { checksum } from '@/lib/format/hex'
import { type Base, path } from '@/lib/format/paths'
import { periodTitle } from '@/lib/format/periods'

/** What programs paid an account, each payment leading to where it is followed step by step. */
export function ReceivedTable({ payments, base }: { payments: readonly ReceivedPayment[]; base: Base }) {
  return (
    <DataTable
      label="Payments to this account"
      rows={payments}
      rowKey={(payment) => `${payment.blockNumber}.${payment.logIndex}`}
      columns={[
        {
          id: 'transaction',
          header: 'Transaction',
          wide: true,
          cell: ({ transactionHash }) => (
            <Hash
              hash={transactionHash}
              href={path.transaction(base, transactionHash)}
              what="transaction hash"
            />
          ),
        },
        {
          id: 'block',
          header: 'Block',
          cell: ({ blockNumber }) => <BlockLink number={blockNumber} base={base} />,
        },
        { id: 'age', header: 'Age', wide: true, cell: ({ timestamp }) => <Age timestamp={timestamp} /> },
        {
          id: 'epoch',
          header: 'For',
          fill: true,
          cell: (payment) => (
            <Link href={path.epoch(base, checksum(payment.program), payment.epoch)} prefetch={false}>
              {periodTitle(payment)}
            </Link>
          ),
        },
        {
          id: 'amount',
          header: 'Amount',
          align: 'right',
          rowHeader: true,
          cell: ({ transactionHash, logIndex, amount, decimals, symbol }) => (
            <Link href={path.payment(base, transactionHash, logIndex)} prefetch={false}>
              <Amount value={amount} decimals={decimals ?? 0} symbol={symbol} places={6} aligned />
            </Link>
          ),
        },
      ]}
    />
  )
}
