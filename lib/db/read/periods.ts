import { Prisma, type PrismaClient } from '../generated/client'
import { bytesOf } from '../hex'

/** A period of a program that is audited by periods, as its newest audit has it. */
export interface Period {
  /** its number: a day, a grant, a month as 202611 */
  epoch: bigint
  label: string
  /** unix seconds, from (inclusive) to (exclusive); undefined for one without an end */
  startsAt: bigint | undefined
  endsAt: bigint | undefined
  /** undefined where it could not be audited */
  firstBlock: bigint | undefined
  lastBlock: bigint
  /** blocks that are linked and searched, with the one before the period */
  linked: bigint | undefined
  /** entries of the published list that it was held against */
  listEntries: number | undefined
  /** why it could not be audited, in a sentence */
  refusal: string | undefined
  /** block of its newest audit, and that block's time in unix seconds */
  auditedIn: bigint
  auditedAt: bigint
  /** how often it was audited */
  audits: number
  /** pass | fail | indeterminate; undefined where it could not be audited */
  verdict: string | undefined
  /** by that audit, in the token's smallest unit */
  payments: number
  paid: bigint
  /** checks of that audit by their verdicts */
  checks: { pass: number; fail: number; indeterminate: number }
}

interface Row {
  epoch: bigint
  label: string
  starts_at: bigint | null
  ends_at: bigint | null
  first_block: bigint | null
  last_block: bigint
  linked: bigint | null
  list_entries: number | null
  refusal: string | null
  block_number: bigint
  timestamp: bigint
  audits: number
  verdict: string | null
  payments: number | null
  paid: string | null
  passed: number
  failed: number
  unsure: number
}

/** Periods of a program, newest first: the newest before `before`, or those next after `after`, where one is given. */
export async function getPeriods(
  db: PrismaClient,
  chainId: bigint,
  program: string,
  { before, after, limit }: { before?: bigint; after?: bigint; limit: number },
): Promise<Period[]> {
  if (before !== undefined)
    return queryPeriods(db, chainId, program, Prisma.sql`AND epoch < ${before}`, limit)
  if (after === undefined) return queryPeriods(db, chainId, program, Prisma.empty, limit)
  return queryPeriods(db, chainId, program, Prisma.sql`AND epoch > ${after}`, limit, Prisma.sql`ASC`)
}

/** One period of a program by its newest audit, or undefined. */
export async function findPeriod(
  db: PrismaClient,
  chainId: bigint,
  program: string,
  epoch: bigint,
): Promise<Period | undefined> {
  return (await queryPeriods(db, chainId, program, Prisma.sql`AND epoch = ${epoch}`, 1))[0]
}

async function queryPeriods(
  db: PrismaClient,
  chainId: bigint,
  program: string,
  condition: Prisma.Sql,
  limit: number,
  order = Prisma.sql`DESC`,
): Promise<Period[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT p.epoch, p.label, p.starts_at, p.ends_at, p.first_block, p.last_block, p.linked, p.list_entries, p.refusal,
      p.block_number, b.timestamp, n.audits, a.verdict, (a.totals->>'payments')::int AS payments, a.totals->>'paid' AS paid,
      c.passed, c.failed, c.unsure
    FROM (
      SELECT DISTINCT ON (epoch) * FROM period
      WHERE chain_id = ${chainId} AND program = ${bytesOf(program)} ${condition}
      ORDER BY epoch ${order}, block_number DESC LIMIT ${limit}) p
    JOIN block b ON b.chain_id = p.chain_id AND b.number = p.block_number
    LEFT JOIN audit a ON a.chain_id = p.chain_id AND a.program = p.program AND a.epoch = p.epoch
      AND a.block_number = p.block_number
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS audits FROM period x
      WHERE x.chain_id = p.chain_id AND x.program = p.program AND x.epoch = p.epoch) n
    CROSS JOIN LATERAL (
      SELECT count(*) FILTER (WHERE verdict = 'pass')::int AS passed, count(*) FILTER (WHERE verdict = 'fail')::int AS failed,
        count(*) FILTER (WHERE verdict = 'indeterminate')::int AS unsure
      FROM audit_check x WHERE x.chain_id = p.chain_id AND x.program = p.program AND x.epoch = p.epoch
        AND x.block_number = p.block_number) c
    ORDER BY p.epoch DESC`
  return rows.map(toPeriod)
}

function toPeriod(row: Row): Period {
  return {
    epoch: row.epoch,
    label: row.label,
    startsAt: row.starts_at ?? undefined,
    endsAt: row.ends_at ?? undefined,
    firstBlock: row.first_block ?? undefined,
    lastBlock: row.last_block,
    linked: row.linked ?? undefined,
    listEntries: row.list_entries ?? undefined,
    refusal: row.refusal ?? undefined,
    auditedIn: row.block_number,
    auditedAt: row.timestamp,
    audits: row.audits,
    verdict: row.verdict ?? undefined,
    payments: row.payments ?? 0,
    paid: BigInt(row.paid ?? 0),
    checks: { pass: row.passed, fail: row.failed, indeterminate: row.unsure },
  }
}
