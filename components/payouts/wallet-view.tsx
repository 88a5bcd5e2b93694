import Link from 'next/link'
import { Address, Hash } from '@/components/chips/hash'
import { Age, Moment } from '@/components/chips/quantities'
import { type Column, DataTable } from '@/components/table/data-table'
import { Exports } from '@/components/table/exports'
import { Pagination } from '@/components/table/pagination'
import { Section } from '@/components/text/page-header'
import { EmptyState } from '@/components/text/states'
import { checksum } from '@/lib/format/hex'
import { integer } from '@/lib/format/numbers'
import { type Base, path } from '@/lib/format/paths'
import { periodTitle } from '@/lib/format/periods'
import type { EpochData } from './load-epoch'
import type { ExplainedPayment, WalletData } from './load-wallet'
import { nullifierHex } from './payment-table'
import { PeriodVerdict } from './period/period-verdict'
import { Difference } from './region-table'
import { TokenAmount, tokenUnit } from './token-amount'

interface WalletViewProps {
  data: WalletData
  /** address of this page for what was asked, without a place */
  href: string
  start: boolean
  chainId: bigint
  base: Base
}

/** What was asked about, what it was paid and why, and what can still be claimed. */
export function WalletView({ data, href, start, chainId, base }: WalletViewProps) {
  const { key, payments, more, open, unlisted } = data
  const last = payments.at(-1)?.payment
  return (
    <>
      <Section
        title="Was I paid?"
        note={
          'recipient' in key ? (
            <Address address={key.recipient} base={base} />
          ) : (
            <Hash hash={nullifierHex(key.nullifier)} what="nullifier" />
          )
        }
        aside={payments.length > 0 && <Exports href={exportHref(data, chainId)} />}
      >
        {payments.length === 0 ? (
          <EmptyState more={nothingMore(data, start)}>
            {'recipient' in key
              ? 'No program has paid this account.'
              : 'No payment was made under this nullifier.'}
          </EmptyState>
        ) : (
          <>
            <Payments payments={payments} base={base} />
            <Pagination
              first={start ? undefined : href}
              older={more && last ? `${href}&before=${last.blockNumber}.${last.logIndex}` : undefined}
            >
              {integer(payments.length)} {payments.length === 1 ? 'payment' : 'payments'}
            </Pagination>
            {payments.some(({ payment }) => payment.period === undefined) && (
              <p className="note reveals">
                What an amount reveals: members of a region are all paid the same in an epoch, so an amount
                alone can tell the region of whoever received it, and this page shows it to everybody who asks
                for this {'recipient' in key ? 'address' : 'nullifier'}. A fresh address for each epoch keeps
                them apart.
              </p>
            )}
          </>
        )}
        {'recipient' in key && unlisted.length > 0 && (
          <p className="note reveals">
            Not in here yet: payments of periods that go on, which are listed when these are audited (
            {unlisted.join('; ')}).
          </p>
        )}
      </Section>
      <Section title="What can I still claim?" note="epochs that are open now">
        {open.length === 0 ? (
          <EmptyState>No epoch of any program is open.</EmptyState>
        ) : (
          open.map((epoch) => (
            <OpenEpoch key={epoch.program.address} data={epoch} wallet={data} base={base} />
          ))
        )}
      </Section>
    </>
  )
}

function exportHref({ key }: WalletData, chainId: bigint): string {
  const of = 'recipient' in key ? key.recipient : nullifierHex(key.nullifier)
  return `/api/v1/payments?${new URLSearchParams({ chain: `${chainId}`, of })}`
}

function nothingMore({ key }: WalletData, start: boolean): string | undefined {
  if (!start) return undefined
  return 'recipient' in key
    ? 'A claim names the account that is paid; somebody may have claimed for the same person to another one, which a nullifier tells.'
    : 'A nullifier stands for one person in one epoch of one program: whoever made it can still claim in that epoch while it is open.'
}

function Payments({ payments, base }: { payments: ExplainedPayment[]; base: Base }) {
  const columns: Column<ExplainedPayment>[] = [
    {
      id: 'epoch',
      header: 'For',
      rowHeader: true,
      cell: ({ payment, program }) => (
        <Link href={path.epoch(base, checksum(payment.program), payment.epoch)} prefetch={false}>
          {periodTitle({ ...payment, programName: program?.name ?? 'Program' })}
        </Link>
      ),
    },
    { id: 'age', header: 'Paid', cell: ({ payment }) => <Age timestamp={payment.timestamp} /> },
    { id: 'region', header: 'Region', cell: ({ region }) => region ?? '–' },
    {
      id: 'amount',
      header: 'Amount',
      align: 'right',
      cell: ({ payment, program }) =>
        program ? <TokenAmount value={payment.amount} token={program} places={6} /> : integer(payment.amount),
    },
    {
      id: 'why',
      header: 'Why this amount',
      wrap: true,
      cell: (row) => <Why row={row} />,
    },
    {
      id: 'difference',
      header: 'By the rule',
      cell: ({ payment, epoch, trace, audited }) =>
        audited ? (
          <span>
            <span className="dim">period</span> <PeriodVerdict period={audited} />
          </span>
        ) : epoch && trace ? (
          <Difference value={payment.amount - trace.amount} program={epoch.program} />
        ) : (
          'no such region'
        ),
    },
    {
      id: 'steps',
      header: 'Proof and sum',
      cell: ({ payment }) => (
        <Link href={path.payment(base, payment.transactionHash, payment.logIndex)} prefetch={false}>
          step by step
        </Link>
      ),
    },
  ]
  return (
    <DataTable
      label="Payments"
      columns={columns}
      rows={payments}
      rowKey={({ payment }) => `${payment.blockNumber}.${payment.logIndex}`}
      stack
    />
  )
}

function Why({ row: { epoch, region, trace, audited } }: { row: ExplainedPayment }) {
  if (audited)
    return (
      <span>
        By its event and its transfer; {audited.checks.pass} of{' '}
        {audited.checks.pass + audited.checks.fail + audited.checks.indeterminate} checks of its period pass
      </span>
    )
  if (!epoch || !trace) return <>The rule gives this region nothing.</>
  const share = <TokenAmount value={trace.share} token={epoch.program} places={2} />
  return (
    <span>
      {region}’s share of the budget, {share}, over {integer(trace.active)} members
      {trace.capped && (
        <>
          {' '}
          is above the cap: <TokenAmount value={epoch.rule.cap} token={epoch.program} places={2} /> a person
        </>
      )}
    </span>
  )
}

function OpenEpoch({ data, wallet, base }: { data: EpochData; wallet: WalletData; base: Base }) {
  const { program, epoch, regions, rule } = data
  const claimed = wallet.payments.some(
    ({ payment }) => payment.program === program.address && payment.epoch === epoch.epoch,
  )
  const names = new Map(regions.map(({ region, name }) => [region, name]))
  return (
    <div className="open-epoch">
      <p>
        <Link href={path.epoch(base, checksum(program.address), epoch.epoch)} prefetch={false}>
          {program.name}, epoch {integer(epoch.epoch)}
        </Link>{' '}
        is open until <Moment timestamp={epoch.closesAt} />.{' '}
        {claimed
          ? 'It is among the payments above: a person claims once.'
          : 'Whoever was a member of one of its regions when it opened, and has not claimed in it, can claim:'}
      </p>
      {!claimed && (
        <DataTable
          label={`What ${program.name}, epoch ${epoch.epoch}, pays`}
          rows={rule.regions}
          rowKey={({ region }) => `${region}`}
          columns={[
            {
              id: 'region',
              header: 'Member of',
              rowHeader: true,
              cell: ({ region }) => names.get(region) || `Region ${region}`,
            },
            {
              id: 'amount',
              header: `Can claim, ${tokenUnit(program)}`,
              align: 'right',
              cell: ({ amount }) => <TokenAmount value={amount} token={program} bare />,
            },
          ]}
        />
      )}
    </div>
  )
}
