import { DEFAULT_POLICY } from '@/lib/parallelism/types'
import { Prisma, type PrismaClient } from '../generated/client'
import { bytesOf, hexOf } from '../hex'

/** A block as lists show it, with its metrics under the default policy (absent where it has none). */
export interface BlockSummary {
  number: bigint
  hash: string
  timestamp: bigint
  transactionCount: number
  gasUsed: bigint
  gasLimit: bigint
  /** traced | access list | estimated */
  source: string
  criticalPathGas: bigint | undefined
  conflictedTxs: number | undefined
  dependentTxs: number | undefined
}

/** A check of a block that was made before it was stored. */
export interface BlockCheck {
  /** headerHash, parentHash, transactionsRoot, … */
  id: string
  /** pass | indeterminate */
  verdict: string
  reason: string | undefined
}

export interface BlockRecord {
  number: bigint
  hash: string
  parentHash: string
  timestamp: bigint
  miner: string
  gasUsed: bigint
  gasLimit: bigint
  baseFeePerGas: bigint | undefined
  size: number | undefined
  transactionCount: number
  stateRoot: string
  transactionsRoot: string
  receiptsRoot: string
  extraData: string
  source: string
  checks: BlockCheck[]
}

interface SummaryRow {
  number: bigint
  hash: Uint8Array
  timestamp: bigint
  transaction_count: number
  gas_used: bigint
  gas_limit: bigint
  source: string
  critical_path_gas: bigint | null
  conflicted_txs: number | null
  dependent_txs: number | null
}

/** Where a page of blocks stands: below a number, above one, or at the newest. */
export interface BlockCursor {
  before?: bigint
  after?: bigint
}

/** Up to `limit` stored blocks at the cursor, newest first. */
export async function getBlocks(
  db: PrismaClient,
  chainId: bigint,
  cursor: BlockCursor,
  limit: number,
): Promise<BlockSummary[]> {
  const upwards = cursor.after !== undefined
  const where = upwards
    ? Prisma.sql`AND b.number > ${cursor.after}`
    : cursor.before !== undefined
      ? Prisma.sql`AND b.number < ${cursor.before}`
      : Prisma.empty
  const direction = upwards ? Prisma.sql`ASC` : Prisma.sql`DESC`
  const rows = await db.$queryRaw<SummaryRow[]>`
    SELECT b.number, b.hash, b.timestamp, b.transaction_count, b.gas_used, b.gas_limit, b.source,
      m.critical_path_gas, m.conflicted_txs, m.dependent_txs
    FROM block b
    LEFT JOIN block_metrics m ON m.chain_id = b.chain_id AND m.block_number = b.number AND m.policy = ${DEFAULT_POLICY}
    WHERE b.chain_id = ${chainId} ${where}
    ORDER BY b.number ${direction} LIMIT ${limit}`
  if (upwards) rows.reverse()
  return rows.map((row) => ({
    number: row.number,
    hash: hexOf(row.hash),
    timestamp: row.timestamp,
    transactionCount: row.transaction_count,
    gasUsed: row.gas_used,
    gasLimit: row.gas_limit,
    source: row.source,
    criticalPathGas: row.critical_path_gas ?? undefined,
    conflictedTxs: row.conflicted_txs ?? undefined,
    dependentTxs: row.dependent_txs ?? undefined,
  }))
}

/** Numbers of the lowest and the highest stored block and how many are stored; undefined before the first. */
export async function findStoredRange(
  db: PrismaClient,
  chainId: bigint,
): Promise<{ lowest: bigint; highest: bigint } | undefined> {
  const { _min, _max } = await db.block.aggregate({
    where: { chainId },
    _min: { number: true },
    _max: { number: true },
  })
  return _min.number === null || _max.number === null
    ? undefined
    : { lowest: _min.number, highest: _max.number }
}

/** The stored blocks next to a number, below and above it, however far. */
export async function findNeighbours(
  db: PrismaClient,
  chainId: bigint,
  number: bigint,
): Promise<{ previous: bigint | undefined; next: bigint | undefined }> {
  const select = { number: true }
  const [previous, next] = await Promise.all([
    db.block.findFirst({ where: { chainId, number: { lt: number } }, orderBy: { number: 'desc' }, select }),
    db.block.findFirst({ where: { chainId, number: { gt: number } }, orderBy: { number: 'asc' }, select }),
  ])
  return { previous: previous?.number, next: next?.number }
}

function checksOf(verification: unknown): BlockCheck[] {
  if (typeof verification !== 'object' || verification === null) return []
  return Object.entries(verification).map(([id, check]: [string, unknown]) => {
    const known = typeof check === 'object' && check !== null ? check : {}
    return {
      id,
      verdict: 'verdict' in known && typeof known.verdict === 'string' ? known.verdict : 'indeterminate',
      reason: 'reason' in known && typeof known.reason === 'string' ? known.reason : undefined,
    }
  })
}

/** A block by its number, or by its hash (0x and 64 hex digits). */
export async function findBlock(
  db: PrismaClient,
  chainId: bigint,
  id: bigint | string,
): Promise<BlockRecord | undefined> {
  const row = await db.block.findFirst({
    where: typeof id === 'bigint' ? { chainId, number: id } : { chainId, hash: bytesOf(id) },
  })
  if (row === null) return undefined
  return {
    number: row.number,
    hash: hexOf(row.hash),
    parentHash: hexOf(row.parentHash),
    timestamp: row.timestamp,
    miner: hexOf(row.miner),
    gasUsed: row.gasUsed,
    gasLimit: row.gasLimit,
    baseFeePerGas: row.baseFeePerGas === null ? undefined : BigInt(row.baseFeePerGas.toFixed(0)),
    size: row.size ?? undefined,
    transactionCount: row.transactionCount,
    stateRoot: hexOf(row.stateRoot),
    transactionsRoot: hexOf(row.transactionsRoot),
    receiptsRoot: hexOf(row.receiptsRoot),
    extraData: hexOf(row.extraData),
    source: row.source,
    checks: checksOf(row.verification),
  }
}
