import Link from 'next/link'
import { Verdict, verdictKind } from '@/components/chips/verdict'
import { Pagination } from '@/components/table/pagination'
import { Figure, Figures } from '@/components/text/figures'
import { Section } from '@/components/text/page-header'
import { EmptyState } from '@/components/text/states'
import type { AdaptedProgram, Adapter } from '@/lib/audit/adapters/adapter'
import type { Period } from '@/lib/db/read/periods'
import type { ProgramSummary } from '@/lib/db/read/programs'
import { checksum } from '@/lib/format/hex'
import { integer } from '@/lib/format/numbers'
import { type Base, path } from '@/lib/format/paths'
import { utc } from '@/lib/format/time'
import { TokenAmount } from '../token-amount'
import type { Watched } from './load-watching'
import { PartsView } from './parts-view'
import { PeriodTable } from './period-table'
import { UnanswerableTable } from './unanswerable-table'
import { WatchedTable } from './watched-table'
import { sentence } from './words'

interface PeriodProgramViewProps {
  program: ProgramSummary
  adapter: Adapter
  adapted: AdaptedProgram
  periods: Period[]
  /** addresses of the neighbouring pages of periods */
  pages: { first: string | undefined; newer: string | undefined; older: string | undefined }
  watched: Watched[]
  /** time of the newest indexed block, unix seconds */
  now: bigint
  base: Base
}

/** All of the page of a program that is audited by periods, below its head. */
export function PeriodProgramView(props: PeriodProgramViewProps) {
  const { program, adapter, adapted, periods, pages, watched, now, base } = props
  return (
    <>
      <Sums program={program} watched={watched} base={base} />
      <Section title="Now" note={`at the newest block, ${utc(now)}`}>
        <WatchedTable watched={watched} moments={adapter.moments?.(adapted) ?? []} now={now} />
      </Section>
      <Section title="Periods" note={adapter.periods}>
        {periods.length === 0 ? (
          <EmptyState more="A period is audited when it has ended, over the blocks since the program became known.">
            No period of this program has been audited yet.
          </EmptyState>
        ) : (
          <>
            <PeriodTable periods={periods} program={program} base={base} />
            <Pagination {...pages}>
              {integer(periods.length)} of {integer(program.epochs)}
            </Pagination>
          </>
        )}
      </Section>
      <div className="columns">
        <Section title="The rule" note={adapter.name}>
          <div className="rule">
            <p className="prose">{adapter.about}</p>
          </div>
        </Section>
        <Section title="Parts" note={<Known program={program} base={base} />}>
          <PartsView program={program} adapter={adapter} base={base} />
        </Section>
      </div>
      <Section title="What cannot be verified" note="by the data on the chain, for any program of this kind">
        <UnanswerableTable unanswerable={adapter.unanswerable} />
      </Section>
    </>
  )
}

function Known({ program: { blockNumber }, base }: { program: ProgramSummary; base: Base }) {
  return (
    <>
      known since block{' '}
      <Link href={path.block(base, blockNumber)} prefetch={false}>
        {integer(blockNumber)}
      </Link>
    </>
  )
}

function Sums({ program, watched, base }: { program: ProgramSummary; watched: Watched[]; base: Base }) {
  const { lastAudit } = program
  const ends = watched.flatMap(({ endsAt }) => (endsAt === undefined ? [] : [endsAt]))
  const next = ends.reduce<bigint | undefined>(
    (least, end) => (least === undefined || end < least ? end : least),
    undefined,
  )
  return (
    <Figures>
      <Figure label="Periods" value={integer(program.epochs)} />
      <Figure label="Payments" value={integer(program.payments)} detail="that audits list" />
      <Figure label="Paid" value={<TokenAmount value={program.paid} token={program} places={2} />} />
      {lastAudit && (
        <Figure
          label="Last audit"
          value={<Verdict kind={verdictKind(lastAudit.verdict)} />}
          detail={
            <Link href={path.epoch(base, checksum(program.address), lastAudit.epoch)} prefetch={false}>
              {sentence(lastAudit.period ?? '')}
            </Link>
          }
        />
      )}
      {next !== undefined && (
        <Figure
          label="Next audit"
          value={utc(next).slice(0, 10)}
          detail={`${utc(next).slice(11)} or later`}
        />
      )}
    </Figures>
  )
}
