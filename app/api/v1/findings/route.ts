import { database } from '@/app/database'
import { type EvidenceRow, evidenceRows } from '@/components/payouts/evidence'
import { filterOf, findingsQuery } from '@/components/payouts/findings-query'
import type { PrismaClient } from '@/lib/db/generated/client'
import {
  countFindings,
  type Finding,
  type FindingFilter,
  type FindingPosition,
  getFindings,
} from '@/lib/db/read/findings'
import { json, respond } from '../answer'
import { type CsvColumn, csvResponse } from '../csv'
import { chainOf, limitOf, queryOf, wordOf } from '../request'
import { exportStatement } from '../statement'

export const dynamic = 'force-dynamic'

const EXPORT_PAGE = 200

interface Row {
  finding: Finding
  row: Partial<EvidenceRow>
}

const columns: readonly CsvColumn<Row>[] = [
  { name: 'program', cell: ({ finding }) => finding.program },
  { name: 'epoch', cell: ({ finding }) => finding.epoch },
  { name: 'audited_block', cell: ({ finding }) => finding.blockNumber },
  { name: 'check', cell: ({ finding }) => finding.checkId },
  { name: 'verdict', cell: ({ finding }) => finding.verdict },
  { name: 'summary', cell: ({ finding }) => finding.summary },
  { name: 'subject', cell: ({ row }) => row.subject ?? '' },
  { name: 'expected', cell: ({ row }) => row.expected ?? '' },
  { name: 'actual', cell: ({ row }) => row.actual ?? '' },
  { name: 'unit', cell: ({ row }) => row.unit ?? '' },
  { name: 'block', cell: ({ row }) => row.blockNumber ?? '' },
  { name: 'transaction', cell: ({ row }) => row.transactionHash ?? '' },
  { name: 'log_index', cell: ({ row }) => row.logIndex ?? '' },
]

/** Checks that did not pass, newest first, by `program`, `check` and `severity`; as CSV one row of evidence a line, all of them. */
export const GET = (request: Request) =>
  respond(async () => {
    const given = queryOf(request)
    const { chainId, indexedHead } = await chainOf(given)
    const query = findingsQuery(given)
    const filter = filterOf(query)
    const db = database()
    if (wordOf(given, 'format', ['json', 'csv']) === 'json') {
      const limit = limitOf(given)
      const findings = await getFindings(db, chainId, filter, { after: query.after, limit })
      const last = findings.at(-1)
      const next =
        findings.length === limit && last ? `${last.blockNumber}.${last.program}.${last.checkId}` : undefined
      return json(200, { chainId, findings, next })
    }
    const rows: Row[] = []
    for await (const finding of allFindings(db, chainId, filter)) {
      const evidence = evidenceRows(finding.evidence)
      rows.push(
        ...(evidence.length === 0 ? [{ finding, row: {} }] : evidence.map((row) => ({ finding, row }))),
      )
    }
    const counts = await countFindings(db, chainId, filter)
    const more = [`${counts.reduce((sum, { findings }) => sum + findings, 0)} findings`]
    const to = indexedHead ?? 0n
    return csvResponse({
      name: `findings-${chainId}`,
      statement: await exportStatement(db, { chainId, from: 0n, to, rows: rows.length, more }),
      columns,
      rows,
    })
  })

async function* allFindings(
  db: PrismaClient,
  chainId: bigint,
  filter: FindingFilter,
): AsyncGenerator<Finding> {
  let after: FindingPosition | undefined
  for (;;) {
    const page = await getFindings(db, chainId, filter, { after, limit: EXPORT_PAGE })
    yield* page
    after = page.at(-1)
    if (page.length < EXPORT_PAGE) return
  }
}
