import type { ClientBase } from 'pg'

/**
 * The lowest block, `start` or above, from which all up to `last` are stored without a gap. Blocks of a chain that is followed were
 * stored as children of each other.
 */
export async function findRunStart(
  client: ClientBase,
  chainId: bigint,
  start: bigint,
  last: bigint,
): Promise<bigint> {
  const { rows } = await client.query<{ number: bigint }>(
    `SELECT number FROM block b WHERE chain_id = $1 AND number BETWEEN $2 AND $3
       AND NOT EXISTS (SELECT 1 FROM block p WHERE p.chain_id = $1 AND p.number = b.number - 1 AND p.number >= $2)
     ORDER BY number DESC LIMIT 1`,
    [chainId, start, last],
  )
  return rows[0]?.number ?? last + 1n
}

/** The first stored block, up to `last`, at or after a moment in unix seconds. */
export async function findBlockAt(
  client: ClientBase,
  chainId: bigint,
  timestamp: bigint,
  last: bigint,
): Promise<bigint | undefined> {
  const { rows } = await client.query<{ number: bigint }>(
    `SELECT number FROM block WHERE chain_id = $1 AND timestamp >= $2 AND number <= $3
     ORDER BY timestamp, number LIMIT 1`,
    [chainId, timestamp, last],
  )
  return rows[0]?.number
}
