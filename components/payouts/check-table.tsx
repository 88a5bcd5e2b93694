import { Verdict, verdictKind } from '@/components/chips/verdict'
import { type Column, DataTable } from '@/components/table/data-table'
import { CHECKS, describeCheck } from '@/lib/audit/catalogue'
import type { AuditCheck } from '@/lib/db/read/audits'
import { evidenceRows } from './evidence'

const severity: Record<string, number> = { fail: 0, indeterminate: 1, pass: 2 }
const place = new Map(CHECKS.map(({ id }, i) => [id, i]))

/** Checks as an audit is read: what fails first, then what cannot be known, each in the catalogue's order. */
export function orderedChecks(checks: readonly AuditCheck[]): AuditCheck[] {
  const weight = ({ verdict, checkId }: AuditCheck) =>
    (severity[verdict] ?? 1) * 1000 + (place.get(checkId) ?? CHECKS.length)
  return checks.toSorted((a, b) => weight(a) - weight(b))
}

interface CheckTableProps {
  checks: AuditCheck[]
  /** what has to hold for this kind of program, by the check's id; else as the catalogue has it */
  statements?: ReadonlyMap<string, string>
}

/** Every check of an audit: its verdict, what has to hold, and what was found. */
export function CheckTable({ checks, statements }: CheckTableProps) {
  const columns: Column<AuditCheck>[] = [
    { id: 'verdict', header: 'Verdict', cell: ({ verdict }) => <Verdict kind={verdictKind(verdict)} /> },
    {
      id: 'check',
      header: 'Check',
      rowHeader: true,
      cell: ({ checkId }) => (
        <span className="check-name">
          {describeCheck(checkId)?.name ?? checkId} <code className="dim">{checkId}</code>
        </span>
      ),
    },
    {
      id: 'statement',
      header: 'What has to hold',
      wrap: true,
      cell: ({ checkId }) => (
        <span className="dim">{statements?.get(checkId) ?? describeCheck(checkId)?.statement ?? '–'}</span>
      ),
    },
    {
      id: 'summary',
      header: 'What was found',
      wrap: true,
      cell: (check) => {
        const rows = evidenceRows(check.evidence).length
        return (
          <span>
            {check.summary}{' '}
            {rows > 0 && (
              <a href={`#${check.checkId}`}>{rows === 1 ? 'Evidence' : `Evidence, ${rows} rows`}</a>
            )}
          </span>
        )
      },
    },
  ]
  return (
    <div className="check-table">
      <DataTable
        label="Checks"
        columns={columns}
        rows={orderedChecks(checks)}
        rowKey={({ checkId }) => checkId}
        stack
      />
    </div>
  )
}
