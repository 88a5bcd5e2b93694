import type { ClientBase } from 'pg'
import type { BlockRange } from '@/lib/audit/facts'
import type { AuditedBlock } from '@/lib/audit/types'
import { hexOf } from '../hex'

/** A stored block; undefined where it is not stored. */
export async function findBlock(
  client: ClientBase,
  chainId: bigint,
  number: bigint,
): Promise<AuditedBlock | undefined> {
  const { rows } = await client.query<{ hash: Buffer; timestamp: bigint }>(
    'SELECT hash, timestamp FROM block WHERE chain_id = $1 AND number = $2',
    [chainId, number],
  )
  return rows[0] && { number, hash: hexOf(rows[0].hash), timestamp: rows[0].timestamp }
}

/** How much of the blocks is stored, and where one is not the child of the one before. */
export async function readRange(
  client: ClientBase,
  chainId: bigint,
  from: bigint,
  to: bigint,
): Promise<BlockRange | undefined> {
  const first = await findBlock(client, chainId, from)
  if (first === undefined) return undefined
  const range = [chainId, from, to]
  const { rows: held } = await client.query<{ held: bigint }>(
    'SELECT count(*) AS held FROM block WHERE chain_id = $1 AND number BETWEEN $2 AND $3',
    range,
  )
  const { rows: unlinked } = await client.query<{ number: bigint }>(
    `SELECT b.number FROM block b
     LEFT JOIN block p ON p.chain_id = b.chain_id AND p.number = b.number - 1
     WHERE b.chain_id = $1 AND b.number > $2 AND b.number <= $3 AND p.hash IS DISTINCT FROM b.parent_hash
     ORDER BY b.number`,
    range,
  )
  return { first, held: held[0]?.held ?? 0n, unlinked: unlinked.map(({ number }) => number) }
}
