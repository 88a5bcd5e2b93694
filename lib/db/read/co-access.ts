import { decodeAccess } from '@/lib/parallelism/codec'
import type { CoAccess } from '@/lib/parallelism/discovery/co-access'
import type { PrismaClient } from '../generated/client'
import { hexOf } from '../hex'
import type { BlockRange } from './metrics'

/** What transactions of a range touched: of its newest blocks, as many as the limit allows. */
export interface CoAccessRange extends BlockRange {
  /** blocks with access sets in it */
  blocks: number
  /** unix seconds of the first and the last block */
  fromTimestamp: bigint
  toTimestamp: bigint
  /** hash of the last block */
  hash: string
  sources: string[]
  transactions: CoAccess[]
  /** false where older blocks of the range asked for are left out */
  whole: boolean
}

interface BlockRow {
  number: bigint
  hash: Uint8Array
  timestamp: bigint
  source: string
  transaction_count: number
}

/** Blocks whose access sets are in memory at once. */
const CHUNK = 50

/** How much of a range is read: its newest blocks. */
export interface CoAccessLimits {
  blocks: number
  /** reached by a single block, that block is read all the same */
  transactions: number
}

/**
 * Which contracts the transactions of a range touched, and their gas, from the stored access sets. Undefined where the range
 * has no access sets.
 */
export async function findCoAccess(
  db: PrismaClient,
  chainId: bigint,
  range: BlockRange,
  limits: CoAccessLimits,
): Promise<CoAccessRange | undefined> {
  const listed = await db.$queryRaw<BlockRow[]>`
    SELECT b.number, b.hash, b.timestamp, a.source, b.transaction_count
    FROM block b JOIN block_access a ON a.chain_id = b.chain_id AND a.block_number = b.number
    WHERE b.chain_id = ${chainId} AND b.number BETWEEN ${range.from} AND ${range.to}
    ORDER BY b.number DESC LIMIT ${limits.blocks + 1}`
  let count = 0
  const blocks = listed.slice(0, limits.blocks).filter((block, at) => {
    count += block.transaction_count
    return at === 0 || count <= limits.transactions
  })
  const [last] = blocks
  const first = blocks.at(-1)
  if (last === undefined || first === undefined) return undefined
  const transactions: CoAccess[] = []
  for (let at = 0; at < blocks.length; at += CHUNK) {
    transactions.push(...(await chunk(db, chainId, blocks.slice(at, at + CHUNK))))
  }
  return {
    from: first.number,
    to: last.number,
    blocks: blocks.length,
    fromTimestamp: first.timestamp,
    toTimestamp: last.timestamp,
    hash: hexOf(last.hash),
    sources: [...new Set(blocks.map(({ source }) => source))],
    transactions,
    whole: blocks.length === listed.length,
  }
}

/** What tells one state of a range from another: how many blocks it has, and the hash of the last. */
export async function findExtent(
  db: PrismaClient,
  chainId: bigint,
  range: BlockRange,
): Promise<{ blocks: number; hash: string }> {
  const where = { chainId, number: { gte: range.from, lte: range.to } }
  const [blocks, last] = await Promise.all([
    db.block.count({ where }),
    db.block.findFirst({ where, orderBy: { number: 'desc' }, select: { hash: true } }),
  ])
  return { blocks, hash: last ? hexOf(last.hash) : '' }
}

async function chunk(db: PrismaClient, chainId: bigint, blocks: readonly BlockRow[]): Promise<CoAccess[]> {
  const to = blocks[0]?.number ?? 0n
  const from = blocks.at(-1)?.number ?? 0n
  const [packed, gas] = await Promise.all([
    db.blockAccess.findMany({
      where: { chainId, blockNumber: { gte: from, lte: to } },
      orderBy: { blockNumber: 'asc' },
      select: { blockNumber: true, data: true },
    }),
    db.transaction.findMany({
      where: { chainId, blockNumber: { gte: from, lte: to } },
      orderBy: [{ blockNumber: 'asc' }, { index: 'asc' }],
      select: { blockNumber: true, gasUsed: true },
    }),
  ])
  const ofBlock = new Map<bigint, bigint[]>()
  for (const { blockNumber, gasUsed } of gas) {
    const list = ofBlock.get(blockNumber)
    if (list === undefined) ofBlock.set(blockNumber, [gasUsed])
    else list.push(gasUsed)
  }
  return packed.flatMap(({ blockNumber, data }) => {
    const used = ofBlock.get(blockNumber) ?? []
    return decodeAccess(data).map(({ contracts }, at) => ({ gas: used[at] ?? 0n, contracts }))
  })
}
