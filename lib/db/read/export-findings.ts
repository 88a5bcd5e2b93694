import { Prisma, type PrismaClient } from '../generated/client'
import { bytesOf, hexOf } from '../hex'
import type { ExportRange } from './export-rows'
import { chosenChecks, type FindingFilter, newestAudits } from './findings'
import { walk } from './walk'

const PAGE = 2000

/** A row of a finding's evidence; a finding without evidence is one row, whose `evidence` is null. */
export interface ExportedEvidence {
  program: string
  epoch: bigint
  /** block of the audit */
  blockNumber: bigint
  checkId: string
  verdict: string
  summary: string
  /** place in the evidence of the finding, from 1 */
  ordinal: bigint
  evidence: unknown
}

/** Findings of the audits in a range of blocks, one line a row of evidence. */
function evidence(chainId: bigint, filter: FindingFilter, { from, to }: ExportRange): Prisma.Sql {
  return Prisma.sql`
    FROM ${newestAudits(chainId, to)} a
    JOIN audit_check c USING (chain_id, program, epoch, block_number)
    LEFT JOIN LATERAL jsonb_array_elements(c.evidence) WITH ORDINALITY e (evidence, ordinal) ON true
    WHERE ${chosenChecks(filter)} AND c.block_number >= ${from}`
}

export async function countEvidence(
  db: PrismaClient,
  chainId: bigint,
  filter: FindingFilter,
  range: ExportRange,
): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count ${evidence(chainId, filter, range)}`
  return row?.count ?? 0
}

/** The evidence of findings, audit by audit in the order of the chain. */
export function exportEvidence(
  db: PrismaClient,
  chainId: bigint,
  filter: FindingFilter,
  range: ExportRange,
): AsyncGenerator<ExportedEvidence, void> {
  return walk(PAGE, async (after: ExportedEvidence | undefined) => {
    const place = after
      ? Prisma.sql`AND (c.block_number, c.program, c.epoch, c.check_id, coalesce(e.ordinal, 1)) >
          (${after.blockNumber}, ${bytesOf(after.program)}, ${after.epoch}, ${after.checkId}, ${after.ordinal})`
      : Prisma.empty
    const rows = await db.$queryRaw<(Omit<ExportedEvidence, 'program'> & { program: Uint8Array })[]>`
      SELECT c.program, c.epoch, c.block_number AS "blockNumber", c.check_id AS "checkId", c.verdict, c.summary,
        coalesce(e.ordinal, 1) AS ordinal, e.evidence
      ${evidence(chainId, filter, range)} ${place}
      ORDER BY c.block_number, c.program, c.epoch, c.check_id, coalesce(e.ordinal, 1) LIMIT ${PAGE}`
    return rows.map((row) => ({ ...row, program: hexOf(row.program) }))
  })
}
