import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Devnet } from '@/devnet/devnet'
import { connect } from '@/lib/db/connect'
import { startTestDevnet } from '../../support/devnet'
import { type TestDatabase, testDatabase } from '../../support/postgres'
import { type IndexerProcess, startIndexer } from './process'
import { type NodeProxy, startProxy } from './proxy'
import { expectRollupsOfBlocks } from './rollups'
import { startSlowLine } from './slow-line'
import { checkpointAt, contents, headOf, rowsOf } from './support'

const KILLS = 20
/** Each way between the indexer and its database: a transaction of two blocks then takes a quarter of a second. */
const LATENCY_MS = 4
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
  let line: Awaited<ReturnType<typeof startSlowLine>>
  let head: { number: number; hash: string }

  beforeAll(async () => {
    devnet = await startTestDevnet()
    await devnet.runBlocks(75)
    node = await startProxy(devnet.rpcUrl, { cache: true })
    head = await headOf(devnet.rpcUrl)
    undisturbed = await testDatabase()
    disturbed = await testDatabase()
    const { hostname, port } = new URL(disturbed.url)
    line = await startSlowLine({ host: hostname, port: Number(port) }, LATENCY_MS)
  })

  afterAll(async () => {
    await line?.close()
    await node?.close()
    await devnet?.stop()
    await undisturbed?.drop()
    await disturbed?.drop()
  })

  const start = (databaseUrl: string) =>
    startIndexer(
      { DATABASE_URL: databaseUrl, RPC_URL: node.url, CHAIN_NAME: 'Test', REGISTRY_ADDRESS: devnet.registry },
      ['--batch', '2'],
    )

  /** Runs an indexer to the head and gives the number of questions that it asked. */
  async function runToHead(database: TestDatabase): Promise<number> {
    let calls = 0
    node.rules.onCall = () => {
      calls++
    }
    const indexer = start(database.url)
    const client = await connect(database.url)
    try {
      await checkpointAt(client, head.hash)
      const asked = calls
      indexer.child.kill('SIGINT')
      expect(await indexer.ended).toBe(0)
      return asked
    } finally {
      await client.end()
      await indexer.kill()
    }
  }

  /** Kills an indexer that writes over the slow line when `moment` comes, which is told of its process's start. */
  async function runAndKill(moment: (started: () => void) => Promise<void>): Promise<void> {
    const url = new URL(disturbed.url)
    url.port = String(line.port)
    let indexer: IndexerProcess | undefined
    await moment(() => {
      indexer = start(url.href)
    })
    expect(indexer?.child.exitCode, indexer?.output()).toBeNull()
    await indexer?.kill()
  }

  /** A moment after the indexer has asked that many questions. */
  const afterQuestions = (questions: number, delayMs: number) => async (started: () => void) => {
    await new Promise<void>((resolve) => {
      let calls = 0
      node.rules.onCall = () => {
        if (++calls === questions) resolve()
      }
      started()
    })
    await new Promise((resolve) => setTimeout(resolve, delayMs))
  }

  /** The moment at which a batch has been committed, and the indexer does not know it yet. */
  const atCommit = (batches: number) => async (started: () => void) => {
    node.rules.onCall = undefined
    const client = await connect(disturbed.url)
    try {
      await client.query('LISTEN batch')
      await new Promise<void>((resolve) => {
        let commits = 0
        client.on('notification', () => {
          if (++commits === batches) resolve()
        })
        started()
      })
    } finally {
      await client.end()
    }
  }

  test('ends with the same rows as one that is left alone', { timeout: 900_000 }, async () => {
    const asked = await runToHead(undisturbed)
    await rowsOf(
      disturbed.url,
      `CREATE FUNCTION tell() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NOTIFY batch; RETURN NULL; END';
       CREATE TRIGGER tell AFTER INSERT ON block FOR EACH STATEMENT EXECUTE FUNCTION tell()`,
    )
    const next = random(SEED)
    const places = new Set<string>()
    for (let kill = 0; kill < KILLS; kill++) {
      // Starting takes some twenty questions; the rest is a share of the backfill small enough for all the kills.
      await runAndKill(
        kill % 4 === 3
          ? atCommit(1 + Math.floor(next() * 2))
          : afterQuestions(20 + Math.ceil((next() * asked) / KILLS), next() * 150),
      )
      const [stored] = await rowsOf<{ number: string | null; checkpoint: string | null }>(
        disturbed.url,
        'SELECT (SELECT max(number) FROM block) AS number, (SELECT block_number FROM checkpoint) AS checkpoint',
      )
      expect(stored?.number).toBe(stored?.checkpoint)
      await expectRollupsOfBlocks(disturbed.url)
      places.add(stored?.number ?? 'nothing stored')
    }
    // The kills fell into the backfill, and not all before its first batch or after its last.
    expect(places.has(String(head.number))).toBe(false)
    expect(places.size).toBeGreaterThan(5)
    await rowsOf(disturbed.url, 'DROP FUNCTION tell CASCADE')
    await runToHead(disturbed)

    const expected = await contents(undisturbed.url)
    const found = await contents(disturbed.url)
    expect(Object.keys(found)).toEqual(Object.keys(expected))
    expect(expected.block).toHaveLength(head.number + 1)
    for (const [table, rows] of Object.entries(expected)) expect(found[table], table).toEqual(rows)
    for (const database of [undisturbed, disturbed]) {
      await expectRollupsOfBlocks(database.url)
      expect(await rowsOf(database.url, 'SELECT * FROM reorg')).toEqual([])
    }
  })
})
