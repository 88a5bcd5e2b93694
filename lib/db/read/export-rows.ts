import { Prisma, type PrismaClient } from '../generated/client'
import { bytesOf, hexOf } from '../hex'
import { walk } from './walk'

const PAGE = 5000

/** Blocks of an export, both included. */
export interface ExportRange {
  from: bigint
  to: bigint
}

/** The blocks that are stored up to the indexed head; undefined where there is none. */
export async function storedRange(db: PrismaClient, chainId: bigint): Promise<ExportRange | undefined> {
  const { _min, _max } = await db.block.aggregate({
    where: { chainId },
    _min: { number: true },
    _max: { number: true },
  })
  return _min.number === null || _max.number === null ? undefined : { from: _min.number, to: _max.number }
}

const within = ({ from, to }: ExportRange) => ({ gte: from, lte: to })

export function countBlocks(db: PrismaClient, chainId: bigint, range: ExportRange): Promise<number> {
  return db.block.count({ where: { chainId, number: within(range) } })
}

/** The headers of blocks, in order. */
export function exportBlocks(db: PrismaClient, chainId: bigint, range: ExportRange) {
  return walk(PAGE, async (after: { number: bigint } | undefined) => {
    const rows = await db.block.findMany({
      where: {
        chainId,
        number: { gte: after === undefined ? range.from : after.number + 1n, lte: range.to },
      },
      orderBy: { number: 'asc' },
      take: PAGE,
    })
    return rows
  })
}

export function countMetrics(
  db: PrismaClient,
  chainId: bigint,
  policy: string,
  range: ExportRange,
): Promise<number> {
  return db.blockMetrics.count({ where: { chainId, policy, blockNumber: within(range) } })
}

/** The metrics of blocks under a policy, in order. */
export function exportMetrics(db: PrismaClient, chainId: bigint, policy: string, range: ExportRange) {
  return walk(PAGE, async (after: { blockNumber: bigint } | undefined) => {
    const rows = await db.blockMetrics.findMany({
      where: {
        chainId,
        policy,
        blockNumber: { gte: after === undefined ? range.from : after.blockNumber + 1n, lte: range.to },
      },
      orderBy: { blockNumber: 'asc' },
      take: PAGE,
    })
    return rows
  })
}

/** One thing that a program or one of its parts said. */
export interface ExportedEvent {
  blockNumber: bigint
  logIndex: number
  timestamp: bigint
  transactionHash: string
  emitter: string
  event: string
  epoch: bigint | null
  args: unknown
}

export function countProgramEvents(
  db: PrismaClient,
  chainId: bigint,
  program: string,
  range: ExportRange,
): Promise<number> {
  return db.programEvent.count({
    where: { chainId, program: bytesOf(program), blockNumber: within(range) },
  })
}

export function exportProgramEvents(
  db: PrismaClient,
  chainId: bigint,
  program: string,
  range: ExportRange,
): AsyncGenerator<ExportedEvent, void> {
  return walk(PAGE, async (after: ExportedEvent | undefined) => {
    const place = after
      ? Prisma.sql`AND (e.block_number, e.log_index) > (${after.blockNumber}, ${after.logIndex})`
      : Prisma.empty
    const rows = await db.$queryRaw<
      (Omit<ExportedEvent, 'transactionHash' | 'emitter'> & { hash: Uint8Array; emitter: Uint8Array })[]
    >`
      SELECT e.block_number AS "blockNumber", e.log_index AS "logIndex", b.timestamp, t.hash, e.emitter, e.event,
        e.epoch, e.args
      FROM program_event e
      JOIN block b ON b.chain_id = e.chain_id AND b.number = e.block_number
      JOIN transaction t ON t.chain_id = e.chain_id AND t.block_number = e.block_number
        AND t.index = e.transaction_index
      WHERE e.chain_id = ${chainId} AND e.program = ${bytesOf(program)}
        AND e.block_number BETWEEN ${range.from} AND ${range.to} ${place}
      ORDER BY e.block_number, e.log_index LIMIT ${PAGE}`
    return rows.map(({ hash, emitter, ...row }) => ({
      ...row,
      transactionHash: hexOf(hash),
      emitter: hexOf(emitter),
    }))
  })
}

/** A movement of a token from or to an account. */
export interface ExportedTransfer {
  blockNumber: bigint
  logIndex: number
  batchIndex: number
  timestamp: bigint
  transactionHash: string
  token: string
  standard: string
  from: string
  to: string
  amount: string
  tokenId: string | null
}

const ofAccount = (account: Uint8Array) => Prisma.sql`(x."from" = ${account} OR x."to" = ${account})`

export async function countTransfers(
  db: PrismaClient,
  chainId: bigint,
  address: string,
  { from, to }: ExportRange,
): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM token_transfer x
    WHERE x.chain_id = ${chainId} AND x.block_number BETWEEN ${from} AND ${to} AND ${ofAccount(bytesOf(address))}`
  return row?.count ?? 0
}

export function exportTransfers(
  db: PrismaClient,
  chainId: bigint,
  address: string,
  range: ExportRange,
): AsyncGenerator<ExportedTransfer, void> {
  type Row = Omit<ExportedTransfer, 'transactionHash' | 'token' | 'from' | 'to'> &
    Record<'hash' | 'token' | 'from' | 'to', Uint8Array>
  return walk(PAGE, async (after: ExportedTransfer | undefined) => {
    const place = after
      ? Prisma.sql`AND (x.block_number, x.log_index, x.batch_index) >
          (${after.blockNumber}, ${after.logIndex}, ${after.batchIndex})`
      : Prisma.empty
    const rows = await db.$queryRaw<Row[]>`
      SELECT x.block_number AS "blockNumber", x.log_index AS "logIndex", x.batch_index AS "batchIndex", b.timestamp,
        t.hash, x.token, x.standard, x."from", x."to", x.amount::text AS amount, x.token_id::text AS "tokenId"
      FROM token_transfer x
      JOIN block b ON b.chain_id = x.chain_id AND b.number = x.block_number
      JOIN transaction t ON t.chain_id = x.chain_id AND t.block_number = x.block_number
        AND t.index = x.transaction_index
      WHERE x.chain_id = ${chainId} AND x.block_number BETWEEN ${range.from} AND ${range.to}
        AND ${ofAccount(bytesOf(address))} ${place}
      ORDER BY x.block_number, x.log_index, x.batch_index LIMIT ${PAGE}`
    return rows.map(({ hash, token, from, to, ...row }) => ({
      ...row,
      transactionHash: hexOf(hash),
      token: hexOf(token),
      from: hexOf(from),
      to: hexOf(to),
    }))
  })
}
