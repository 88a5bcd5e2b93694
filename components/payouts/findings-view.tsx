import Link from 'next/link'
import { Verdict, verdictKind } from '@/components/chips/verdict'
import { Choice, Option } from '@/components/parallelism/view-controls'
import { Exports } from '@/components/table/exports'
import { Pagination } from '@/components/table/pagination'
import { Section } from '@/components/text/page-header'
import { EmptyState } from '@/components/text/states'
import { describeCheck } from '@/lib/audit/catalogue'
import type { Finding } from '@/lib/db/read/findings'
import type { Program } from '@/lib/db/read/programs'
import { checksum, shorten } from '@/lib/format/hex'
import { integer } from '@/lib/format/numbers'
import { type Base, path } from '@/lib/format/paths'
import { periodTitle } from '@/lib/format/periods'
import { evidenceRows } from './evidence'
import { EvidenceTable } from './evidence-table'
import { type FindingsQuery, queryText, type Severity } from './findings-query'

interface FindingsViewProps {
  findings: Finding[]
  /** how many there are by check, under the severity and the program chosen */
  counts: { checkId: string; verdict: string; findings: number; rows: number }[]
  programs: Pick<Program, 'address' | 'name'>[]
  query: FindingsQuery
  more: boolean
  chainId: bigint
  base: Base
}

const severities: [Severity, string][] = [
  ['fail', 'failed'],
  ['indeterminate', 'cannot be known'],
  ['all', 'both'],
]

/** What deviates, over all programs: each check that did not pass, with the rows of its evidence. */
export function FindingsView({ findings, counts, programs, query, more, chainId, base }: FindingsViewProps) {
  const to = (change: Partial<FindingsQuery>) =>
    `${path.findings(base)}${queryText({ ...query, after: undefined, ...change })}`
  const shown = counts.filter(({ checkId }) => query.check === undefined || checkId === query.check)
  const total = shown.reduce((sum, { findings }) => sum + findings, 0)
  const rows = shown.reduce((sum, { rows }) => sum + rows, 0)
  const last = findings.at(-1)
  return (
    <>
      <nav className="view-controls" aria-label="What is shown">
        <Choice name="Checks that">
          {severities.map(([severity, word]) => (
            <Option key={severity} href={to({ severity })} current={severity === query.severity}>
              {word}
            </Option>
          ))}
        </Choice>
        <Choice name="Program">
          <Option href={to({ program: undefined, epoch: undefined })} current={query.program === undefined}>
            all
          </Option>
          {programs.map(({ address, name }) => (
            <Option
              key={address}
              href={to({ program: address, epoch: undefined })}
              current={address === query.program}
            >
              {name}
            </Option>
          ))}
        </Choice>
        {query.epoch !== undefined && (
          <Choice name="Epoch or period">
            <Option href={to({ epoch: undefined })} current={false}>
              all
            </Option>
            <Option href={to({})} current>
              {`${query.epoch}`}
            </Option>
          </Choice>
        )}
        {counts.length > 0 && (
          <Choice name="Check">
            <Option href={to({ check: undefined })} current={query.check === undefined}>
              all
            </Option>
            {[...new Set(counts.map(({ checkId }) => checkId))].map((checkId) => (
              <Option key={checkId} href={to({ check: checkId })} current={checkId === query.check}>
                {checkId}
              </Option>
            ))}
          </Choice>
        )}
      </nav>
      {findings.length === 0 ? (
        <EmptyState
          more={
            query.severity === 'fail'
              ? 'A finding appears here when the audit of an epoch or a period that has ended fails a check. What an audit cannot know is told apart from what it found.'
              : undefined
          }
        >
          {query.after ? 'There are no more findings.' : 'Nothing deviates.'}
        </EmptyState>
      ) : (
        <>
          <p className="findings-sum">
            {integer(total)} {total === 1 ? 'finding' : 'findings'}, {integer(rows)}{' '}
            {rows === 1 ? 'row' : 'rows'} of evidence. <Exports href={exportHref(query, chainId)} />
          </p>
          {findings.map((finding) => (
            <One
              key={`${finding.program} ${finding.epoch} ${finding.checkId}`}
              finding={finding}
              base={base}
            />
          ))}
          <Pagination
            words={['First', '← Before', 'Next →']}
            first={query.after ? to({}) : undefined}
            older={more && last ? to({ after: last }) : undefined}
          >
            {integer(findings.length)} of {integer(total)}
          </Pagination>
        </>
      )}
    </>
  )
}

function One({ finding, base }: { finding: Finding; base: Base }) {
  const { program, epoch, checkId, verdict, summary } = finding
  const title = periodTitle(finding)
  const rows = evidenceRows(finding.evidence)
  const name = describeCheck(checkId)?.name ?? checkId
  const href = path.epoch(base, checksum(program), epoch)
  return (
    <Section
      title={
        <Link href={rows.length > 0 ? `${href}#${checkId}` : href} prefetch={false}>
          {name}
        </Link>
      }
      note={
        <>
          <code>{checkId}</code> · {title} ({shorten(checksum(program))})
        </>
      }
      aside={<Verdict kind={verdictKind(verdict)} />}
    >
      <p className="finding-summary">{summary}</p>
      {rows.length > 0 && <EvidenceTable rows={rows} label={`Evidence of ${name}, ${title}`} base={base} />}
    </Section>
  )
}

function exportHref(query: FindingsQuery, chainId: bigint): string {
  const text = new URLSearchParams(queryText({ ...query, after: undefined }))
  text.set('chain', String(chainId))
  return `/api/v1/findings?${text}`
}
