import Link from 'next/link'
import { Address, Hash } from '@/components/chips/hash'
import { Age } from '@/components/chips/quantities'
import { type Column, DataTable } from '@/components/table/data-table'
import { Exports } from '@/components/table/exports'
import { Pagination } from '@/components/table/pagination'
import { Section } from '@/components/text/page-header'
import { EmptyState } from '@/components/text/states'
import type { PeriodPayment } from '@/lib/db/read/period-payments'
import type { Period } from '@/lib/db/read/periods'
import type { Program } from '@/lib/db/read/programs'
import { checksum } from '@/lib/format/hex'
import { integer } from '@/lib/format/numbers'
import { type Base, path } from '@/lib/format/paths'
import { TokenAmount, tokenUnit } from '../token-amount'

interface PeriodPaymentsProps {
  program: Program
  period: Period
  payments: PeriodPayment[]
  /** no payment comes before these, or after them */
  start: boolean
  end: boolean
  chainId: bigint
  base: Base
}

/** A page of the payments of a period in the order of the chain. */
export function PeriodPayments(props: PeriodPaymentsProps) {
  const { program, period, payments, start, end, chainId, base } = props
  const href = path.epoch(base, checksum(program.address), period.epoch)
  const first = payments[0]
  const last = payments.at(-1)
  const page = (step: 'after' | 'before', payment: PeriodPayment) =>
    `${href}?${step}=${payment.blockNumber}.${payment.logIndex}#payments`
  return (
    <div id="payments" className="section">
      <Section
        title="Payments"
        note={`${integer(period.payments)} in the order of the chain`}
        aside={
          <Exports
            href={`/api/v1/programs/${program.address}/epochs/${period.epoch}/payments?chain=${chainId}`}
          />
        }
      >
        {payments.length === 0 ? (
          <EmptyState>Nobody was paid in this period{start ? '' : ' after these'}.</EmptyState>
        ) : (
          <>
            <PaymentRows payments={payments} program={program} base={base} />
            <Pagination
              words={['First', '← Before', 'Next →']}
              first={start ? undefined : `${href}#payments`}
              newer={start || !first ? undefined : page('before', first)}
              older={end || !last ? undefined : page('after', last)}
            >
              {integer(payments.length)} of {integer(period.payments)}
            </Pagination>
          </>
        )}
      </Section>
    </div>
  )
}

function PaymentRows({
  payments,
  program,
  base,
}: Pick<PeriodPaymentsProps, 'payments' | 'program' | 'base'>) {
  const columns: Column<PeriodPayment>[] = [
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
    { id: 'age', header: 'Paid', cell: ({ timestamp }) => <Age timestamp={timestamp} /> },
    {
      id: 'payee',
      header: 'Payee',
      fill: true,
      cell: ({ payee }) =>
        payee === undefined ? (
          <span className="dim">not named</span>
        ) : (
          <Address address={payee} base={base} />
        ),
    },
    {
      id: 'amount',
      header: `Amount, ${tokenUnit(program)}`,
      align: 'right',
      cell: ({ amount }) => <TokenAmount value={amount} token={program} bare />,
    },
    {
      id: 'transaction',
      header: 'Transaction',

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
      stack
    />
  )
}
