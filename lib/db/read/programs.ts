import { Prisma, type PrismaClient } from '../generated/client'
import { bytesOf, hexOf } from '../hex'

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
  treasury: string
}

/** A program in the list: what it has opened, budgeted and paid so far, and what its last audit said. */
export interface ProgramSummary extends Program {
  epochs: number
  payments: number
  budget: bigint
  paid: bigint
  lastAudit: { epoch: bigint; verdict: string } | undefined
}

/** The newest known token balance of a program or its treasury. */
export interface ProgramBalance {
  holder: string
  token: string
  blockNumber: bigint
  timestamp: bigint | undefined
  balance: bigint
}

/** Something that a program or one of its parts said, decoded. */
export interface ProgramEvent {
  blockNumber: bigint
  logIndex: number
  timestamp: bigint
  transactionHash: string
  /** sender of that transaction */
  sender: string
  emitter: string
  event: string
  epoch: bigint | undefined
  args: unknown
}

interface ProgramRow {
  address: Uint8Array
  block_number: bigint
  kind: string
  name: string
  token: Uint8Array
  token_symbol: string | null
  token_decimals: number | null
  treasury: Uint8Array
}

interface SummaryRow extends ProgramRow {
  epochs: number
  payments: number
  budget: string
  paid: string
  audit_epoch: bigint | null
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
    SELECT p.address, p.block_number, p.kind, p.name, p.token, p.treasury,
      t.symbol AS token_symbol, t.decimals AS token_decimals,
      coalesce(e.epochs, 0)::int AS epochs, coalesce(e.budget, 0)::text AS budget,
      coalesce(y.payments, 0)::int AS payments, coalesce(y.paid, 0)::text AS paid,
      a.epoch AS audit_epoch, a.verdict AS audit_verdict
    FROM program p
    LEFT JOIN token t ON t.chain_id = p.chain_id AND t.address = p.token
    LEFT JOIN LATERAL (
      SELECT count(*) AS epochs, sum(budget) AS budget FROM (
        SELECT DISTINCT ON (epoch) budget FROM epoch WHERE chain_id = p.chain_id AND program = p.address
        ORDER BY epoch, block_number, log_index) opened) e ON true
    LEFT JOIN LATERAL (
      SELECT count(*) AS payments, sum(amount) AS paid FROM payment
      WHERE chain_id = p.chain_id AND program = p.address) y ON true
    LEFT JOIN LATERAL (
      SELECT epoch, verdict FROM audit WHERE chain_id = p.chain_id AND program = p.address
      ORDER BY block_number DESC, epoch DESC LIMIT 1) a ON true
    WHERE p.chain_id = ${chainId} ${condition} ORDER BY p.block_number, p.log_index`
  return rows.map((row) => ({
    ...toProgram(row),
    epochs: row.epochs,
    payments: row.payments,
    budget: BigInt(row.budget),
    paid: BigInt(row.paid),
    lastAudit:
      row.audit_epoch === null || row.audit_verdict === null
        ? undefined
        : { epoch: row.audit_epoch, verdict: row.audit_verdict },
  }))
}

/** A program by its address, or undefined. */
export async function findProgram(
  db: PrismaClient,
  chainId: bigint,
  address: string,
): Promise<Program | undefined> {
  const [row] = await db.$queryRaw<ProgramRow[]>`
    SELECT p.address, p.block_number, p.kind, p.name, p.token, p.treasury,
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

/** Events of the named kinds, newest first, with who sent the transaction. */
export async function getProgramEvents(
  db: PrismaClient,
  chainId: bigint,
  program: string,
  events: readonly string[],
  limit: number,
): Promise<ProgramEvent[]> {
  const rows = await db.$queryRaw<
    {
      block_number: bigint
      log_index: number
      timestamp: bigint
      hash: Uint8Array
      sender: Uint8Array
      emitter: Uint8Array
      event: string
      epoch: bigint | null
      args: unknown
    }[]
  >`
    SELECT e.block_number, e.log_index, b.timestamp, t.hash, t."from" AS sender, e.emitter, e.event, e.epoch, e.args
    FROM program_event e
    JOIN block b ON b.chain_id = e.chain_id AND b.number = e.block_number
    JOIN transaction t ON t.chain_id = e.chain_id AND t.block_number = e.block_number AND t.index = e.transaction_index
    WHERE e.chain_id = ${chainId} AND e.program = ${bytesOf(program)} AND e.event IN (${Prisma.join([...events])})
    ORDER BY e.block_number DESC, e.log_index DESC LIMIT ${limit}`
  return rows.map((row) => ({
    blockNumber: row.block_number,
    logIndex: row.log_index,
    timestamp: row.timestamp,
    transactionHash: hexOf(row.hash),
    sender: hexOf(row.sender),
    emitter: hexOf(row.emitter),
    event: row.event,
    epoch: row.epoch ?? undefined,
    args: row.args,
  }))
}

function toProgram(row: ProgramRow): Program {
  return {
    address: hexOf(row.address),
    blockNumber: row.block_number,
    kind: row.kind,
    name: row.name,
    token: hexOf(row.token),
    tokenSymbol: row.token_symbol ?? undefined,
    tokenDecimals: row.token_decimals ?? undefined,
    treasury: hexOf(row.treasury),
  }
}
