import pg from 'pg'
import { RetryableError, UserError } from '@/lib/errors'

/** int8 and numeric come back as bigint: no column of the schema holds fractions. */
const parsers = new Map<number, (value: string) => unknown>([
  [pg.types.builtins.INT8, BigInt],
  [pg.types.builtins.NUMERIC, BigInt],
])

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format === 'text' || format === undefined ? parsers.get(oid) : undefined) ??
    pg.types.getTypeParser(oid, format),
}

/** Connections for what runs beside the writer. */
export type Pool = pg.Pool

/** A connection with its transaction: what is read sees what the transaction wrote. */
export type Transaction = pg.ClientBase

/** A connection that holds the right to write a chain: as long as it lives, no other process writes that chain. */
export interface Writer {
  readonly client: pg.Client
  readonly chainId: bigint
  /** Closes the connection, which gives the right back. */
  close(): Promise<void>
}

/** Another process writes the chain: trying on would only have two of them fight. */
export class ChainTakenError extends UserError {
  override name = 'ChainTakenError'
}

/** A small pool for what runs beside the writer: heartbeats and short questions. */
export function openPool(databaseUrl: string): Pool {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2, types, connectionTimeoutMillis: 10_000 })
  // A connection that drops while idle is replaced at the next query, which reports what is wrong.
  pool.on('error', () => {})
  return pool
}

/**
 * Connects and takes the right to write a chain. The right hangs on the connection that also writes, so that a
 * transaction of a killed process has ended, one way or the other, before the next process reads the checkpoint.
 * Throws a RetryableError where the database does not answer, a ChainTakenError where another process keeps the right.
 */
export async function openWriter(databaseUrl: string, chainId: bigint, patienceMs = 15_000): Promise<Writer> {
  const client = new pg.Client({ connectionString: databaseUrl, types, connectionTimeoutMillis: 10_000 })
  // Without a listener a dropped connection would end the process; the query under way reports it.
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (cause) {
    throw databaseError(cause)
  }
  const close = () => client.end().catch(() => {})
  const deadline = Date.now() + patienceMs
  for (;;) {
    const { rows } = await client.query<{ taken: boolean }>(
      `SELECT pg_try_advisory_lock(hashtextextended('parascope indexer', $1)) AS taken`,
      [chainId],
    )
    if (rows[0]?.taken) return { client, chainId, close }
    if (Date.now() > deadline) {
      await close()
      throw new ChainTakenError(
        `Another indexer is writing chain ${chainId} into this database: stop it, or give this one a database of its own (DATABASE_URL).`,
      )
    }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

/** Runs work in one transaction: all of it is stored, or nothing. */
export async function inTransaction<T>(client: pg.ClientBase, work: () => Promise<T>): Promise<T> {
  await client.query('BEGIN')
  try {
    const result = await work()
    await client.query('COMMIT')
    return result
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => {})
    throw cause
  }
}

/** What went wrong with the database, as an error that says whether waiting helps. */
export function databaseError(cause: unknown): Error {
  if (cause instanceof UserError || cause instanceof RetryableError) return cause
  const message = cause instanceof Error ? cause.message || cause.name : String(cause)
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  if (code === '3D000' || code === '28P01' || code === '28000') {
    return new UserError(`The database refuses the connection: ${message}. Check DATABASE_URL.`, { cause })
  }
  if (code === '42P01') {
    return new UserError(
      `The database has no tables of this product (${message}): start with npm start, which applies the migrations.`,
      { cause },
    )
  }
  return new RetryableError(`The database does not answer: ${message}`, { cause })
}
