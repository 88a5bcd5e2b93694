import type { ClientBase } from 'pg'
import type { Hex } from '@/lib/chain/types'
import { bytesOf, hexOf } from '../hex'
import { expectCheckpoint } from './batch'
import { type Checkpoint, moveCheckpoint } from './checkpoint'
import { inTransaction, type Writer } from './connection'
import { blockColumn, DERIVED } from './derived'
import { minutesAbove, rollUp } from './rollups'

/** Tables of what programs did: rows of the time before a program was registered leave with its registration. */
const OF_PROGRAMS = [
  'program_event',
  'epoch',
  'epoch_region',
  'epoch_close',
  'payment',
  'period',
  'audit',
  'audit_check',
  'report',
]

export interface Removal {
  /** where the chain stood when the parting was found */
  from: Checkpoint
  /** last block that both chains share; for a chain that shares nothing, the parent of the first block stored */
  common: Checkpoint
  /** hash that the node reports at the block after; undefined where its chain ends there */
  replacedByHash?: string
  detectedAt: Date
}

/**
 * Removes the blocks above the common ancestor with all that follows from them, moves the checkpoint there and writes the
 * reorg log, in one transaction. Returns how many blocks were removed, and where the chain stands now.
 */
export async function removeAbove(
  { client, chainId }: Writer,
  removal: Removal,
): Promise<{ depth: number; checkpoint: Checkpoint | undefined }> {
  const { common } = removal
  return inTransaction(client, async () => {
    await expectCheckpoint(client, chainId, removal.from)
    const { rows: removed } = await client.query<{ hash: Buffer }>(
      'SELECT hash FROM block WHERE chain_id = $1 AND number > $2 ORDER BY number',
      [chainId, common.number],
    )
    await deleteAbove(client, chainId, common.number)
    const { rowCount } = await client.query('SELECT 1 FROM block WHERE chain_id = $1 AND number = $2', [
      chainId,
      common.number,
    ])
    const checkpoint = rowCount === 1 ? common : undefined
    await moveCheckpoint(client, chainId, checkpoint)
    await client.query(
      `INSERT INTO reorg (chain_id, detected_at, common_number, common_hash, depth, removed_hashes, replaced_by_hash)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        chainId,
        removal.detectedAt,
        common.number,
        bytesOf(common.hash),
        removed.length,
        removed.map(({ hash }) => hash),
        removal.replacedByHash === undefined ? null : bytesOf(removal.replacedByHash),
      ],
    )
    return { depth: removed.length, checkpoint }
  })
}

/**
 * Deletes every derived row of the blocks above `number`. Some rows of earlier blocks were made because of later ones:
 * the events of a program before it was registered, balances and state before an epoch opened, and the payments that the audit of a
 * period lists. They go with their cause.
 */
export async function deleteAbove(client: ClientBase, chainId: bigint, number: bigint): Promise<void> {
  const minutes = await minutesAbove(client, chainId, number)
  for (const table of Object.values(DERIVED)) {
    await client.query(`DELETE FROM "${table.name}" WHERE chain_id = $1 AND "${blockColumn(table)}" > $2`, [
      chainId,
      number,
    ])
  }
  await client.query('DELETE FROM payment WHERE chain_id = $1 AND audit_block_number > $2', [chainId, number])
  for (const name of OF_PROGRAMS) {
    await client.query(
      `DELETE FROM ${name} r WHERE chain_id = $1 AND NOT EXISTS
         (SELECT 1 FROM program p WHERE p.chain_id = r.chain_id AND p.address = r.program)`,
      [chainId],
    )
  }
  await client.query(
    `DELETE FROM program_balance b WHERE chain_id = $1 AND block_number = $2
       AND NOT EXISTS (SELECT 1 FROM epoch e WHERE e.chain_id = $1 AND e.program = b.program AND e.block_number = $2)
       AND NOT EXISTS (SELECT 1 FROM epoch_close c WHERE c.chain_id = $1 AND c.program = b.program AND c.block_number = $2)`,
    [chainId, number],
  )
  await client.query(
    `DELETE FROM program_state s WHERE chain_id = $1 AND block_number = $2
       AND NOT EXISTS (SELECT 1 FROM epoch_close c WHERE c.chain_id = $1 AND c.program = s.program AND c.block_number = $2)`,
    [chainId, number],
  )
  await rollUp(client, chainId, minutes)
}

/** The hash stored of a block; undefined where the block is not there. */
export async function findBlockHash(
  client: ClientBase,
  chainId: bigint,
  number: bigint,
): Promise<Hex | undefined> {
  const { rows } = await client.query<{ hash: Buffer }>(
    'SELECT hash FROM block WHERE chain_id = $1 AND number = $2',
    [chainId, number],
  )
  return rows[0] && hexOf(rows[0].hash)
}

/** Whether blocks above `number` are stored: single blocks, taken before the chain was followed this far. */
export async function hasBlocksAbove(client: ClientBase, chainId: bigint, number: bigint): Promise<boolean> {
  const { rowCount } = await client.query('SELECT 1 FROM block WHERE chain_id = $1 AND number > $2 LIMIT 1', [
    chainId,
    number,
  ])
  return rowCount === 1
}

/** First block stored at or above `from`, with its parent's hash; single blocks below do not belong to what is followed. */
export async function findFirstBlock(
  client: ClientBase,
  chainId: bigint,
  from: bigint,
): Promise<{ number: bigint; parentHash: Hex } | undefined> {
  const { rows } = await client.query<{ number: bigint; parent_hash: Buffer }>(
    'SELECT number, parent_hash FROM block WHERE chain_id = $1 AND number >= $2 ORDER BY number LIMIT 1',
    [chainId, from],
  )
  return rows[0] && { number: rows[0].number, parentHash: hexOf(rows[0].parent_hash) }
}
