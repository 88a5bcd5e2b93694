import Link from 'next/link'
import { Exports } from '@/components/table/exports'
import { Pagination } from '@/components/table/pagination'
import { Section } from '@/components/text/page-header'
import { EmptyState } from '@/components/text/states'
import type { Payment } from '@/lib/db/read/payments'
import { checksum } from '@/lib/format/hex'
import { integer } from '@/lib/format/numbers'
import { type Base, path } from '@/lib/format/paths'
import type { EpochData } from './load-epoch'
import { PaymentTable } from './payment-table'

interface EpochPaymentsProps {
  data: EpochData
  payments: Payment[]
  /** no payment comes before these, or after them */
  start: boolean
  end: boolean
  /** the region asked for */
  region: number | undefined
  chainId: bigint
  base: Base
}

/** A page of an epoch's payments in the order of the chain, of one region where that was asked for. */
export function EpochPayments({ data, payments, start, end, region, chainId, base }: EpochPaymentsProps) {
  const { program, epoch, regions, rule, hidden } = data
  const told = region === undefined ? !hidden.sum : !hidden.regions.has(region)
  const href = path.epoch(base, checksum(program.address), epoch.epoch)
  const names = new Map(regions.map(({ region, name }) => [region, name]))
  const total = regions
    .filter((one) => region === undefined || one.region === region)
    .reduce((sum, one) => sum + one.payments, 0)
  const first = payments[0]
  const last = payments.at(-1)
  const page = (step?: 'after' | 'before', payment?: Payment) => {
    const query = new URLSearchParams()
    if (region !== undefined) query.set('region', `${region}`)
    if (step && payment) query.set(step, `${payment.blockNumber}.${payment.logIndex}`)
    return `${href}${query.size === 0 ? '' : `?${query}`}#payments`
  }
  return (
    <div id="payments" className="section">
      <Section
        title="Payments"
        note={
          region === undefined ? (
            `${told ? `${integer(total)} ` : ''}in the order of the chain`
          ) : (
            <>
              {told && `${integer(total)} `}in {names.get(region) ?? `region ${region}`};{' '}
              <Link href={`${href}#payments`} prefetch={false} scroll={false}>
                all regions
              </Link>
            </>
          )
        }
        aside={
          <Exports
            href={`/api/v1/programs/${program.address}/epochs/${epoch.epoch}/payments?chain=${chainId}`}
          />
        }
      >
        {payments.length === 0 ? (
          <EmptyState>Nobody has been paid{start ? ' yet' : ' after these'}.</EmptyState>
        ) : (
          <>
            <PaymentTable payments={payments} rule={rule} regions={names} program={program} base={base} />
            <Pagination
              words={['First', '← Before', 'Next →']}
              first={start ? undefined : page()}
              newer={start || !first ? undefined : page('before', first)}
              older={end || !last ? undefined : page('after', last)}
            >
              {told ? `${integer(payments.length)} of ${integer(total)}` : 'In the order of the chain'}
            </Pagination>
          </>
        )}
      </Section>
    </div>
  )
}
