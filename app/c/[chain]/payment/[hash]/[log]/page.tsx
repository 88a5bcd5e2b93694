import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { withSite } from '@/app/site'
import { Hash } from '@/components/chips/hash'
import { loadPayment } from '@/components/payouts/load-payment'
import { parseHash, parseSmall } from '@/components/payouts/parse'
import { PaymentView } from '@/components/payouts/payment-view'
import { loadPeriodPayment } from '@/components/payouts/period/load-period-payment'
import { PeriodPaymentView } from '@/components/payouts/period/period-payment-view'
import { PageHeader } from '@/components/text/page-header'
import { path } from '@/lib/format/paths'

export const metadata: Metadata = { title: 'Payment' }

export default function PaymentPage({
  params,
}: {
  params: Promise<{ chain: string; hash: string; log: string }>
}) {
  return withSite(params, async ({ db, chain: { chainId }, base }) => {
    const { hash, log } = await params
    const transactionHash = parseHash(hash)
    const logIndex = parseSmall(log)
    if (transactionHash === undefined || logIndex === undefined) notFound()
    const [data, ofPeriod] = await Promise.all([
      loadPayment(db, chainId, transactionHash, logIndex),
      loadPeriodPayment(db, chainId, transactionHash, logIndex),
    ])
    if (!data && !ofPeriod) notFound()
    return (
      <>
        <PageHeader
          title="Payment"
          sub={
            <Hash
              hash={transactionHash}
              href={path.transaction(base, transactionHash)}
              what="transaction hash"
            />
          }
        />
        {data && <PaymentView data={data} base={base} />}
        {ofPeriod && <PeriodPaymentView data={ofPeriod} base={base} />}
      </>
    )
  })
}
