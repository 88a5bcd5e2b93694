import type pg from 'pg'
import { runIndexer } from '@/indexer/run'
import { connect } from '@/lib/db/connect'
import type { ChainConfig } from '@/lib/env'
import { until } from '../../support/until'

/** A chain's configuration as a test needs it. */
export function chainConfig(rpcUrl: string, extra: Partial<ChainConfig> = {}): ChainConfig {
  return { name: 'Test', rpcUrl, isDefault: true, programs: [], ...extra }
}

/** Runs an indexer in this process while `work` goes on, and ends it after. */
export async function withIndexer<T>(
  databaseUrl: string,
  chain: ChainConfig,
  work: (said: string[]) => Promise<T>,
): Promise<T> {
  const stop = new AbortController()
  const said: string[] = []
  const run = runIndexer({
    databaseUrl,
    chain,
    signal: stop.signal,
    say: (line) => said.push(line),
    pollMs: 50,
    batchBlocks: 5n,
    // A reorganised node stands at the common ancestor for a moment, which is no rollback.
    rollbackGraceMs: 3000,
  })
  try {
    return await Promise.race([work(said), run.then(() => Promise.reject(new Error('the indexer ended')))])
  } finally {
    stop.abort()
    await run.catch(() => undefined)
  }
}

/** Hash of the checkpoint, once it is at this block. */
export async function checkpointAt(client: pg.Client, hash: string): Promise<void> {
  await until(`the checkpoint is ${hash}`, async () => {
    const { rows } = await client.query<{ hash: string }>(
      `SELECT '0x' || encode(block_hash, 'hex') AS hash FROM checkpoint`,
    )
    return rows[0]?.hash === hash ? true : undefined
  })
}

/** Indexes a chain into a database until its checkpoint is the given block. */
export async function indexUntil(databaseUrl: string, chain: ChainConfig, hash: string): Promise<string[]> {
  const client = await connect(databaseUrl)
  try {
    return await withIndexer(databaseUrl, chain, async (said) => {
      await checkpointAt(client, hash)
      return said
    })
  } finally {
    await client.end()
  }
}

/** One question to a node. */
export async function ask(url: string, method: string, params: unknown[] = []): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  })
  const answer: unknown = await response.json()
  if (typeof answer === 'object' && answer !== null && 'result' in answer) return answer.result
  throw new Error(`${method}: ${JSON.stringify(answer)}`)
}

/** Number and hash of a node's head. */
export async function headOf(url: string): Promise<{ number: number; hash: string }> {
  const block = await ask(url, 'eth_getBlockByNumber', ['latest', false])
  if (typeof block !== 'object' || block === null || !('hash' in block) || !('number' in block)) {
    throw new Error('the node has no head')
  }
  return { number: Number(block.number), hash: String(block.hash) }
}

/**
 * Every row of every table of the database that follows from blocks, as text in a fixed order, with the checkpoint and what is
 * known of the chain. The tables come from the database's own catalogue, not from the product's list.
 */
export async function contents(databaseUrl: string): Promise<Record<string, string[]>> {
  const client = await connect(databaseUrl)
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'
         AND tablename NOT IN ('_prisma_migrations', 'chain_status', 'head_sample', 'reorg', 'chain') ORDER BY tablename`,
    )
    const result: Record<string, string[]> = {}
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(
        `SELECT t::text AS row FROM "${name}" t ORDER BY 1`,
      )
      result[name] = rows.map(({ row }) => row)
    }
    return result
  } finally {
    await client.end()
  }
}

/** Rows of a query. */
export async function rowsOf<Row extends pg.QueryResultRow>(
  databaseUrl: string,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = await connect(databaseUrl)
  try {
    return (await client.query<Row>(sql, values)).rows
  } finally {
    await client.end()
  }
}

/** An address as the configuration has it. */
export function lower(address: string): `0x${string}` {
  return `0x${address.slice(2).toLowerCase()}`
}
