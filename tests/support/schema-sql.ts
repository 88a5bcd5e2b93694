import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg'

const SCHEMA = new URL('../../prisma/schema.prisma', import.meta.url)

/**
 * The SQL that Prisma itself would make an empty database with, from `prisma/schema.prisma`. Its schema engine is the
 * WebAssembly build, which asks a database for nothing but its version.
 */
export async function schemaSql(databaseUrl: string): Promise<string> {
  const binary = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm')
    .replace(/schema_engine\.js$/, 'schema_engine_bg.wasm')
  const { instance } = await WebAssembly.instantiate(readFileSync(binary), { './schema_engine_bg.js': glue })
  glue.__wbg_set_wasm(instance.exports)
  const start = instance.exports.__wbindgen_start
  if (typeof start === 'function') start()
  const content = readFileSync(SCHEMA, 'utf8')
  const factory = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: databaseUrl }))
  const engine = await glue.SchemaEngine.new(
    { datamodels: [['schema.prisma', content]] },
    () => undefined,
    factory,
  )
  const result = await engine.diff({
    from: { tag: 'empty' },
    to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content }] },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  })
  if (typeof result.stdout !== 'string') throw new Error('The schema engine gave no SQL.')
  return result.stdout
}
