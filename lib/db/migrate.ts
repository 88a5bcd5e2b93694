import { createHash, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { UserError } from '../errors'
import { connect } from './connect'

/** Prisma Migrate's own advisory lock: its command line and this file keep each other out. */
const LOCK = 72_707_369

/** The oldest Postgres that Parascope is tried with. */
const OLDEST_POSTGRES = 15

const FOLDER = fileURLToPath(new URL('../../prisma/migrations', import.meta.url))

// Prisma's format, so that `prisma migrate status` agrees.
const RECORD_TABLE = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum VARCHAR(64) NOT NULL,
    finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL,
    logs TEXT,
    rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`

interface Migration {
  name: string
  sql: string
  /** sha256 of the file; with Windows line ends as well, which Prisma accepts too */
  checksums: string[]
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(path.join(folder, name, 'migration.sql'), 'utf8')
      const unix = sql.replaceAll('\r\n', '\n')
      return { name, sql, checksums: [sha256(sql), sha256(unix), sha256(unix.replaceAll('\n', '\r\n'))] }
    }),
  )
}

/** Names of the migrations that are in the database already; throws where they do not fit the folder's. */
async function recorded(client: pg.Client, migrations: Migration[]): Promise<Set<string>> {
  const { rows } = await client.query<{ name: string; checksum: string; finished: boolean }>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
     FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`,
  )
  for (const row of rows) {
    const migration = migrations.find(({ name }) => name === row.name)
    if (!migration) {
      throw new UserError(
        `The database "${client.database}" has the migration ${row.name}, which this version of Parascope does not know: update Parascope, or name another database.`,
      )
    }
    if (!row.finished) {
      throw new UserError(
        `The migration ${row.name} began in the database "${client.database}" and never finished: restore a backup, or begin with an empty database.`,
      )
    }
    if (!migration.checksums.includes(row.checksum)) {
      throw new UserError(
        `The migration ${row.name} has changed since it was applied to the database "${client.database}": restore prisma/migrations/${row.name}/migration.sql, or begin with an empty database.`,
      )
    }
  }
  return new Set(rows.map((row) => row.name))
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('BEGIN')
  try {
    const started = new Date()
    await client.query(migration.sql)
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, $4, clock_timestamp(), 1)`,
      [randomUUID(), migration.checksums[0], migration.name, started],
    )
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    if (!(error instanceof pg.DatabaseError)) throw error
    throw new UserError(
      `The migration ${migration.name} was refused by the database "${client.database}" and undone: ${error.message}.`,
    )
  }
}

/** One sentence where a server (its `server_version_num`) is too old, else undefined. */
export function versionProblem(version: number): string | undefined {
  const major = Math.floor(version / 10_000)
  if (major >= OLDEST_POSTGRES) return undefined
  return `The Postgres of DATABASE_URL is version ${major}, and Parascope needs ${OLDEST_POSTGRES} or newer: update it, or unset DATABASE_URL to use the one that Parascope brings.`
}

async function refuseOldServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: number }>(
    `SELECT current_setting('server_version_num')::int AS version`,
  )
  const problem = versionProblem(rows[0]?.version ?? 0)
  if (problem !== undefined) throw new UserError(problem)
}

async function refuseForeignTables(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ known: boolean; tables: number }>(
    `SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS known,
       (SELECT count(*)::int FROM pg_tables WHERE schemaname = 'public') AS tables`,
  )
  if (rows[0]?.known === false && rows[0].tables > 0) {
    throw new UserError(
      `The database "${client.database}" already has ${rows[0].tables} tables that are not Parascope's: name an empty database in DATABASE_URL.`,
    )
  }
}

/**
 * Brings a database to this version's schema: makes the database where it is missing, then applies what is missing of
 * `prisma/migrations`, each in one transaction with its record, one process at a time.
 * Returns the names applied. Throws `UserError` with one sentence where that cannot be done.
 */
export async function migrate(databaseUrl: string, folder = FOLDER): Promise<string[]> {
  const migrations = await readMigrations(folder)
  const client = await connect(databaseUrl, { create: true })
  try {
    await refuseOldServer(client)
    await client.query('SET search_path TO public')
    await client.query('SELECT pg_advisory_lock($1)', [LOCK])
    await refuseForeignTables(client)
    await client.query(RECORD_TABLE)
    const done = await recorded(client, migrations)
    const missing = migrations.filter(({ name }) => !done.has(name))
    for (const migration of missing) await apply(client, migration)
    return missing.map(({ name }) => name)
  } finally {
    await client.end()
  }
}
