import Link from 'next/link'
import { BlockVerdict } from '@/components/block/block-verdict'
import { Address, Hash } from '@/components/chips/hash'
import { Moment } from '@/components/chips/quantities'
import { Verdict } from '@/components/chips/verdict'
import { type Column, DataTable } from '@/components/table/data-table'
import { Figure, Figures } from '@/components/text/figures'
import { KeyValue, KeyValues } from '@/components/text/key-values'
import { Section } from '@/components/text/page-header'
import { EmptyState } from '@/components/text/states'
import { describeCheck } from '@/lib/audit/catalogue'
import type { TokenMove } from '@/lib/db/read/period-payments'
import { checksum } from '@/lib/format/hex'
import { integer } from '@/lib/format/numbers'
import { type Base, path } from '@/lib/format/paths'
import { EvidenceTable } from '../evidence-table'
import { TokenAmount, tokenUnit } from '../token-amount'
import type { PeriodPaymentData } from './load-period-payment'
import { PeriodVerdict } from './period-verdict'
import { sentence } from './words'

/** A payment of a period: what its event says, what moved, and what the audit of its period found in it. */
export function PeriodPaymentView({ data, base }: { data: PeriodPaymentData; base: Base }) {
  const { payment, program, period, moves, deviations, checks } = data
  const href = path.epoch(base, checksum(program.address), period.epoch)
  return (
    <>
      <Figures>
        <Figure
          label="Amount"
          value={<TokenAmount value={payment.amount} token={program} places={6} />}
          detail={sentence(payment.subject)}
        />
        <Figure
          label="This payment"
          value={<Verdict kind={deviations.length === 0 ? 'pass' : 'fail'} />}
          detail={
            deviations.length === 0
              ? 'no evidence of its period’s audit names it'
              : `the evidence of ${deviations.length} of its period’s checks names it`
          }
        />
        <Figure
          label="Its period"
          value={<PeriodVerdict period={period} />}
          detail={sentence(period.label)}
        />
      </Figures>
      <Section title="Payment" aside={<BlockVerdict checks={checks} word="block verified" />}>
        <KeyValues>
          <KeyValue name="Transaction">
            <Hash
              hash={payment.transactionHash}
              href={path.transaction(base, payment.transactionHash)}
              what="transaction hash"
              full
            />{' '}
            <span className="note">log {payment.logIndex}</span>
          </KeyValue>
          <KeyValue name="Block">
            <Link href={path.block(base, payment.blockNumber)} prefetch={false}>
              {integer(payment.blockNumber)}
            </Link>{' '}
            <span className="note">
              <Moment timestamp={payment.timestamp} />
            </span>
          </KeyValue>
          <KeyValue name="Period">
            <Link href={href} prefetch={false}>
              {program.name}, {period.label}
            </Link>
          </KeyValue>
          <KeyValue name="Payee">
            {payment.payee === undefined ? (
              'Neither the event nor a transfer says who was paid.'
            ) : (
              <Address address={payment.payee} base={base} full />
            )}
          </KeyValue>
          <KeyValue name="Sent by">
            <Address address={payment.sender} base={base} full />
          </KeyValue>
          <KeyValue name="Amount, exactly">
            <TokenAmount value={payment.amount} token={program} />
          </KeyValue>
        </KeyValues>
      </Section>
      {deviations.map(({ checkId, rows }) => (
        <Section
          key={checkId}
          title={
            <Link href={`${href}#${checkId}`} prefetch={false}>
              {describeCheck(checkId)?.name ?? checkId}
            </Link>
          }
          note={<code>{checkId}</code>}
          aside={<Verdict kind="fail" />}
        >
          <EvidenceTable rows={rows} label={`Evidence of ${checkId}`} base={base} />
        </Section>
      ))}
      <Section title="What moved" note="of the program’s token, in this transaction">
        <Moves data={data} moves={moves} base={base} />
      </Section>
    </>
  )
}

function Moves({
  data: { payment, program },
  moves,
  base,
}: {
  data: PeriodPaymentData
  moves: TokenMove[]
  base: Base
}) {
  if (moves.length === 0) return <EmptyState>No transfer of the token in this transaction.</EmptyState>
  const names = new Map<string, string>([
    ...Object.entries(program.parts).map(([part, address]): [string, string] => [address, sentence(part)]),
    [program.address, program.name],
  ])
  const keyed = moves.map((move, at) => ({ ...move, key: `${at}` }))
  const columns: Column<(typeof keyed)[number]>[] = [
    { id: 'log', header: 'Log', rowHeader: true, cell: ({ logIndex }) => integer(logIndex) },
    {
      id: 'from',
      header: 'From',
      cell: ({ from }) => <Address address={from} base={base} label={names.get(from)} />,
    },
    { id: 'to', header: 'To', cell: ({ to }) => <Address address={to} base={base} label={names.get(to)} /> },
    {
      id: 'payee',
      header: 'To the payee',
      fill: true,
      cell: ({ to, amount }) =>
        to !== payment.payee ? 'no' : amount === payment.amount ? 'yes, this amount' : 'yes, another amount',
    },
    {
      id: 'amount',
      header: `Amount, ${tokenUnit(program)}`,
      align: 'right',
      cell: ({ amount }) => <TokenAmount value={amount} token={program} bare />,
    },
  ]
  return (
    <DataTable
      label="Transfers of this transaction"
      columns={columns}
      rows={keyed}
      rowKey={({ key }) => key}
      stack
    />
  )
}
