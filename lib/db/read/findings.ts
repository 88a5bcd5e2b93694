import { Prisma, type PrismaClient } from '../generated/client'
import { bytesOf, hexOf } from '../hex'

/** A check of the newest audit of an epoch or a period that did not pass, with its evidence. */
export interface Finding {
  program: string
  programName: string
  epoch: bigint
  /** label of the period; undefined for an epoch */
  period: string | undefined
  /** block of the audit */
  blockNumber: bigint
  /** stable id of the catalogue */
  checkId: string
  /** fail | indeterminate */
  verdict: string
  summary: string
  evidence: unknown
}

export interface FindingPosition {
  blockNumber: bigint
  program: string
  epoch: bigint
  checkId: string
}

export interface FindingFilter {
  /** address of a program, lower-case */
  program?: string
  epoch?: bigint
  checkId?: string
  verdicts: readonly string[]
}

interface Row {
  program: Uint8Array
  name: string
  epoch: bigint
  period: string | null
  block_number: bigint
  check_id: string
  verdict: string
  summary: string
  evidence: unknown
}

/** The audits that count, up to a block where one is given: of an epoch that was closed twice the last. */
export function newestAudits(chainId: bigint, to?: bigint): Prisma.Sql {
  const upTo = to === undefined ? Prisma.empty : Prisma.sql`AND block_number <= ${to}`
  return Prisma.sql`(SELECT DISTINCT ON (program, epoch) chain_id, program, epoch, block_number FROM audit
    WHERE chain_id = ${chainId} ${upTo} ORDER BY program, epoch, block_number DESC)`
}

/** The condition of a filter on `audit_check c`. */
export function chosenChecks({ program, epoch, checkId, verdicts }: FindingFilter): Prisma.Sql {
  return Prisma.sql`c.verdict = ANY(${[...verdicts]})
    ${program === undefined ? Prisma.empty : Prisma.sql`AND c.program = ${bytesOf(program)}`}
    ${epoch === undefined ? Prisma.empty : Prisma.sql`AND c.epoch = ${epoch}`}
    ${checkId === undefined ? Prisma.empty : Prisma.sql`AND c.check_id = ${checkId}`}`
}

/** Findings of all programs, newest audit first: the first `limit` of them, or those after a place. */
export async function getFindings(
  db: PrismaClient,
  chainId: bigint,
  filter: FindingFilter,
  { after, limit }: { after?: FindingPosition; limit: number },
): Promise<Finding[]> {
  const place = after
    ? Prisma.sql`AND (c.block_number < ${after.blockNumber} OR c.block_number = ${after.blockNumber}
        AND (c.program, c.epoch, c.check_id) > (${bytesOf(after.program)}, ${after.epoch}, ${after.checkId}))`
    : Prisma.empty
  const rows = await db.$queryRaw<Row[]>`
    SELECT c.program, g.name, c.epoch, p.label AS period, c.block_number, c.check_id, c.verdict, c.summary, c.evidence
    FROM ${newestAudits(chainId)} a
    JOIN audit_check c USING (chain_id, program, epoch, block_number)
    JOIN program g ON g.chain_id = c.chain_id AND g.address = c.program
    LEFT JOIN period p ON p.chain_id = c.chain_id AND p.program = c.program AND p.epoch = c.epoch
      AND p.block_number = c.block_number
    WHERE ${chosenChecks(filter)} ${place}
    ORDER BY c.block_number DESC, c.program, c.epoch, c.check_id LIMIT ${limit}`
  return rows.map((row) => ({
    program: hexOf(row.program),
    programName: row.name,
    epoch: row.epoch,
    period: row.period ?? undefined,
    blockNumber: row.block_number,
    checkId: row.check_id,
    verdict: row.verdict,
    summary: row.summary,
    evidence: row.evidence,
  }))
}

/** How many findings there are by check, most first, before the choice of a check; and how many rows of evidence. */
export async function countFindings(
  db: PrismaClient,
  chainId: bigint,
  filter: FindingFilter,
): Promise<{ checkId: string; verdict: string; findings: number; rows: number }[]> {
  return db.$queryRaw`
    SELECT c.check_id AS "checkId", c.verdict, count(*)::int AS findings,
      sum(jsonb_array_length(c.evidence))::int AS rows
    FROM ${newestAudits(chainId)} a
    JOIN audit_check c USING (chain_id, program, epoch, block_number)
    WHERE ${chosenChecks({ ...filter, checkId: undefined })}
    GROUP BY c.check_id, c.verdict ORDER BY findings DESC, c.check_id`
}
