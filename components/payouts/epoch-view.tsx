import Link from 'next/link'
import { Hash } from '@/components/chips/hash'
import { Moment } from '@/components/chips/quantities'
import { ExportLine } from '@/components/table/exports'
import { Figure, Figures } from '@/components/text/figures'
import { KeyValue, KeyValues } from '@/components/text/key-values'
import { Section } from '@/components/text/page-header'
import { EmptyState } from '@/components/text/states'
import { UNANSWERABLE } from '@/lib/audit/catalogue'
import type { Audit } from '@/lib/db/read/audits'
import { integer, percent } from '@/lib/format/numbers'
import { type Base, path } from '@/lib/format/paths'
import { AuditEvidence } from './audit-evidence'
import { CheckTable } from './check-table'
import { queryText } from './findings-query'
import type { EpochData } from './load-epoch'
import { RegionTable } from './region-table'
import { Rule } from './rule'
import { TokenAmount } from './token-amount'

interface EpochViewProps {
  data: EpochData
  audit: Audit | undefined
  base: Base
  chainId: bigint
  /** path of this page */
  href: string
}

/** An epoch: its sums, its audit with the evidence, its regions against the rule. */
export function EpochView({ data, audit, base, chainId, href }: EpochViewProps) {
  const { program, epoch, regions, rule } = data
  return (
    <>
      <Sums data={data} />
      <Section title="Audit" note={audit && <AuditGround audit={audit} base={base} />}>
        {audit ? (
          <>
            <CheckTable checks={audit.checks} />
            <ByYourself chainId={chainId} program={program.address} epoch={epoch.epoch} />
          </>
        ) : (
          <EmptyState more="Until then, the rule and what was paid so far are below.">
            {epoch.close
              ? 'This epoch has closed; its audit has not been made yet.'
              : 'This epoch is open. It is audited when it closes.'}
          </EmptyState>
        )}
        {audit && program.kind === 'personhood-pay' && <CannotKnow />}
      </Section>
      {audit && <AuditEvidence audit={audit} base={base} />}
      {audit?.checks.some(({ verdict }) => verdict !== 'pass') && (
        <ExportLine
          what="Every check that did not pass, with its evidence"
          href={`/api/v1/findings${queryText({ severity: 'all', program: program.address, epoch: epoch.epoch })}&chain=${chainId}`}
        />
      )}
      <Section
        title="Regions"
        note={`the rule computed again from the snapshot of block ${integer(epoch.blockNumber)}`}
      >
        <RegionTable regions={regions} rule={rule} program={program} hidden={data.hidden} href={href} />
        <p className="note reveals">
          All members of a region are paid the same, so an amount alone can tell a region. Counts below 10 are
          left out, with others that would tell them by the sum; each payment stands on the public chain, and
          whoever adds them up there can know what this table does not say.
        </p>
      </Section>
      <div className="columns">
        <Section title="The rule">
          <Rule kind={program.kind} />
        </Section>
        <Section title="The opening">
          <Opening data={data} base={base} />
        </Section>
      </div>
    </>
  )
}

function Sums({ data: { program, epoch, rule, regions } }: { data: EpochData }) {
  const eligible = regions.reduce((sum, { active }) => sum + active, 0n)
  const money = (value: bigint) => <TokenAmount value={value} token={program} places={2} />
  const unclaimed = rule.owed - epoch.paid
  return (
    <Figures>
      <Figure
        label="Budget"
        value={money(epoch.budget)}
        detail={
          <>
            at most <TokenAmount value={epoch.cap} token={program} places={4} /> a person
          </>
        }
      />
      <Figure
        label="Paid"
        value={money(epoch.paid)}
        detail={`${percent(epoch.paid, epoch.budget)} of the budget`}
      />
      <Figure
        label="People paid"
        value={integer(epoch.payments)}
        detail={`${percent(epoch.payments, eligible)} of ${integer(eligible)} eligible`}
      />
      <Figure
        label={epoch.close ? 'Not claimed' : 'Still to claim'}
        value={unclaimed < 0n ? <>−{money(-unclaimed)}</> : money(unclaimed)}
        detail="owed by the rule and not paid"
      />
      <Figure
        label="Left by the rule"
        value={money(rule.undistributed)}
        detail={`rounding and cap: ${integer(rule.undistributed)} smallest units`}
      />
      <Figure
        label="Returned"
        value={epoch.close ? money(epoch.close.reclaimed) : '–'}
        detail={epoch.close ? 'to the treasury at the close' : 'at the close'}
      />
    </Figures>
  )
}

function AuditGround({ audit, base }: { audit: Audit; base: Base }) {
  return (
    <>
      {integer(audit.checks.length)} checks over the chain up to block{' '}
      <Link href={path.block(base, audit.blockNumber)} prefetch={false}>
        {integer(audit.blockNumber)}
      </Link>
    </>
  )
}

/** The report, and the ways to make it again. */
function ByYourself({ chainId, program, epoch }: { chainId: bigint; program: string; epoch: bigint }) {
  return (
    <p className="note by-yourself">
      Do not take our word for it:{' '}
      <Link href={path.verify({ chainId, program, epoch })} prefetch={false}>
        verify this epoch in your browser
      </Link>{' '}
      from a node of your choice, or compare{' '}
      <a href={`/api/v1/programs/${program}/epochs/${epoch}/report?chain=${chainId}`}>its report</a> on the
      command line.
    </p>
  )
}

function CannotKnow() {
  return (
    <div className="cannot-know">
      <p className="note">What the chain’s data cannot answer for this program:</p>
      <ul>
        {UNANSWERABLE.map(({ id, name, reason }) => (
          <li key={id} className="note">
            <b>{name}</b> <code>{id}</code>: {reason}
          </li>
        ))}
      </ul>
    </div>
  )
}

function Opening({ data: { epoch, rule, program }, base }: { data: EpochData; base: Base }) {
  return (
    <KeyValues>
      <KeyValue name="Opened">
        <Moment timestamp={epoch.openedAt} /> in block{' '}
        <Link href={path.block(base, epoch.blockNumber)} prefetch={false}>
          {integer(epoch.blockNumber)}
        </Link>
      </KeyValue>
      <KeyValue name="By the schedule">
        <Moment timestamp={epoch.opensAt} />
      </KeyValue>
      <KeyValue name="Closes by the schedule">
        <Moment timestamp={epoch.closesAt} />
      </KeyValue>
      {epoch.close && (
        <KeyValue name="Closed">
          <Moment timestamp={epoch.close.closedAt} /> in block{' '}
          <Link href={path.block(base, epoch.close.blockNumber)} prefetch={false}>
            {integer(epoch.close.blockNumber)}
          </Link>
        </KeyValue>
      )}
      <KeyValue name="Budget, exactly">
        <TokenAmount value={epoch.budget} token={program} />
      </KeyValue>
      <KeyValue name="Sum of weights" hint="population × need × geography over all regions">
        {integer(rule.totalWeight)}
      </KeyValue>
      <KeyValue
        name="Units left over"
        hint="smallest units that the floors leave, given out by largest remainder"
      >
        {integer(rule.leftOver)}
      </KeyValue>
      <KeyValue name="Hash of the region table">
        <Hash hash={epoch.tableHash} what="hash of the region table" />
      </KeyValue>
    </KeyValues>
  )
}
