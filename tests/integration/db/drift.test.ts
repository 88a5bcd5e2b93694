import { expect, it } from 'vitest'
import { connect } from '@/lib/db/connect'
import { testDatabase } from '../../support/postgres'
import { schemaSql } from '../../support/schema-sql'

const COLUMNS = `
  SELECT table_name || '.' || column_name || ' ' || udt_name || coalesce('(' || numeric_precision || ',' || numeric_scale || ')', '')
    || coalesce('(' || datetime_precision || ')', '') || ' ' || is_nullable || ' ' || coalesce(column_default, '') AS line
  FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations' ORDER BY line`
const INDEXES = `
  SELECT indexdef AS line FROM pg_indexes
  WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' ORDER BY line`

async function described(url: string, prepare?: string): Promise<string[]> {
  const client = await connect(url)
  try {
    if (prepare !== undefined) await client.query(prepare)
    const results = [
      await client.query<{ line: string }>(COLUMNS),
      await client.query<{ line: string }>(INDEXES),
    ]
    return results.flatMap(({ rows }) => rows.map(({ line }) => line))
  } finally {
    await client.end()
  }
}

it('the migrations make exactly what the schema describes', async () => {
  const [migrated, bare] = await Promise.all([testDatabase(), testDatabase({ migrated: false })])
  try {
    const byMigrations = await described(migrated.url)
    const bySchema = await described(bare.url, await schemaSql(bare.url))
    expect(byMigrations).toEqual(bySchema)
    expect(bySchema).toContain('block.number int8(64,0) NO ')
    expect(bySchema.length).toBeGreaterThan(250)
  } finally {
    await Promise.all([migrated.drop(), bare.drop()])
  }
})
