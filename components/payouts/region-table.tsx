import Link from 'next/link'
import { Verdict } from '@/components/chips/verdict'
import { type Column, DataTable } from '@/components/table/data-table'
import type { RegionTrace, RuleTrace } from '@/lib/audit/rule'
import type { Suppression } from '@/lib/audit/suppression'
import type { EpochRegion } from '@/lib/db/read/epochs'
import type { Program } from '@/lib/db/read/programs'
import { integer, percent } from '@/lib/format/numbers'
import { TokenAmount, tokenUnit } from './token-amount'

interface RegionTableProps {
  regions: EpochRegion[]
  rule: RuleTrace
  program: Program
  hidden: Suppression
  /** path of the epoch's page */
  href: string
}

interface Row extends EpochRegion {
  trace: RegionTrace
  /** paid - payments × amount each */
  difference: bigint
}

/** Regions of an epoch: the published inputs, what the rule gives, and what was paid. */
export function RegionTable({ regions, rule, program, hidden, href }: RegionTableProps) {
  const traces = new Map(rule.regions.map((trace) => [trace.region, trace]))
  const rows = regions.flatMap((region): Row[] => {
    const trace = traces.get(region.region)
    if (!trace) return []
    return [{ ...region, trace, difference: region.paid - BigInt(region.payments) * trace.amount }]
  })
  const unit = tokenUnit(program)
  const money = (value: bigint, places?: number) => (
    <TokenAmount value={value} token={program} places={places} bare />
  )
  const columns: Column<Row>[] = [
    {
      id: 'region',
      header: 'Region',
      rowHeader: true,
      cell: ({ region, name }) => (
        <Link href={`${href}?region=${region}#payments`} prefetch={false} scroll={false}>
          {name || `Region ${region}`}
        </Link>
      ),
    },
    { id: 'population', header: 'Population', align: 'right', cell: (row) => integer(row.population) },
    { id: 'need', header: 'Need', align: 'right', cell: ({ need }) => percent(need, 10_000, 0) },
    {
      id: 'geography',
      header: 'Geography',
      align: 'right',
      cell: (row) => percent(row.geography, 10_000, 0),
    },
    {
      id: 'weight',
      header: 'Weight',
      align: 'right',
      hint: 'population × need × geography, as a share of all weights',
      cell: ({ trace }) => (
        <span title={integer(trace.weight)}>{percent(trace.weight, rule.totalWeight)}</span>
      ),
    },
    {
      id: 'share',
      header: `Share, ${unit}`,
      align: 'right',
      hint: 'budget × weight / sum of weights, units left over by largest remainder',
      cell: ({ trace }) => money(trace.share, 2),
    },
    {
      id: 'active',
      header: 'Members',
      align: 'right',
      hint: 'Active at the opening: the snapshot that claims are proved against',
      cell: ({ active }) => integer(active),
    },
    {
      id: 'amount',
      header: `Each, ${unit}`,
      align: 'right',
      hint: 'min(cap, share / members), rounded down',
      cell: ({ trace }) => (
        <>
          {money(trace.amount, 4)}
          {trace.capped && <span className="dim"> cap</span>}
        </>
      ),
    },
    {
      id: 'payments',
      header: 'Paid people',
      align: 'right',
      hint: 'Counts below 10 are left out, and others that would tell them',
      cell: ({ region, payments }) => (hidden.regions.has(region) ? <LeftOut /> : integer(payments)),
    },
    {
      id: 'paid',
      header: `Paid, ${unit}`,
      align: 'right',
      cell: ({ region, paid }) => (hidden.regions.has(region) ? <LeftOut /> : money(paid, 2)),
    },
    {
      id: 'difference',
      header: 'By the rule',
      hint: 'Paid, against payments × the amount each',
      cell: ({ difference }) => <Difference value={difference} program={program} />,
    },
  ]
  const sum = (value: (row: Row) => bigint) => rows.reduce((all, row) => all + value(row), 0n)
  return (
    <DataTable
      label="Regions"
      columns={columns}
      rows={rows}
      rowKey={({ region }) => `${region}`}
      totals={{
        region: 'Sum',
        population: integer(sum(({ population }) => population)),
        weight: percent(rule.totalWeight, rule.totalWeight),
        share: money(rule.shared, 2),
        active: integer(sum(({ active }) => active)),
        payments: hidden.sum ? <LeftOut /> : integer(sum(({ payments }) => BigInt(payments))),
        paid: hidden.sum ? (
          <LeftOut />
        ) : (
          money(
            sum(({ paid }) => paid),
            2,
          )
        ),
        difference: <Difference value={sum(({ difference }) => difference)} program={program} />,
      }}
    />
  )
}

/** In place of a count of fewer people than are told of. */
function LeftOut() {
  return (
    <span className="dim" title="Fewer than 10, or a count that would tell of fewer than 10">
      left out
    </span>
  )
}

/** Whether an amount is what the rule gives, and by how much it is not. */
export function Difference({ value, program }: { value: bigint; program: Program }) {
  if (value === 0n) return <Verdict kind="pass" word="exact" />
  const sign = value > 0n ? '+' : '−'
  const units = value > 0n ? value : -value
  const word = units < 1_000_000n ? `${sign}${integer(units)} wei` : undefined
  return word ? (
    <Verdict kind="fail" word={word} />
  ) : (
    <span className="verdict" data-kind="fail">
      {sign}
      <TokenAmount value={units} token={program} />
    </span>
  )
}
