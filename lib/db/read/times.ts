import type { PrismaClient } from '../generated/client'
import type { BlockRange, TimeRange } from './span'

/** Timestamps of two blocks that are stored, unix seconds; undefined where one is not. */
export async function findTimes(
  db: PrismaClient,
  chainId: bigint,
  { from, to }: BlockRange,
): Promise<{ first: bigint; last: bigint } | undefined> {
  const rows = await db.block.findMany({
    where: { chainId, number: { in: [from, to] } },
    select: { number: true, timestamp: true },
  })
  const first = rows.find(({ number }) => number === from)?.timestamp
  const last = rows.find(({ number }) => number === to)?.timestamp
  return first === undefined || last === undefined ? undefined : { first, last }
}

/** The first and the last block stored of a stretch of time; undefined where there is none. */
export async function findBlocksWithin(
  db: PrismaClient,
  chainId: bigint,
  { since, until }: TimeRange,
): Promise<BlockRange | undefined> {
  const [row] = await db.$queryRaw<{ from: bigint | null; to: bigint | null }[]>`
    SELECT
      (SELECT number FROM block WHERE chain_id = ${chainId} AND timestamp >= ${since} AND timestamp < ${until}
       ORDER BY timestamp, number LIMIT 1) AS "from",
      (SELECT number FROM block WHERE chain_id = ${chainId} AND timestamp >= ${since} AND timestamp < ${until}
       ORDER BY timestamp DESC, number DESC LIMIT 1) AS "to"`
  if (!row || row.from === null || row.to === null) return undefined
  return { from: row.from, to: row.to }
}

/** The first stored block at or after a number and the last at or before another; undefined where none lies between. */
export async function findStoredEnds(
  db: PrismaClient,
  chainId: bigint,
  { from, to }: BlockRange,
): Promise<BlockRange | undefined> {
  const [row] = await db.$queryRaw<{ from: bigint | null; to: bigint | null }[]>`
    SELECT min(number) AS "from", max(number) AS "to" FROM block
    WHERE chain_id = ${chainId} AND number BETWEEN ${from} AND ${to}`
  if (!row || row.from === null || row.to === null) return undefined
  return { from: row.from, to: row.to }
}
