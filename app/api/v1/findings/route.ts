import { database } from '@/app/database'
import { type EvidenceRow, evidenceRow } from '@/components/payouts/evidence'
import { filterOf, findingsQuery, positionText } from '@/components/payouts/findings-query'
import { countEvidence, type ExportedEvidence, exportEvidence } from '@/lib/db/read/export-findings'
import { getFindings } from '@/lib/db/read/findings'
import { json, respond } from '../answer'
import { EXPORT_FORMATS, type ExportColumn, exportResponse } from '../export'
import { rangeOf } from '../export-range'
import { chainOf, limitOf, queryOf, wordOf } from '../request'

export const dynamic = 'force-dynamic'

/** One line of the export; what cannot be told of it is left out. */
type Line = Omit<ExportedEvidence, 'evidence'> & Partial<Omit<EvidenceRow, 'blockNumber'>> & { at?: bigint }

const columns: readonly ExportColumn<Line>[] = [
  { name: 'program', cell: (row) => row.program },
  { name: 'epoch', integer: true, cell: (row) => row.epoch },
  { name: 'audited_block', integer: true, cell: (row) => row.blockNumber },
  { name: 'check', cell: (row) => row.checkId },
  { name: 'verdict', cell: (row) => row.verdict },
  { name: 'summary', cell: (row) => row.summary },
  { name: 'subject', cell: (row) => row.subject },
  { name: 'expected', cell: (row) => row.expected },
  { name: 'actual', cell: (row) => row.actual },
  { name: 'unit', cell: (row) => row.unit },
  { name: 'block', integer: true, cell: (row) => row.at },
  { name: 'transaction', cell: (row) => row.transactionHash },
  { name: 'log_index', integer: true, cell: (row) => row.logIndex },
]

/**
 * Checks that did not pass, by `program`, `epoch`, `check` and `severity`: a page of them, newest first, as JSON, or all of
 * them with `format` csv, ndjson or parquet, one row of evidence a line, audit by audit in the order of the chain.
 */
export const GET = (request: Request) =>
  respond(async () => {
    const given = queryOf(request)
    const { chainId } = await chainOf(given)
    const query = findingsQuery(given)
    const filter = filterOf(query)
    const db = database()
    const format = wordOf(given, 'format', ['json', ...EXPORT_FORMATS])
    if (format === 'json') {
      const limit = limitOf(given)
      const findings = await getFindings(db, chainId, filter, { after: query.after, limit })
      const last = findings.at(-1)
      const next = findings.length === limit && last ? positionText(last) : undefined
      return json(200, { chainId, findings, next })
    }
    const range = await rangeOf(db, chainId, given)
    const { severity, program, epoch, check } = query
    return exportResponse(db, format, {
      name: `findings-${chainId}`,
      chainId,
      ...range,
      rows: await countEvidence(db, chainId, filter, range),
      more: [
        `checks that ${SEVERITY_WORDS[severity]}`,
        ...(program === undefined ? [] : [`program ${program}`]),
        ...(epoch === undefined ? [] : [`epoch ${epoch}`]),
        ...(check === undefined ? [] : [`check ${check}`]),
      ],
      columns,
      source: lines(exportEvidence(db, chainId, filter, range)),
    })
  })

async function* lines(rows: AsyncIterable<ExportedEvidence>): AsyncGenerator<Line, void> {
  for await (const { evidence, ...row } of rows) {
    const { blockNumber: at, ...facts } = evidenceRow(evidence) ?? {}
    yield { ...row, ...facts, at }
  }
}

const SEVERITY_WORDS = {
  fail: 'failed',
  indeterminate: 'cannot be known',
  all: 'failed or cannot be known',
} as const
