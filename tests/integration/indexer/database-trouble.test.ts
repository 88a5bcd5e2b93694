import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Devnet } from '@/devnet/devnet'
import { connect } from '@/lib/db/connect'
import { openWriter } from '@/lib/db/write/connection'
import { startTestDevnet } from '../../support/devnet'
import { type TestDatabase, testDatabase } from '../../support/postgres'
import { until } from '../../support/until'
import { chainConfig, checkpointAt, headOf, rowsOf, withIndexer } from './support'

let devnet: Devnet
let database: TestDatabase

beforeAll(async () => {
  devnet = await startTestDevnet()
  await devnet.runBlocks(2)
  database = await testDatabase()
})

afterAll(async () => {
  await devnet?.stop()
  await database?.drop()
})

test('an indexer goes on after the database has cut its connections', async () => {
  await withIndexer(database.url, chainConfig(devnet.rpcUrl), async (said) => {
    const client = await connect(database.url)
    try {
      await checkpointAt(client, (await headOf(devnet.rpcUrl)).hash)
      await client.query(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
      )
      await devnet.runBlocks(2)
      await checkpointAt(client, (await headOf(devnet.rpcUrl)).hash)
      await until('it says that it goes on', async () =>
        said.includes('The indexer goes on.') ? true : undefined,
      )
    } finally {
      await client.end()
    }
  })
  const [status] = await rowsOf(database.url, 'SELECT indexer_error, rpc_error FROM chain_status')
  expect(status).toEqual({ indexer_error: null, rpc_error: null })
})

test('one process writes a chain at a time, and others may write other chains', async () => {
  const first = await openWriter(database.url, 7n)
  const other = await openWriter(database.url, 8n)
  await expect(openWriter(database.url, 7n, 100)).rejects.toThrow(
    'Another indexer is writing chain 7 into this database',
  )
  await first.close()
  const second = await openWriter(database.url, 7n)
  await Promise.all([second.close(), other.close()])
})
