import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Devnet } from '@/devnet/devnet'
import { connect } from '@/lib/db/connect'
import { DERIVED } from '@/lib/db/write/derived'
import type { ChainConfig } from '@/lib/env'
import { startTestDevnet } from '../../support/devnet'
import { type TestDatabase, testDatabase } from '../../support/postgres'
import { until } from '../../support/until'
import { expectRollupsOfBlocks } from './rollups'
import {
  ask,
  chainConfig,
  checkpointAt,
  contents,
  headOf,
  indexUntil,
  lower,
  rowsOf,
  withIndexer,
} from './support'

/** The 50th block lies inside the second epoch, so that depth 20 takes back a close, an opening and payments. */
const BLOCKS = 50

describe('a chain that changes while it is indexed', () => {
  let devnet: Devnet
  let database: TestDatabase
  /** indexed before anything happens to the chain */
  let whole: TestDatabase
  let chain: ChainConfig

  beforeAll(async () => {
    devnet = await startTestDevnet()
    await devnet.runBlocks(BLOCKS)
    database = await testDatabase()
    chain = chainConfig(devnet.rpcUrl, { registry: lower(devnet.registry) })
    whole = await testDatabase()
    await indexUntil(whole.url, chain, (await head()).hash)
  })

  afterAll(async () => {
    await devnet?.stop()
    await database?.drop()
    await whole?.drop()
  })

  const head = () => headOf(devnet.rpcUrl)
  const hashesAbove = async (number: number) => {
    const rows = await rowsOf<{ hash: string }>(
      database.url,
      `SELECT '0x' || encode(hash, 'hex') AS hash FROM block WHERE number > $1 ORDER BY number`,
      [number],
    )
    return rows.map(({ hash }) => hash)
  }
  const log = () =>
    rowsOf(
      database.url,
      `SELECT common_number::int AS common, depth, '0x' || encode(replaced_by_hash, 'hex') AS replaced,
         ARRAY(SELECT '0x' || encode(h, 'hex') FROM unnest(removed_hashes) h) AS removed
       FROM reorg ORDER BY id`,
    )
  const hashOf = async (number: number) => {
    const block = await ask(devnet.rpcUrl, 'eth_getBlockByNumber', [`0x${number.toString(16)}`, false])
    return typeof block === 'object' && block !== null && 'hash' in block ? String(block.hash) : undefined
  }
  /** Replaces the last blocks by others, the first of them with a transfer. */
  const reorganise = async (depth: number, value: number) => {
    const [from, to] = await accounts()
    const transfer = { from, to, value: `0x${value.toString(16)}`, gas: '0x5208' }
    await ask(devnet.rpcUrl, 'anvil_reorg', [depth, [[transfer, 0]]])
  }
  const accounts = async (): Promise<string[]> => {
    const list = await ask(devnet.rpcUrl, 'eth_accounts')
    return Array.isArray(list) ? list.slice(-2).map(String) : []
  }

  test('follows reorganisations of depth 1, 3 and 20 and a rollback, and logs them', {
    timeout: 900_000,
  }, async () => {
    const client = await connect(database.url)
    const settled = async () => checkpointAt(client, (await head()).hash)
    const expected: unknown[] = []
    try {
      await withIndexer(database.url, chain, async () => {
        // The first comes in the middle of the backfill, the others at its head.
        await until('some blocks are stored', async () =>
          (await hashesAbove(-1)).length > 0 ? true : undefined,
        )
        for (const depth of [1, 3, 20]) {
          await settled()
          const before = await head()
          const removed = await hashesAbove(before.number - depth)
          expect(removed).toHaveLength(depth)
          await reorganise(depth, depth)
          await settled()
          const replaced = await hashOf(before.number - depth + 1)
          expected.push({ common: before.number - depth, depth, replaced, removed })
          expect(await log()).toEqual(expected)
          await expectRollupsOfBlocks(database.url)
        }
        const before = await head()
        const removed = await hashesAbove(before.number - 4)
        await ask(devnet.rpcUrl, 'anvil_rollback', [4])
        await settled()
        expected.push({ common: before.number - 4, depth: 4, replaced: null, removed })
        expect(await log()).toEqual(expected)
        await ask(devnet.rpcUrl, 'evm_mine')
        await ask(devnet.rpcUrl, 'evm_mine')
        await settled()
      })
    } finally {
      await client.end()
    }
    expect(await log()).toEqual(expected)
    await expectLikeFresh(database)
  })

  test('is replaced down to its genesis while no indexer runs', async () => {
    const before = await contents(whole.url)
    // The devnet has programs of the reference kind alone: periods have a test of their own (periods.test.ts).
    const filled = Object.values(DERIVED).filter(({ name }) => name !== 'period')
    for (const { name } of filled) expect(before[name]?.length, name).toBeGreaterThan(0)
    await reorganise((await head()).number, 7)
    await indexUntil(whole.url, chain, (await head()).hash)
    expect(await rowsOf(whole.url, 'SELECT common_number::int AS common, depth FROM reorg')).toEqual([
      { common: 0, depth: (before.block?.length ?? 0) - 1 },
    ])
    await expectLikeFresh(whole)
    expect(await rowsOf(whole.url, 'SELECT * FROM module')).toEqual([])
  })

  /** The database equals a fresh index of the chain as it is now. */
  async function expectLikeFresh(indexed: TestDatabase): Promise<void> {
    const fresh = await testDatabase()
    try {
      await indexUntil(fresh.url, chain, (await head()).hash)
      await expectRollupsOfBlocks(indexed.url)
      const wanted = await contents(fresh.url)
      const found = await contents(indexed.url)
      for (const [table, rows] of Object.entries(wanted)) expect(found[table], table).toEqual(rows)
    } finally {
      await fresh.drop()
    }
  }
})
