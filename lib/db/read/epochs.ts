import { Prisma, type PrismaClient } from '../generated/client'
import { bytesOf, hexOf } from '../hex'

/** An epoch as it was opened, what was paid in it, and how it was closed. */
export interface Epoch {
  epoch: bigint
  /** block of the opening */
  blockNumber: bigint
  /** unix seconds of that block */
  openedAt: bigint
  budget: bigint
  cap: bigint
  /** unix seconds by the schedule */
  opensAt: bigint
  closesAt: bigint
  tableHash: string
  payments: number
  paid: bigint
  close: EpochClose | undefined
  /** pass | fail | indeterminate; undefined until the epoch has been audited */
  verdict: string | undefined
}

/** What the program itself said at the close. */
export interface EpochClose {
  blockNumber: bigint
  closedAt: bigint
  paid: bigint
  reclaimed: bigint
}

/** The snapshot of a region, and what was paid to it. */
export interface EpochRegion {
  region: number
  name: string
  population: bigint
  /** basis points */
  need: number
  /** basis points */
  geography: number
  root: string
  active: bigint
  payments: number
  paid: bigint
}

interface EpochRow {
  epoch: bigint
  block_number: bigint
  opened_at: bigint
  budget: string
  cap: string
  opens_at: bigint
  closes_at: bigint
  table_hash: Uint8Array
  payments: number
  paid: string
  close_block: bigint | null
  closed_at: bigint | null
  close_paid: string | null
  close_reclaimed: string | null
  verdict: string | null
}

interface RegionRow {
  region: number
  name: string
  population: bigint
  need: number
  geography: number
  root: Uint8Array
  active: bigint
  payments: number
  paid: string
}

/**
 * Epochs of a program, newest first: the newest before `before`, or those next after `after`, where one is given. An
 * epoch opened twice is listed once.
 */
export async function getEpochs(
  db: PrismaClient,
  chainId: bigint,
  program: string,
  options: { before?: bigint; after?: bigint; limit: number },
): Promise<Epoch[]> {
  const { before, after, limit } = options
  if (before !== undefined) return queryEpochs(db, chainId, program, Prisma.sql`AND epoch < ${before}`, limit)
  if (after === undefined) return queryEpochs(db, chainId, program, Prisma.empty, limit)
  return queryEpochs(db, chainId, program, Prisma.sql`AND epoch > ${after}`, limit, Prisma.sql`ASC`)
}

/** One epoch of a program at its first opening, or undefined. */
export async function findEpoch(
  db: PrismaClient,
  chainId: bigint,
  program: string,
  epoch: bigint,
): Promise<Epoch | undefined> {
  return (await queryEpochs(db, chainId, program, Prisma.sql`AND epoch = ${epoch}`, 1))[0]
}

/** The regions of an epoch by id, with what was paid to each. */
export async function getEpochRegions(
  db: PrismaClient,
  chainId: bigint,
  program: string,
  epoch: bigint,
): Promise<EpochRegion[]> {
  const address = bytesOf(program)
  const rows = await db.$queryRaw<RegionRow[]>`
    SELECT r.*, coalesce(y.payments, 0)::int AS payments, coalesce(y.paid, 0)::text AS paid
    FROM (
      SELECT DISTINCT ON (region) region, name, population, need, geography, root, active FROM epoch_region
      WHERE chain_id = ${chainId} AND program = ${address} AND epoch = ${epoch}
      ORDER BY region, block_number) r
    LEFT JOIN (
      SELECT region, count(*) AS payments, sum(amount) AS paid FROM payment
      WHERE chain_id = ${chainId} AND program = ${address} AND epoch = ${epoch}
      GROUP BY region) y ON y.region = r.region
    ORDER BY r.region`
  return rows.map((row) => ({
    region: row.region,
    name: row.name,
    population: row.population,
    need: row.need,
    geography: row.geography,
    root: hexOf(row.root),
    active: row.active,
    payments: row.payments,
    paid: BigInt(row.paid),
  }))
}

async function queryEpochs(
  db: PrismaClient,
  chainId: bigint,
  program: string,
  condition: Prisma.Sql,
  limit: number,
  order = Prisma.sql`DESC`,
): Promise<Epoch[]> {
  const address = bytesOf(program)
  const rows = await db.$queryRaw<EpochRow[]>`
    SELECT e.epoch, e.block_number, b.timestamp AS opened_at, e.budget::text AS budget, e.cap::text AS cap,
      e.opens_at, e.closes_at, e.table_hash, coalesce(y.payments, 0)::int AS payments,
      coalesce(y.paid, 0)::text AS paid, c.block_number AS close_block, c.timestamp AS closed_at,
      c.paid::text AS close_paid, c.reclaimed::text AS close_reclaimed, a.verdict
    FROM (
      SELECT DISTINCT ON (epoch) * FROM epoch
      WHERE chain_id = ${chainId} AND program = ${address} ${condition}
      ORDER BY epoch ${order}, block_number, log_index LIMIT ${limit}) e
    JOIN block b ON b.chain_id = e.chain_id AND b.number = e.block_number
    LEFT JOIN LATERAL (
      SELECT count(*) AS payments, sum(amount) AS paid FROM payment
      WHERE chain_id = e.chain_id AND program = e.program AND epoch = e.epoch) y ON true
    LEFT JOIN LATERAL (
      SELECT x.block_number, x.paid, x.reclaimed, k.timestamp FROM epoch_close x
      JOIN block k ON k.chain_id = x.chain_id AND k.number = x.block_number
      WHERE x.chain_id = e.chain_id AND x.program = e.program AND x.epoch = e.epoch
      ORDER BY x.block_number LIMIT 1) c ON true
    LEFT JOIN LATERAL (
      SELECT verdict FROM audit WHERE chain_id = e.chain_id AND program = e.program AND epoch = e.epoch
      ORDER BY block_number DESC LIMIT 1) a ON true
    ORDER BY e.epoch DESC`
  return rows.map(toEpoch)
}

function toEpoch(row: EpochRow): Epoch {
  return {
    epoch: row.epoch,
    blockNumber: row.block_number,
    openedAt: row.opened_at,
    budget: BigInt(row.budget),
    cap: BigInt(row.cap),
    opensAt: row.opens_at,
    closesAt: row.closes_at,
    tableHash: hexOf(row.table_hash),
    payments: row.payments,
    paid: BigInt(row.paid),
    close: toClose(row),
    verdict: row.verdict ?? undefined,
  }
}

function toClose(row: EpochRow): EpochClose | undefined {
  if (row.close_block === null || row.closed_at === null) return undefined
  if (row.close_paid === null || row.close_reclaimed === null) return undefined
  return {
    blockNumber: row.close_block,
    closedAt: row.closed_at,
    paid: BigInt(row.close_paid),
    reclaimed: BigInt(row.close_reclaimed),
  }
}
