import type { LogSource } from '@/lib/audit/adapters/adapter'
import { Prisma, type PrismaClient } from '../generated/client'
import { bytesOf } from '../hex'

/** How many logs of some sources are stored since a moment in unix seconds. */
export async function countSourceLogs(
  db: PrismaClient,
  chainId: bigint,
  sources: readonly LogSource[],
  since: bigint,
): Promise<number> {
  if (sources.length === 0) return 0
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM log l
    WHERE l.chain_id = ${chainId} AND l.block_number >= (
        SELECT coalesce(min(number), 0) FROM block WHERE chain_id = ${chainId} AND timestamp >= ${since})
      AND (${Prisma.join(sources.map(isFrom), ' OR ')})`
  return row?.count ?? 0
}

const TOPICS = ['topic0', 'topic1', 'topic2', 'topic3'].map((name) => Prisma.raw(`l.${name}`))

/** `isFrom` of lib/audit/adapters/common/logs as a condition. */
function isFrom({ address, topics = [] }: LogSource): Prisma.Sql {
  const any = topics.flatMap((wanted, at) => {
    const column = TOPICS[at]
    return wanted === null || column === undefined
      ? []
      : [Prisma.sql`${column} IN (${Prisma.join(wanted.map((topic) => bytesOf(topic)))})`]
  })
  return Prisma.sql`(${Prisma.join([Prisma.sql`l.address = ${bytesOf(address)}`, ...any], ' AND ')})`
}
