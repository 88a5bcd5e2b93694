import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { connect } from '@/lib/db/connect'

// The name is repeated from global-setup.ts, which cannot be imported from inside a test.
const TEMPLATE = 'parascope_template'

/** A database of a test's own. */
export interface TestDatabase {
  url: string
  /** removes it, cutting any connections to it */
  drop(): Promise<void>
}

/** A fresh database on the test run's Postgres: migrated, or with `migrated: false` bare. */
export async function testDatabase(options: { migrated?: boolean } = {}): Promise<TestDatabase> {
  const server = inject('postgresUrl')
  const name = `test_${randomBytes(6).toString('hex')}`
  const admin = await connect(server)
  try {
    await admin.query(
      `CREATE DATABASE ${name} TEMPLATE ${options.migrated === false ? 'template0' : TEMPLATE}`,
    )
  } finally {
    await admin.end()
  }
  const url = new URL(server)
  url.pathname = `/${name}`
  return {
    url: url.href,
    async drop() {
      const client = await connect(server)
      try {
        await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
      } finally {
        await client.end()
      }
    },
  }
}
