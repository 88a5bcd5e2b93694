import type { ClientBase } from 'pg'
import { type Checkpoint, findCheckpoint, moveCheckpoint } from './checkpoint'
import { inTransaction, type Transaction, type Writer } from './connection'
import { copyRows } from './copy'
import { DERIVED, type DerivedTable, derivedTables, type Rows } from './derived'
import { rollUp } from './rollups'

export interface Batch {
  rows: Rows
  /** where the chain stood when the rows were made, and where it stands with them; absent for single blocks */
  checkpoint?: { from: Checkpoint | undefined; to: Checkpoint }
  /** Further rows that follow from what the transaction can then read, each after the one before has been written. */
  further?: ((transaction: Transaction) => Promise<Rows>)[]
}

/** Stores a batch in one transaction, its rollups and checkpoint included. Throws what Postgres says; then nothing is stored. */
export async function storeBatch({ client, chainId }: Writer, batch: Batch): Promise<void> {
  await inTransaction(client, async () => {
    if (batch.checkpoint) await expectCheckpoint(client, chainId, batch.checkpoint.from)
    await copyAll(client, chainId, batch.rows)
    for (const more of batch.further ?? []) await copyAll(client, chainId, await more(client))
    await rollUp(
      client,
      chainId,
      batch.rows.block.map(({ timestamp }) => timestamp),
    )
    if (batch.checkpoint) await moveCheckpoint(client, chainId, batch.checkpoint.to)
  })
}

/** Rows are made for one place in the chain: written anywhere else they would leave a hole or a double. */
export async function expectCheckpoint(
  client: ClientBase,
  chainId: bigint,
  expected: Checkpoint | undefined,
): Promise<void> {
  const found = await findCheckpoint(client, chainId)
  if (found?.number !== expected?.number || found?.hash !== expected?.hash) {
    throw new Error(
      `the checkpoint of chain ${chainId} was moved by another process to ${found ? `block ${found.number}` : 'nothing'}`,
    )
  }
}

async function copyAll(client: ClientBase, chainId: bigint, rows: Rows): Promise<void> {
  for (const name of derivedTables()) await copyTable(client, chainId, rows, name)
}

async function copyTable<Name extends DerivedTable>(
  client: ClientBase,
  chainId: bigint,
  rows: Rows,
  name: Name,
): Promise<void> {
  await copyRows(client, DERIVED[name], chainId, rows[name])
}
