import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Devnet, startDevnet } from '@/devnet/devnet'
import { connect } from '@/lib/db/connect'
import { type TestDatabase, testDatabase } from '../../support/postgres'
import { startIndexer } from './process'
import { type NodeProxy, startProxy } from './proxy'
import { checkpointAt, contents, headOf, rowsOf } from './support'

const KILLS = 20
const SEED = 20261122

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

describe('an indexer that is killed', () => {
  let devnet: Devnet
  let node: NodeProxy
  let undisturbed: TestDatabase
  let disturbed: TestDatabase
  let head: { number: number; hash: string }

  beforeAll(async () => {
    devnet = await startDevnet({ live: false })
    await devnet.runBlocks(75)
    node = await startProxy(devnet.rpcUrl, { cache: true })
    head = await headOf(devnet.rpcUrl)
    undisturbed = await testDatabase()
    disturbed = await testDatabase()
  })

  afterAll(async () => {
    await node?.close()
    await devnet?.stop()
    await undisturbed?.drop()
    await disturbed?.drop()
  })

  const start = (database: TestDatabase) =>
    startIndexer(
      {
        DATABASE_URL: database.url,
        RPC_URL: node.url,
        CHAIN_NAME: 'Test',
        REGISTRY_ADDRESS: devnet.registry,
      },
      ['--batch', '2'],
    )

  /** Runs an indexer to the head and gives the number of questions that it asked. */
  async function runToHead(database: TestDatabase): Promise<number> {
    let calls = 0
    node.rules.onCall = () => {
      calls++
    }
    const indexer = start(database)
    const client = await connect(database.url)
    try {
      await checkpointAt(client, head.hash, 120_000)
      const asked = calls
      indexer.child.kill('SIGINT')
      expect(await indexer.ended).toBe(0)
      return asked
    } finally {
      await client.end()
      await indexer.kill()
    }
  }

  /** Kills an indexer a moment after it has asked that many questions. */
  async function runAndKill(database: TestDatabase, questions: number, delayMs: number): Promise<void> {
    let calls = 0
    const indexer = await new Promise<ReturnType<typeof startIndexer>>((resolve, reject) => {
      node.rules.onCall = () => {
        if (++calls === questions) resolve(started)
      }
      const started = start(database)
      started.ended.then((code) => reject(new Error(`ended by itself (${code}): ${started.output()}`)))
    })
    await new Promise((resolve) => setTimeout(resolve, delayMs))
    await indexer.kill()
  }

  test('ends with the same rows as one that is left alone', { timeout: 300_000 }, async () => {
    const asked = await runToHead(undisturbed)
    const next = random(SEED)
    const places = new Set<string>()
    for (let kill = 0; kill < KILLS; kill++) {
      // Starting takes some twenty questions; the rest is a share of the backfill small enough for all the kills.
      await runAndKill(disturbed, 20 + Math.ceil((next() * asked) / KILLS), next() * 40)
      const rows = await rowsOf<{ number: string }>(
        disturbed.url,
        'SELECT block_number AS number FROM checkpoint',
      )
      const stored = await rowsOf<{ number: string }>(
        disturbed.url,
        'SELECT max(number) AS number FROM block',
      )
      expect(stored[0]?.number ?? undefined).toBe(rows[0]?.number)
      places.add(rows[0]?.number ?? 'nothing stored')
    }
    // The kills fell into the backfill, and not all before its first batch or after its last.
    expect(places.has(String(head.number))).toBe(false)
    expect(places.size).toBeGreaterThan(5)
    await runToHead(disturbed)

    const expected = await contents(undisturbed.url)
    const found = await contents(disturbed.url)
    expect(Object.keys(found)).toEqual(Object.keys(expected))
    expect(expected.block).toHaveLength(head.number + 1)
    for (const [table, rows] of Object.entries(expected)) expect(found[table], table).toEqual(rows)
    for (const database of [undisturbed, disturbed]) {
      expect(await rowsOf(database.url, 'SELECT * FROM reorg')).toEqual([])
    }
  })
})
