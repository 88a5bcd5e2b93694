import type { ClientBase } from 'pg'
import type { Hex } from '@/lib/chain/types'
import { bytesOf, hexOf } from '../hex'

/** The last block stored of a chain that is followed. */
export interface Checkpoint {
  number: bigint
  hash: Hex
}

/** Where a chain goes on; undefined before its first batch. */
export async function findCheckpoint(client: ClientBase, chainId: bigint): Promise<Checkpoint | undefined> {
  const { rows } = await client.query<{ block_number: bigint; block_hash: Buffer }>(
    'SELECT block_number, block_hash FROM checkpoint WHERE chain_id = $1',
    [chainId],
  )
  const row = rows[0]
  return row && { number: row.block_number, hash: hexOf(row.block_hash) }
}

/** Moves the checkpoint, or removes it where undefined. Runs in the transaction of the rows that it stands for. */
export async function moveCheckpoint(
  client: ClientBase,
  chainId: bigint,
  to: Checkpoint | undefined,
): Promise<void> {
  if (to === undefined) {
    await client.query('DELETE FROM checkpoint WHERE chain_id = $1', [chainId])
    return
  }
  await client.query(
    `INSERT INTO checkpoint (chain_id, block_number, block_hash) VALUES ($1, $2, $3)
     ON CONFLICT (chain_id) DO UPDATE SET block_number = excluded.block_number, block_hash = excluded.block_hash`,
    [chainId, to.number, bytesOf(to.hash)],
  )
}
