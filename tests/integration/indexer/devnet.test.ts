import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Devnet, startDevnet } from '@/devnet/devnet'
import { type TestDatabase, testDatabase } from '../../support/postgres'
import { chainConfig, contents, headOf, indexUntil, rowsOf } from './support'

const BLOCKS = 60

describe('indexing the devnet', () => {
  let devnet: Devnet
  let database: TestDatabase

  beforeAll(async () => {
    devnet = await startDevnet({ live: false })
    await devnet.runBlocks(BLOCKS)
    database = await testDatabase()
    const { hash } = await headOf(devnet.rpcUrl)
    const started = Date.now()
    const said = await indexUntil(
      database.url,
      chainConfig(devnet.rpcUrl, { registry: lower(devnet.registry) }),
      hash,
    )
    console.log(said, Date.now() - started)
  })

  afterAll(async () => {
    await devnet?.stop()
    await database?.drop()
  })

  test('prints', async () => {
    const all = await contents(database.url)
    for (const [name, rows] of Object.entries(all)) console.log(name, rows.length, rows[0]?.slice(0, 300))
    console.log(await rowsOf(database.url, 'select * from audit_check'))
    console.log(await rowsOf(database.url, 'select * from chain_status'), await rowsOf(database.url, 'select * from chain'))
    expect(all.block?.length).toBeGreaterThan(BLOCKS)
  })
})

function lower(address: string): `0x${string}` {
  return `0x${address.slice(2).toLowerCase()}`
}
