import Link from 'next/link'
import { PolicyTag } from '@/components/chips/tags'
import { Verdict, verdictKind } from '@/components/chips/verdict'
import { SourceTags } from '@/components/parallelism/source-tags'
import { sentence } from '@/components/payouts/period/words'
import { DataTable } from '@/components/table/data-table'
import { Figure, Figures } from '@/components/text/figures'
import { Section } from '@/components/text/page-header'
import { EmptyState } from '@/components/text/states'
import type { LatestEpoch, RecentActivity } from '@/lib/db/read/overview'
import { amount, integer, percent, ratio } from '@/lib/format/numbers'
import { type Base, path } from '@/lib/format/paths'
import { periodWords } from '@/lib/format/periods'
import { DEFAULT_POLICY } from '@/lib/parallelism/types'

/** How parallel the last blocks were. */
export function ParallelismNow({ activity, base }: { activity: RecentActivity | undefined; base: Base }) {
  return (
    <Section
      title={
        <Link href={path.parallelism(base)} prefetch={false}>
          Parallelism now
        </Link>
      }
      note={activity && `last ${integer(activity.analysedBlocks)} blocks`}
      aside={
        <>
          <PolicyTag policy={DEFAULT_POLICY} />
          <SourceTags sources={activity?.sources ?? []} />
        </>
      }
    >
      {activity && activity.analysedTransactions > 0 ? (
        <Figures>
          <Figure
            label="Speedup bound"
            value={`${ratio(activity.analysedGas, activity.criticalPathGas)}×`}
            detail="gas over critical path gas"
          />
          <Figure
            label="In conflict"
            value={percent(activity.conflictedTxs, activity.analysedTransactions)}
            detail="of transactions"
          />
          <Figure
            label="Dependent"
            value={percent(activity.dependentTxs, activity.analysedTransactions)}
            detail="wait for an earlier one"
          />
        </Figures>
      ) : (
        <EmptyState>No transaction of these blocks has been analysed yet.</EmptyState>
      )}
    </Section>
  )
}

/** The last epochs of all payout programs, with what their audits say. */
export function PayoutsNow({ epochs, base }: { epochs: LatestEpoch[]; base: Base }) {
  return (
    <Section
      title={
        <Link href={path.programs(base)} prefetch={false}>
          Payouts now
        </Link>
      }
      note="latest epochs and periods"
    >
      {epochs.length === 0 ? (
        <EmptyState>No payout program has opened an epoch or ended a period yet.</EmptyState>
      ) : (
        <DataTable
          label="Latest epochs"
          rows={epochs}
          rowKey={(epoch) => `${epoch.program} ${epoch.epoch}`}
          columns={[
            {
              id: 'program',
              header: 'Program',
              wrap: true,
              cell: (epoch) => (
                <Link href={path.program(base, epoch.program)} prefetch={false}>
                  {epoch.programName}
                </Link>
              ),
            },
            {
              id: 'epoch',
              header: 'Epoch or period',
              rowHeader: true,
              wrap: true,
              fill: true,
              cell: (epoch) => (
                <Link href={path.epoch(base, epoch.program, epoch.epoch)} prefetch={false}>
                  {sentence(periodWords(epoch))}
                </Link>
              ),
            },
            {
              id: 'payments',
              header: 'Payments',
              align: 'right',
              wide: true,
              cell: (epoch) => integer(epoch.payments),
            },
            {
              id: 'paid',
              header: 'Paid',
              align: 'right',
              wide: true,
              cell: (epoch) => (
                <>
                  {amount(epoch.paid, epoch.decimals ?? 0, 2)}
                  <span className="unit">{epoch.symbol}</span>
                </>
              ),
            },
            {
              id: 'verdict',
              header: 'Audit',
              align: 'right',
              cell: (epoch) => <EpochVerdict epoch={epoch} />,
            },
          ]}
        />
      )}
    </Section>
  )
}

function EpochVerdict({ epoch }: { epoch: LatestEpoch }) {
  if (epoch.verdict !== undefined) return <Verdict kind={verdictKind(epoch.verdict)} />
  return epoch.closed ? (
    <Verdict kind="pending" word="not audited yet" />
  ) : (
    <Verdict kind="pending" word="open" reason="Audited when it closes" />
  )
}
