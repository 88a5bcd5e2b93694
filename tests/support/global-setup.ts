import type { TestProject } from 'vitest/node'
import { migrate } from '@/lib/db/migrate'
import { startPostgres } from './server'

declare module 'vitest' {
  interface ProvidedContext {
    /** address of the test server's maintenance database */
    postgresUrl: string
  }
}

/** Database that every test database is copied from: migrated and empty. */
export const TEMPLATE = 'parascope_template'

/** One real Postgres for a test run, on a free port, its data thrown away afterwards. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres()
  await migrate(server.url(TEMPLATE))
  project.provide('postgresUrl', server.url('postgres'))
  return server.stop
}
