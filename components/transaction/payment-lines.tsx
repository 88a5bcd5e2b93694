import Link from 'next/link'
import { Address } from '@/components/chips/hash'
import { Amount } from '@/components/chips/quantities'
import type { ReceivedPayment } from '@/lib/db/read/received-payments'
import { checksum } from '@/lib/format/hex'
import { type Base, path } from '@/lib/format/paths'
import { periodTitle } from '@/lib/format/periods'

interface PaymentLinesProps {
  payments: readonly ReceivedPayment[]
  base: Base
}

/** The payments of a transaction, one a line, each leading to where it is followed step by step. */
export function PaymentLines({ payments, base }: PaymentLinesProps) {
  return (
    <ul>
      {payments.map((payment) => (
        <li key={payment.logIndex}>
          <Link href={path.payment(base, payment.transactionHash, payment.logIndex)} prefetch={false}>
            <Amount value={payment.amount} decimals={payment.decimals ?? 0} symbol={payment.symbol} />
          </Link>{' '}
          {payment.recipient && (
            <>
              to <Address address={payment.recipient} base={base} />
            </>
          )}
          <span className="note">
            <Link href={path.epoch(base, checksum(payment.program), payment.epoch)} prefetch={false}>
              {periodTitle(payment)}
            </Link>
          </span>
        </li>
      ))}
    </ul>
  )
}
