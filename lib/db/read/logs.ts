import type { Hex } from '@/lib/chain/types'
import type { PrismaClient } from '../generated/client'
import { hexOf } from '../hex'

/** A log of a transaction. */
export interface LogRecord {
  /** index in the block */
  index: number
  address: Hex
  topics: Hex[]
  data: Hex
}

/** Up to `limit` logs of a transaction from the log index `from`, in order. */
export async function getTransactionLogs(
  db: PrismaClient,
  chainId: bigint,
  transaction: { blockNumber: bigint; index: number },
  from: number,
  limit: number,
): Promise<LogRecord[]> {
  const rows = await db.log.findMany({
    where: {
      chainId,
      blockNumber: transaction.blockNumber,
      transactionIndex: transaction.index,
      index: { gte: from },
    },
    orderBy: { index: 'asc' },
    take: limit,
  })
  return rows.map((row) => ({
    index: row.index,
    address: hexOf(row.address),
    topics: [row.topic0, row.topic1, row.topic2, row.topic3].flatMap((topic) =>
      topic ? [hexOf(topic)] : [],
    ),
    data: hexOf(row.data),
  }))
}
