import Link from 'next/link'
import type { ReactNode } from 'react'
import { Copy } from '@/components/chips/hash'
import { ExportLine } from '@/components/table/exports'
import { Figure, Figures } from '@/components/text/figures'
import { Section } from '@/components/text/page-header'
import { EmptyState } from '@/components/text/states'
import type { Adapter } from '@/lib/audit/adapters/adapter'
import type { Audit } from '@/lib/db/read/audits'
import type { Period } from '@/lib/db/read/periods'
import type { Program } from '@/lib/db/read/programs'
import { integer } from '@/lib/format/numbers'
import { type Base, path } from '@/lib/format/paths'
import { verifyCommand } from '@/lib/format/verify-command'
import { AuditEvidence } from '../audit-evidence'
import { CheckTable } from '../check-table'
import { queryText } from '../findings-query'
import { TokenAmount } from '../token-amount'
import { PeriodGround } from './period-ground'
import { UnanswerableTable } from './unanswerable-table'

interface PeriodViewProps {
  program: Program
  adapter: Adapter
  period: Period
  audit: Audit | undefined
  chainId: bigint
  base: Base
  /** its payments */
  children: ReactNode
}

/** A period: its sums, its audit with the evidence, its payments, how to make its report again, and what cannot be answered. */
export function PeriodView({ program, adapter, period, audit, chainId, base, children }: PeriodViewProps) {
  const statements = new Map(adapter.supported.map(({ id, statement }) => [id, statement]))
  return (
    <>
      {period.refusal === undefined ? (
        <Sums program={program} period={period} base={base} />
      ) : (
        <EmptyState more="Whoever asks for this period by the command line, of any node, is told the same.">
          {period.refusal}
        </EmptyState>
      )}
      {audit && (
        <Section
          title="Audit"
          note={
            <>
              {integer(audit.checks.length)} checks over the chain up to block{' '}
              <Link href={path.block(base, period.lastBlock)} prefetch={false}>
                {integer(period.lastBlock)}
              </Link>
            </>
          }
        >
          <CheckTable checks={audit.checks} statements={statements} />
        </Section>
      )}
      {audit && <AuditEvidence audit={audit} base={base} />}
      {audit?.checks.some(({ verdict }) => verdict !== 'pass') && (
        <ExportLine
          what="Every check that did not pass, with its evidence"
          href={`/api/v1/findings${queryText({ severity: 'all', program: program.address, epoch: period.epoch })}&chain=${chainId}`}
        />
      )}
      {period.refusal === undefined && children}
      <div className="columns">
        <Section title="The period">
          <PeriodGround period={period} base={base} />
        </Section>
        {audit && (
          <Section title="Without us">
            <ByYourself program={program} period={period} chainId={chainId} />
          </Section>
        )}
      </div>
      <Section
        title="What cannot be answered"
        note={`by the data of any program of the kind ${adapter.name}`}
      >
        <UnanswerableTable unanswerable={adapter.unanswerable} />
      </Section>
    </>
  )
}

function Sums({ program, period, base }: Pick<PeriodViewProps, 'program' | 'period' | 'base'>) {
  const { checks, firstBlock, lastBlock } = period
  const all = checks.pass + checks.fail + checks.indeterminate
  const unsure = checks.indeterminate === 0 ? '' : `, ${checks.indeterminate} cannot be known`
  return (
    <Figures>
      <Figure
        label="Paid"
        value={<TokenAmount value={period.paid} token={program} places={2} />}
        detail={
          <>
            exactly <TokenAmount value={period.paid} token={program} />
          </>
        }
      />
      <Figure label="Payments" value={integer(period.payments)} />
      <Figure
        label="Checks passed"
        value={`${checks.pass} of ${all}`}
        detail={checks.fail === 0 && unsure === '' ? 'nothing deviates' : `${checks.fail} failed${unsure}`}
      />
      {firstBlock !== undefined && (
        <Figure
          label="Blocks"
          value={integer(lastBlock - firstBlock + 1n)}
          detail={
            <>
              <Link href={path.block(base, firstBlock)} prefetch={false}>
                {integer(firstBlock)}
              </Link>{' '}
              to{' '}
              <Link href={path.block(base, lastBlock)} prefetch={false}>
                {integer(lastBlock)}
              </Link>
            </>
          }
        />
      )}
    </Figures>
  )
}

/** The report, and the command that makes it again. */
function ByYourself({ program, period, chainId }: Pick<PeriodViewProps, 'program' | 'period' | 'chainId'>) {
  const { firstBlock, linked } = period
  const { address } = program
  if (firstBlock === undefined || linked === undefined) return null
  const command = verifyCommand({ ...program, chainId }, { ...period, firstBlock, linked })
  return (
    <>
      <p className="note by-yourself">
        Do not take our word for it. Save{' '}
        <a
          href={`/api/v1/programs/${address}/epochs/${period.epoch}/report?chain=${chainId}`}
          download="report.json"
        >
          the report
        </a>{' '}
        as <code>report.json</code>; this makes it again from a node of your choice (<code>URL</code>), with
        no database, and compares the two byte by byte
        {period.listEntries !== undefined && (
          <>
            . <code>LIST</code> is the file that the program published
          </>
        )}
        :
      </p>
      <pre className="command">
        {command} <Copy value={command} what="the command" always />
      </pre>
    </>
  )
}
