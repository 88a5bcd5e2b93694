import Link from 'next/link'
import { Address, Hash } from '@/components/chips/hash'
import { Age } from '@/components/chips/quantities'
import { type Column, DataTable } from '@/components/table/data-table'
import type { RuleTrace } from '@/lib/audit/rule'
import type { Payment } from '@/lib/db/read/payments'
import type { Program } from '@/lib/db/read/programs'
import { integer } from '@/lib/format/numbers'
import { type Base, path } from '@/lib/format/paths'
import { Difference } from './region-table'
import { TokenAmount, tokenUnit } from './token-amount'

interface PaymentTableProps {
  payments: Payment[]
  rule: RuleTrace
  /** names of the regions by id */
  regions: Map<number, string>
  program: Program
  base: Base
}

/** Payments of an epoch, each against the amount that the rule gives its region. */
export function PaymentTable({ payments, rule, regions, program, base }: PaymentTableProps) {
  const amounts = new Map(rule.regions.map(({ region, amount }) => [region, amount]))
  const columns: Column<Payment>[] = [
    {
      id: 'payment',
      header: 'Payment',
      rowHeader: true,
      cell: ({ transactionHash, logIndex, blockNumber }) => (
        <Link href={path.payment(base, transactionHash, logIndex)} prefetch={false}>
          {integer(blockNumber)}
          <span className="dim">.{logIndex}</span>
        </Link>
      ),
    },
    { id: 'age', header: 'Paid', wide: true, cell: ({ timestamp }) => <Age timestamp={timestamp} /> },
    {
      id: 'region',
      header: 'Region',
      wide: true,
      cell: ({ region }) => regions.get(region) ?? `Region ${region}`,
    },
    {
      id: 'recipient',
      header: 'Recipient',
      wide: true,
      cell: ({ recipient }) => <Address address={recipient} base={base} />,
    },
    {
      id: 'nullifier',
      header: 'Nullifier',
      wide: true,
      cell: ({ nullifier }) => <Hash hash={nullifierHex(nullifier)} what="nullifier" />,
    },
    {
      id: 'amount',
      header: `Amount, ${tokenUnit(program)}`,
      align: 'right',
      cell: ({ amount }) => <TokenAmount value={amount} token={program} bare />,
    },
    {
      id: 'difference',
      header: 'By the rule',
      cell: ({ region, amount }) => {
        const due = amounts.get(region)
        return due === undefined ? 'no such region' : <Difference value={amount - due} program={program} />
      },
    },
    {
      id: 'transaction',
      header: 'Transaction',
      wide: true,
      cell: ({ transactionHash }) => (
        <Hash hash={transactionHash} href={path.transaction(base, transactionHash)} what="transaction hash" />
      ),
    },
  ]
  return (
    <DataTable
      label="Payments"
      columns={columns}
      rows={payments}
      rowKey={({ transactionHash, logIndex }) => `${transactionHash}.${logIndex}`}
    />
  )
}

/** A nullifier as 32 bytes of hex. */
export function nullifierHex(nullifier: bigint): string {
  return `0x${nullifier.toString(16).padStart(64, '0')}`
}
