import { Prisma, type PrismaClient } from '../generated/client'
import { bytesOf, hexOf } from '../hex'
import { unitOf } from './units'

/** A payout program with the token that it pays in. */
export interface Program {
  address: string
  blockNumber: bigint
  /** adapter: "personhood-pay" */
  kind: string
  name: string
  token: string
  tokenSymbol: string | undefined
  /** undefined where the token does not say */
  tokenDecimals: number | undefined
  /** undefined for kinds that are audited by periods: who pays is among their parts */
  treasury: string | undefined
  /** contracts and accounts by their names, of kinds that are audited by periods: "identity" */
  parts: Record<string, string>
  /** what such a program says of itself in numbers: "deadline" */
  figures: Record<string, bigint>
}

/** A program in the list: its epochs or periods, what it has budgeted and paid so far, and what its last audit said. */
export interface ProgramSummary extends Program {
  /** epochs opened, or periods audited */
  epochs: number
  payments: number
  /** undefined for kinds that are audited by periods */
  budget: bigint | undefined
  paid: bigint
  /** with the label of a period */
  lastAudit: { epoch: bigint; period: string | undefined; verdict: string } | undefined
}

/** The newest known token balance of a program or its treasury. */
export interface ProgramBalance {
  holder: string
  token: string
  blockNumber: bigint
  timestamp: bigint | undefined
  balance: bigint
}

interface ProgramRow {
  address: Uint8Array
  block_number: bigint
  kind: string
  name: string
  token: Uint8Array
  token_symbol: string | null
  token_decimals: number | null
  treasury: Uint8Array | null
  parts: Record<string, string> | null
  figures: Record<string, string> | null
}

interface SummaryRow extends ProgramRow {
  epochs: number
  payments: number
  budget: string
  paid: string
  audit_epoch: bigint | null
  audit_period: string | null
  audit_verdict: string | null
}

/** All programs of a chain in the order of their creation. */
export async function getPrograms(db: PrismaClient, chainId: bigint): Promise<ProgramSummary[]> {
  return querySummaries(db, chainId, Prisma.empty)
}

/** A program with its sums, or undefined. */
export async function findProgramSummary(
  db: PrismaClient,
  chainId: bigint,
  address: string,
): Promise<ProgramSummary | undefined> {
  return (await querySummaries(db, chainId, Prisma.sql`AND p.address = ${bytesOf(address)}`))[0]
}

async function querySummaries(
  db: PrismaClient,
  chainId: bigint,
  condition: Prisma.Sql,
): Promise<ProgramSummary[]> {
  const rows = await db.$queryRaw<SummaryRow[]>`
    SELECT p.address, p.block_number, p.kind, p.name, p.token, p.treasury, p.parts, p.figures,
      t.symbol AS token_symbol, t.decimals AS token_decimals,
      (coalesce(e.epochs, 0) + coalesce(d.periods, 0))::int AS epochs, coalesce(e.budget, 0)::text AS budget,
      coalesce(y.payments, 0)::int AS payments, coalesce(y.paid, 0)::text AS paid,
      a.epoch AS audit_epoch, a.label AS audit_period, a.verdict AS audit_verdict
    FROM program p
    LEFT JOIN token t ON t.chain_id = p.chain_id AND t.address = p.token
    LEFT JOIN LATERAL (
      SELECT count(*) AS epochs, sum(budget) AS budget FROM (
        SELECT DISTINCT ON (epoch) budget FROM epoch WHERE chain_id = p.chain_id AND program = p.address
        ORDER BY epoch, block_number, log_index) opened) e ON true
    LEFT JOIN LATERAL (
      SELECT count(DISTINCT epoch) AS periods FROM period
      WHERE chain_id = p.chain_id AND program = p.address) d ON true
    LEFT JOIN LATERAL (
      SELECT count(*) AS payments, sum(amount) AS paid FROM payment
      WHERE chain_id = p.chain_id AND program = p.address) y ON true
    LEFT JOIN LATERAL (
      SELECT x.epoch, x.verdict, q.label FROM audit x LEFT JOIN period q USING (chain_id, program, epoch, block_number)
      WHERE x.chain_id = p.chain_id AND x.program = p.address
      ORDER BY x.block_number DESC, x.epoch DESC LIMIT 1) a ON true
    WHERE p.chain_id = ${chainId} ${condition} ORDER BY p.block_number, p.log_index`
  return rows.map((row) => ({
    ...toProgram(row),
    epochs: row.epochs,
    payments: row.payments,
    budget: row.treasury === null ? undefined : BigInt(row.budget),
    paid: BigInt(row.paid),
    lastAudit:
      row.audit_epoch === null || row.audit_verdict === null
        ? undefined
        : { epoch: row.audit_epoch, period: row.audit_period ?? undefined, verdict: row.audit_verdict },
  }))
}

/** A program by its address, or undefined. */
export async function findProgram(
  db: PrismaClient,
  chainId: bigint,
  address: string,
): Promise<Program | undefined> {
  const [row] = await db.$queryRaw<ProgramRow[]>`
    SELECT p.address, p.block_number, p.kind, p.name, p.token, p.treasury, p.parts, p.figures,
      t.symbol AS token_symbol, t.decimals AS token_decimals
    FROM program p LEFT JOIN token t ON t.chain_id = p.chain_id AND t.address = p.token
    WHERE p.chain_id = ${chainId} AND p.address = ${bytesOf(address)}`
  return row ? toProgram(row) : undefined
}

/** The newest balance of each holder that the program is accounted by. */
export async function getProgramBalances(
  db: PrismaClient,
  chainId: bigint,
  program: string,
): Promise<ProgramBalance[]> {
  const rows = await db.$queryRaw<
    {
      holder: Uint8Array
      token: Uint8Array
      block_number: bigint
      timestamp: bigint | null
      balance: string
    }[]
  >`
    SELECT DISTINCT ON (p.holder, p.token) p.holder, p.token, p.block_number, b.timestamp,
      p.balance::text AS balance
    FROM program_balance p LEFT JOIN block b ON b.chain_id = p.chain_id AND b.number = p.block_number
    WHERE p.chain_id = ${chainId} AND p.program = ${bytesOf(program)}
    ORDER BY p.holder, p.token, p.block_number DESC`
  return rows.map((row) => ({
    holder: hexOf(row.holder),
    token: hexOf(row.token),
    blockNumber: row.block_number,
    timestamp: row.timestamp ?? undefined,
    balance: BigInt(row.balance),
  }))
}

function toProgram(row: ProgramRow): Program {
  const { symbol, decimals } = unitOf({
    kind: row.kind,
    symbol: row.token_symbol,
    decimals: row.token_decimals,
  })
  return {
    address: hexOf(row.address),
    blockNumber: row.block_number,
    kind: row.kind,
    name: row.name,
    token: hexOf(row.token),
    tokenSymbol: symbol,
    tokenDecimals: decimals,
    treasury: row.treasury ? hexOf(row.treasury) : undefined,
    parts: row.parts ?? {},
    figures: Object.fromEntries(
      Object.entries(row.figures ?? {}).map(([name, value]) => [name, BigInt(value)]),
    ),
  }
}
