import type { ClientBase } from 'pg'

const MINUTE = 60n

/**
 * Makes the rollups of the minutes that hold these timestamps (unix seconds) anew, and those of their hours and days.
 * Runs in the transaction that wrote or removed the blocks, so that blocks and sums are never seen apart.
 */
export async function rollUp(
  client: ClientBase,
  chainId: bigint,
  timestamps: Iterable<bigint>,
): Promise<void> {
  const minutes = new Set<bigint>()
  for (const timestamp of timestamps) minutes.add(timestamp - (timestamp % MINUTE))
  if (minutes.size === 0) return
  await client.query('SELECT roll_up($1, $2::bigint[])', [chainId, [...minutes].map(String)])
}

/** First seconds of the minutes that hold the blocks above `number`. */
export async function minutesAbove(client: ClientBase, chainId: bigint, number: bigint): Promise<bigint[]> {
  const { rows } = await client.query<{ minute: bigint }>(
    'SELECT DISTINCT timestamp - timestamp % 60 AS minute FROM block WHERE chain_id = $1 AND number > $2',
    [chainId, number],
  )
  return rows.map(({ minute }) => minute)
}
