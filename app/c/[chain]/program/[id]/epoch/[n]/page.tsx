import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { withSite } from '@/app/site'
import { EpochPayments } from '@/components/payouts/epoch-payments'
import { EpochVerdict } from '@/components/payouts/epoch-table'
import { EpochView } from '@/components/payouts/epoch-view'
import { loadAudit, loadEpoch } from '@/components/payouts/load-epoch'
import { parseAddress, parseInteger, parsePosition, parseSmall } from '@/components/payouts/parse'
import { loadPeriod } from '@/components/payouts/period/load-period'
import { PeriodPayments } from '@/components/payouts/period/period-payments'
import { PeriodVerdict } from '@/components/payouts/period/period-verdict'
import { PeriodView } from '@/components/payouts/period/period-view'
import { sentence } from '@/components/payouts/period/words'
import { PageHeader } from '@/components/text/page-header'
import { getPayments } from '@/lib/db/read/payments'
import { integer } from '@/lib/format/numbers'
import { path } from '@/lib/format/paths'

export const metadata: Metadata = { title: 'Audit' }

const PAYMENTS = 50

interface EpochProps {
  params: Promise<{ chain: string; id: string; n: string }>
  searchParams: Promise<{ after?: string | string[]; before?: string | string[]; region?: string | string[] }>
}

export default function EpochPage({ params, searchParams }: EpochProps) {
  return withSite(params, async ({ db, chain: { chainId }, base }) => {
    const [{ id, n }, query] = await Promise.all([params, searchParams])
    const address = parseAddress(id)
    const number = parseInteger(n)
    if (address === undefined || number === undefined) notFound()
    const after = parsePosition(query.after)
    const before = after ? undefined : parsePosition(query.before)
    const periodData = await loadPeriod(db, chainId, { program: address, epoch: number }, { after, before })
    if (periodData) {
      const { program, period } = periodData
      return (
        <>
          <PageHeader
            title={sentence(period.label)}
            sub={
              <Link href={path.program(base, id)} prefetch={false}>
                {program.name}
              </Link>
            }
            aside={<PeriodVerdict period={period} />}
          />
          <PeriodView {...periodData} chainId={chainId} base={base}>
            <PeriodPayments {...periodData} chainId={chainId} base={base} />
          </PeriodView>
        </>
      )
    }
    const data = await loadEpoch(db, chainId, address, number)
    if (!data) notFound()
    const region = parseSmall(query.region)
    const [audit, payments] = await Promise.all([
      loadAudit(db, chainId, data),
      getPayments(db, chainId, address, number, { after, before, region, limit: PAYMENTS + 1 }),
    ])
    const more = payments.length > PAYMENTS
    return (
      <>
        <PageHeader
          title={`Epoch ${integer(number)}`}
          sub={
            <Link href={path.program(base, id)} prefetch={false}>
              {data.program.name}
            </Link>
          }
          aside={<EpochVerdict epoch={data.epoch} />}
        />
        <EpochView
          data={data}
          audit={audit}
          base={base}
          chainId={chainId}
          href={path.epoch(base, id, number)}
        />
        <EpochPayments
          data={data}
          payments={before && more ? payments.slice(1) : payments.slice(0, PAYMENTS)}
          start={before ? !more : after === undefined}
          end={before === undefined && !more}
          region={region}
          base={base}
          chainId={chainId}
        />
      </>
    )
  })
}
