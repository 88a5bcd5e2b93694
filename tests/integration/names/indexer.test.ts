import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Devnet } from '@/devnet/devnet'
import { LAYOUTS_FILE } from '@/devnet/layouts'
import { startTestDevnet } from '../../support/devnet'
import { type TestDatabase, testDatabase } from '../../support/postgres'
import { chainConfig, headOf, indexUntil, lower, rowsOf } from '../indexer/support'

describe('hot keys of an indexed devnet', () => {
  let folder: string
  let devnet: Devnet
  let database: TestDatabase

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'names-'))
    devnet = await startTestDevnet({ folder })
    await devnet.runBlocks(40)
    database = await testDatabase()
    const { hash } = await headOf(devnet.rpcUrl)
    const chain = chainConfig(devnet.rpcUrl, {
      registry: lower(devnet.registry),
      layouts: join(folder, LAYOUTS_FILE),
    })
    await indexUntil(database.url, chain, hash)
  })

  afterAll(async () => {
    await devnet?.stop()
    await database?.drop()
    await rm(folder, { recursive: true, force: true })
  })

  test('have the names of their variables, by the layouts that the configuration names', async () => {
    const counts = await rowsOf<{ kind: string; labelled: boolean; count: number }>(
      database.url,
      `SELECT kind, label IS NOT NULL AS labelled, count(*)::int FROM hot_key GROUP BY 1, 2 ORDER BY 1, 2`,
    )
    expect(counts.filter(({ kind }) => kind === 'storage')).toEqual([
      { kind: 'storage', labelled: true, count: expect.any(Number) },
    ])
    const labels = await rowsOf<{ label: string }>(
      database.url,
      `SELECT DISTINCT k.label FROM hot_key k JOIN module_contract c ON c.contract = k.address
       WHERE c.label = 'PAY/KWH pool' ORDER BY 1`,
    )
    expect(labels.map(({ label }) => label)).toEqual(['reserve0', 'reserve1', 'swaps'])
  })
})
