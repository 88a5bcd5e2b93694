import type { ClientBase, Pool } from 'pg'
import type { Source } from '@/lib/parallelism/types'

export interface ChainRow {
  chainId: bigint
  name: string
  isDefault: boolean
  /** what the node calls itself */
  client: string
  source: Source
  /** method name -> whether the node has it */
  capabilities: Record<string, boolean>
  mode: 'follow' | 'blocks'
}

/**
 * Writes what is known of a chain. A chain that is followed stays so when single blocks are taken too; a new default
 * chain is the only one.
 */
export async function upsertChain(client: ClientBase, chain: ChainRow): Promise<void> {
  if (chain.isDefault)
    await client.query('UPDATE chain SET is_default = false WHERE is_default AND chain_id <> $1', [
      chain.chainId,
    ])
  await client.query(
    `INSERT INTO chain AS c (chain_id, name, is_default, client, source, capabilities, mode)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (chain_id) DO UPDATE SET name = excluded.name, is_default = excluded.is_default,
       client = excluded.client, source = excluded.source, capabilities = excluded.capabilities,
       mode = CASE WHEN c.mode = 'follow' THEN c.mode ELSE excluded.mode END`,
    [
      chain.chainId,
      chain.name,
      chain.isDefault,
      chain.client,
      chain.source,
      JSON.stringify(chain.capabilities),
      chain.mode,
    ],
  )
}

/** The id that a chain of this name had when it was indexed before: undefined where there is none, or more than one. */
export async function findChainIdByName(pool: Pool, name: string): Promise<bigint | undefined> {
  const { rows } = await pool.query<{ chain_id: bigint }>('SELECT chain_id FROM chain WHERE name = $1', [
    name,
  ])
  return rows.length === 1 ? rows[0]?.chain_id : undefined
}
