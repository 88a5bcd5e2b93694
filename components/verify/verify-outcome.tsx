'use client'

import { useEffect, useState } from 'react'
import { Verdict } from '@/components/chips/verdict'
import { type Column, DataTable } from '@/components/table/data-table'
import { KeyValue, KeyValues } from '@/components/text/key-values'
import { Section } from '@/components/text/page-header'
import type { Evidence, Verdict as VerdictWord } from '@/lib/audit/types'
import { integer } from '@/lib/format/numbers'
import type { Outcome, VerifiedCheck } from './messages'

interface VerifyOutcomeProps {
  outcome: Outcome
  program: string
  epoch: bigint
}

/** What the visitor's own computer made of the chain: the comparison, the verdicts with their evidence, and the ground. */
export function VerifyOutcome({ outcome, program, epoch }: VerifyOutcomeProps) {
  const { comparison, checks, unanswerable } = outcome
  const failing = ordered(checks).filter(({ evidence }) => evidence.length > 0)
  return (
    <div className="verify-outcome">
      {comparison && <Comparison comparison={comparison} />}
      <Section
        title="Audit"
        note={`${checks.length} checks, made in this browser`}
        aside={<Download outcome={outcome} program={program} epoch={epoch} />}
      >
        <Checks checks={ordered(checks)} />
        {unanswerable.length > 0 && (
          <ul className="cannot-know">
            {unanswerable.map(({ id, name, reason }) => (
              <li key={id} className="note">
                <b>{name}</b> <code>{id}</code> cannot be known: {reason}
              </li>
            ))}
          </ul>
        )}
      </Section>
      {failing.map((check) => (
        <Section
          key={check.id}
          title={`Evidence: ${check.name}`}
          note={`${check.id}, ${integer(check.deviations)} deviating`}
        >
          <EvidenceRows rows={check.evidence} label={`Evidence of ${check.name}`} />
        </Section>
      ))}
      <Ground outcome={outcome} />
    </div>
  )
}

function Comparison({ comparison: { sentence, difference } }: Required<Pick<Outcome, 'comparison'>>) {
  return (
    <Section title="Comparison" note="with the given report, byte for byte">
      <p className="comparison" role="status">
        <Verdict kind={difference ? 'fail' : 'pass'} word={difference ? 'differs' : 'identical'} /> {sentence}
      </p>
      {difference && (
        <KeyValues>
          <KeyValue name="First byte that differs">{integer(difference.byte)}</KeyValue>
          <KeyValue name="Where in the report">
            <code>{difference.path ?? 'in form alone'}</code>
          </KeyValue>
          <KeyValue name="The given report has">
            <code>{difference.given}</code>
          </KeyValue>
          <KeyValue name="The chain gives">
            <code>{difference.rebuilt}</code>
          </KeyValue>
        </KeyValues>
      )}
    </Section>
  )
}

function Checks({ checks }: { checks: VerifiedCheck[] }) {
  const columns: Column<VerifiedCheck>[] = [
    { id: 'verdict', header: 'Verdict', cell: ({ verdict }) => <Verdict kind={verdict} /> },
    {
      id: 'check',
      header: 'Check',
      rowHeader: true,
      cell: ({ id, name }) => (
        <span className="check-name">
          {name} <code className="dim">{id}</code>
        </span>
      ),
    },
    { id: 'summary', header: 'What was found', wrap: true, fill: true, cell: ({ summary }) => summary },
  ]
  return (
    <div className="check-table">
      <DataTable label="Checks" columns={columns} rows={checks} rowKey={({ id }) => id} stack />
    </div>
  )
}

function EvidenceRows({ rows, label }: { rows: Evidence[]; label: string }) {
  const unit = (text: string, word: string | undefined) => (word === undefined ? text : `${text} ${word}`)
  const columns: Column<Evidence & { key: string }>[] = [
    { id: 'subject', header: 'What deviates', rowHeader: true, wrap: true, cell: ({ subject }) => subject },
    {
      id: 'expected',
      header: 'Expected',
      wrap: true,
      cell: (row) => <span className="breaking">{unit(row.expected, row.unit)}</span>,
    },
    {
      id: 'actual',
      header: 'Actual',
      wrap: true,
      cell: (row) => <span className="breaking">{unit(row.actual, row.unit)}</span>,
    },
    {
      id: 'place',
      header: 'Where',
      wrap: true,
      cell: (row) => <span className="breaking">{placeOf(row)}</span>,
    },
  ]
  const keyed = rows.map((row, at) => ({ ...row, key: `${at}` }))
  return <DataTable label={label} columns={columns} rows={keyed} rowKey={({ key }) => key} stack />
}

function placeOf({ blockNumber, transactionHash, logIndex }: Evidence): string {
  const parts = [
    blockNumber !== undefined && `block ${integer(blockNumber)}`,
    transactionHash !== undefined && `transaction ${transactionHash}`,
    logIndex !== undefined && `log ${logIndex}`,
  ].filter((part) => part !== false)
  return parts.length === 0 ? '–' : parts.join(', ')
}

function Ground({
  outcome: { last, final, headers, blocks, believed, payments, paid, chainId },
}: {
  outcome: Outcome
}) {
  return (
    <Section title="What it stands on">
      <KeyValues>
        <KeyValue name="Chain">{String(chainId)}, as the node says</KeyValue>
        <KeyValue name="Last block">
          {integer(last.number)} <code className="mono">{last.hash}</code>
          <span className="note">{finality(final)}: compare this hash with any other source</span>
        </KeyValue>
        <KeyValue name="Headers">{integer(headers)} hashed again, each the child of the one before</KeyValue>
        <KeyValue name="Blocks">
          {integer(blocks)} with transactions and receipts held against their roots
        </KeyValue>
        <KeyValue name="Paid">
          {integer(paid)} wei in {integer(payments)} payments
        </KeyValue>
        <KeyValue name="Not verified">
          {believed.length === 0 ? (
            'nothing: the node answered for all state'
          ) : (
            <ul>
              {believed.map((fact) => (
                <li key={fact}>The node no longer has {fact}; the given report was believed.</li>
              ))}
            </ul>
          )}
        </KeyValue>
      </KeyValues>
    </Section>
  )
}

function Download({ outcome: { report, chainId }, program, epoch }: VerifyOutcomeProps) {
  const [href, setHref] = useState<string>()
  useEffect(() => {
    const url = URL.createObjectURL(new Blob([report], { type: 'application/json' }))
    setHref(url)
    return () => URL.revokeObjectURL(url)
  }, [report])
  return (
    <a href={href} download={`report-${chainId}-${program}-${epoch}.json`}>
      Download the report
    </a>
  )
}

function finality(final: boolean | undefined): string {
  if (final === undefined) return 'finality unknown'
  return final ? 'final' : 'not final yet'
}

const severity: Record<VerdictWord, number> = { fail: 0, indeterminate: 1, pass: 2 }

/** What fails first, then what cannot be known. */
function ordered(checks: readonly VerifiedCheck[]): VerifiedCheck[] {
  return checks.toSorted((a, b) => severity[a.verdict] - severity[b.verdict])
}
