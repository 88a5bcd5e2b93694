import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { connect } from '@/lib/db/connect'
import { migrate } from '@/lib/db/migrate'
import { freePort } from '@/lib/ports'
import { type TestDatabase, testDatabase } from '../../support/postgres'

const MIGRATIONS = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url))
const INIT = '20261122000000_init'

let database: TestDatabase
let folder: string

async function rows(sql: string): Promise<Record<string, unknown>[]> {
  const client = await connect(database.url)
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

function addMigration(name: string, sql: string): void {
  mkdirSync(path.join(folder, name))
  writeFileSync(path.join(folder, name, 'migration.sql'), sql)
}

beforeEach(async () => {
  database = await testDatabase({ migrated: false })
  folder = mkdtempSync(path.join(tmpdir(), 'parascope-migrations-'))
  cpSync(MIGRATIONS, folder, { recursive: true })
})

afterEach(async () => {
  await database.drop()
  rmSync(folder, { recursive: true })
})

describe('migrate', () => {
  it('applies everything once and records it as Prisma does', async () => {
    expect(await migrate(database.url, folder)).toContain(INIT)
    expect(await migrate(database.url, folder)).toEqual([])
    const [record] = await rows(
      `SELECT length(id) AS id, length(checksum) AS checksum, finished_at >= started_at AS finished, logs,
         rolled_back_at, applied_steps_count AS steps
       FROM _prisma_migrations WHERE migration_name = '${INIT}'`,
    )
    expect(record).toEqual({
      id: 36,
      checksum: 64,
      finished: true,
      logs: null,
      rolled_back_at: null,
      steps: 1,
    })
    expect(await rows('SELECT * FROM block')).toEqual([])
  })

  it('lets ten processes do it at once and applies each migration one time', async () => {
    addMigration('20990101000000_once', 'CREATE TABLE once (n int); INSERT INTO once VALUES (1);')
    const applied = await Promise.all(Array.from({ length: 10 }, () => migrate(database.url, folder)))
    expect(applied.filter((names) => names.length > 0)).toHaveLength(1)
    expect(await rows('SELECT n FROM once')).toEqual([{ n: 1 }])
  })

  it('makes the database where it is missing, also when two ask at once', async () => {
    await database.drop()
    await Promise.all([migrate(database.url, folder), migrate(database.url, folder)])
    expect(await rows('SELECT count(*)::int AS n FROM chain')).toEqual([{ n: 0 }])
  })

  it('undoes a migration that fails and goes on when it is mended', async () => {
    addMigration('20990101000000_broken', 'CREATE TABLE half (n int); SELECT nothing FROM nowhere;')
    await expect(migrate(database.url, folder)).rejects.toThrow(
      /^The migration 20990101000000_broken was refused by the database "test_\w+" and undone: relation "nowhere" does not exist\.$/,
    )
    expect(await rows("SELECT to_regclass('half') AS half")).toEqual([{ half: null }])
    writeFileSync(path.join(folder, '20990101000000_broken', 'migration.sql'), 'CREATE TABLE half (n int);')
    expect(await migrate(database.url, folder)).toEqual(['20990101000000_broken'])
  })

  it('refuses a migration that has changed since', async () => {
    await migrate(database.url, folder)
    writeFileSync(path.join(folder, INIT, 'migration.sql'), 'SELECT 1;')
    await expect(migrate(database.url, folder)).rejects.toThrow(
      /^The migration 20261122000000_init has changed/,
    )
  })

  it('refuses a database of a newer version', async () => {
    addMigration('20990101000000_later', 'SELECT 1;')
    await migrate(database.url, folder)
    rmSync(path.join(folder, '20990101000000_later'), { recursive: true })
    await expect(migrate(database.url, folder)).rejects.toThrow(/this version of Parascope does not know/)
  })

  it("refuses another program's database", async () => {
    await rows('CREATE TABLE customers (n int)')
    await expect(migrate(database.url, folder)).rejects.toThrow(
      /already has 1 tables that are not Parascope's/,
    )
  })

  it('says in one sentence why a server cannot be used, and never the password', async () => {
    const nobody = `postgresql://me:secret@127.0.0.1:${await freePort()}/x`
    await expect(migrate(nobody, folder)).rejects.toThrow(
      /^Nothing answers as Postgres at 127\.0\.0\.1:\d+: start it/,
    )
    const wrong = new URL(inject('postgresUrl'))
    wrong.password = 'secret'
    const refusal = await migrate(wrong.href, folder).catch((error: unknown) => String(error))
    expect(refusal).toMatch(/refuses the user or password of postgresql:\/\/parascope:\*\*\*@/)
    expect(refusal).not.toContain('secret')
  })
})
