import type { ClientBase } from 'pg'
import type { ProgramLog } from '@/lib/audit/adapters/personhood-pay'
import type { NoticeLog } from '@/lib/audit/facts'
import { isNotice, NOTICE_TOPICS } from '@/lib/audit/notices'
import type { ProgramIdentity } from '@/lib/audit/types'
import { bytesOf, hexOf } from '../hex'

/**
 * The logs of some contracts in the blocks below `before`, in chain order, without those that another program has already:
 * a verifier may serve several, and a log is stored once.
 */
export function readLogsBefore(
  client: ClientBase,
  chainId: bigint,
  addresses: readonly string[],
  before: bigint,
): Promise<ProgramLog[]> {
  return readLogs(
    client,
    `l.chain_id = $1 AND l.address = ANY($2) AND l.block_number < $3
       AND NOT EXISTS (SELECT 1 FROM program_event e
         WHERE e.chain_id = l.chain_id AND e.block_number = l.block_number AND e.log_index = l.index)`,
    [chainId, addresses.map(bytesOf), before],
  )
}

/** What the contracts of a program said beside its own events, in the blocks `from` to `upTo`, in chain order. */
export async function readNotices(
  client: ClientBase,
  program: ProgramIdentity,
  from: bigint,
  upTo: bigint,
): Promise<NoticeLog[]> {
  const { chainId, address, treasury, token, verifier } = program
  const logs = await readLogs(
    client,
    'l.chain_id = $1 AND l.block_number BETWEEN $2 AND $3 AND l.address = ANY($4) AND l.topic0 = ANY($5)',
    [
      chainId,
      from,
      upTo,
      [address, treasury, token, verifier].map(bytesOf),
      Object.values(NOTICE_TOPICS).map(bytesOf),
    ],
  )
  return logs
    .map(({ address: contract, index: logIndex, ...log }) => ({ ...log, contract, logIndex }))
    .filter((log) => isNotice(log, program))
}

async function readLogs(client: ClientBase, where: string, values: unknown[]): Promise<ProgramLog[]> {
  const { rows } = await client.query<{
    block_number: bigint
    index: number
    transaction_index: number
    hash: Buffer
    address: Buffer
    topics: (Buffer | null)[]
    data: Buffer
  }>(
    `SELECT l.block_number, l.index, l.transaction_index, t.hash, l.address, l.data,
       ARRAY[l.topic0, l.topic1, l.topic2, l.topic3] AS topics
     FROM log l JOIN transaction t
       ON t.chain_id = l.chain_id AND t.block_number = l.block_number AND t.index = l.transaction_index
     WHERE ${where}
     ORDER BY l.block_number, l.index`,
    values,
  )
  return rows.map((row) => ({
    address: hexOf(row.address),
    topics: row.topics.flatMap((topic) => (topic === null ? [] : [hexOf(topic)])),
    data: hexOf(row.data),
    blockNumber: row.block_number,
    transactionHash: hexOf(row.hash),
    transactionIndex: row.transaction_index,
    index: row.index,
  }))
}
