import type { ClientBase } from 'pg'
import type { LogSource, PlacedLog } from '@/lib/audit/adapters/adapter'
import { bytesOf, hexOf } from '../hex'

interface Row {
  block_number: bigint
  index: number
  transaction_index: number
  hash: Buffer
  timestamp: bigint
  address: Buffer
  topics: (Buffer | null)[]
  data: Buffer
}

/** The logs of some sources in the stored blocks `from` to `to`, placed, in chain order. */
export async function readSourceLogs(
  client: ClientBase,
  chainId: bigint,
  sources: readonly LogSource[],
  { from, to }: { from: bigint; to: bigint },
): Promise<PlacedLog[]> {
  const values: unknown[] = [chainId, from, to]
  const { rows } = await client.query<Row>(
    `SELECT l.block_number, l.index, l.transaction_index, t.hash, b.timestamp, l.address, l.data,
       ARRAY[l.topic0, l.topic1, l.topic2, l.topic3] AS topics
     FROM log l
     JOIN block b ON b.chain_id = l.chain_id AND b.number = l.block_number
     JOIN transaction t
       ON t.chain_id = l.chain_id AND t.block_number = l.block_number AND t.index = l.transaction_index
     WHERE l.chain_id = $1 AND l.block_number BETWEEN $2 AND $3 AND ${ofSources(sources, values)}
     ORDER BY l.block_number, l.index`,
    values,
  )
  return rows.map((row) => ({
    at: {
      blockNumber: row.block_number,
      logIndex: row.index,
      transactionIndex: row.transaction_index,
      transactionHash: hexOf(row.hash),
      timestamp: row.timestamp,
    },
    address: hexOf(row.address),
    topics: row.topics.flatMap((topic) => (topic === null ? [] : [hexOf(topic)])),
    data: hexOf(row.data),
  }))
}

/** Whether a log of some sources lies above a block. */
export async function hasSourceLogs(
  client: ClientBase,
  chainId: bigint,
  sources: readonly LogSource[],
  above: bigint,
): Promise<boolean> {
  const values: unknown[] = [chainId, above]
  const { rowCount } = await client.query(
    `SELECT 1 FROM log l WHERE l.chain_id = $1 AND l.block_number > $2 AND ${ofSources(sources, values)} LIMIT 1`,
    values,
  )
  return rowCount === 1
}

/** That a log is one of the sources: `isFrom` of lib/audit/adapters/common/logs in SQL. The values are added to the list. */
function ofSources(sources: readonly LogSource[], values: unknown[]): string {
  const value = (given: unknown) => `$${values.push(given)}`
  const conditions = sources.map(({ address, topics = [] }) => {
    const any = topics.flatMap((wanted, at) =>
      wanted === null ? [] : [`l.topic${at} = ANY(${value(wanted.map((topic) => bytesOf(topic)))}::bytea[])`],
    )
    return `(${[`l.address = ${value(bytesOf(address))}`, ...any].join(' AND ')})`
  })
  return conditions.length === 0 ? 'false' : `(${conditions.join(' OR ')})`
}
