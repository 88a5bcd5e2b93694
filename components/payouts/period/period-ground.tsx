import Link from 'next/link'
import { Moment } from '@/components/chips/quantities'
import { KeyValue, KeyValues } from '@/components/text/key-values'
import type { Period } from '@/lib/db/read/periods'
import { integer } from '@/lib/format/numbers'
import { type Base, path } from '@/lib/format/paths'

/** What a period is, and what its audit stands on. */
export function PeriodGround({ period, base }: { period: Period; base: Base }) {
  const { startsAt, endsAt, firstBlock, lastBlock, linked, auditedIn, auditedAt, refusal } = period
  return (
    <KeyValues>
      {startsAt !== undefined && (
        <KeyValue name="Begins">
          <Moment timestamp={startsAt} />
        </KeyValue>
      )}
      {endsAt !== undefined && (
        <KeyValue name="Ends" hint="this moment is the first that does not belong to it">
          <Moment timestamp={endsAt} />
        </KeyValue>
      )}
      <KeyValue
        name={refusal !== undefined ? 'Looked at by' : endsAt === undefined ? 'Audited as of' : 'Audited by'}
        hint={
          endsAt === undefined
            ? 'a period without an end is audited again when something new is logged'
            : 'the first block after the period'
        }
      >
        block{' '}
        <Link href={path.block(base, auditedIn)} prefetch={false}>
          {integer(auditedIn)}
        </Link>{' '}
        <span className="note">
          <Moment timestamp={auditedAt} />
        </span>
      </KeyValue>
      {endsAt === undefined && (
        <KeyValue name="Audits" hint="the newest one is shown">
          {integer(period.audits)}
        </KeyValue>
      )}
      {linked !== undefined && firstBlock !== undefined && (
        <KeyValue
          name="Read by us"
          hint="verified and linked by their headers, so that nothing can be hidden in them"
        >
          {linked === lastBlock - firstBlock + 2n
            ? `all ${integer(linked)} blocks, from the one before the period on`
            : `the last ${integer(linked)} blocks; what lies before them was found by the node’s search`}
        </KeyValue>
      )}
      {refusal === undefined && (
        <KeyValue name="Published list">
          {period.listEntries === undefined ? 'none was given' : `${integer(period.listEntries)} entries`}
        </KeyValue>
      )}
    </KeyValues>
  )
}
