import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Devnet } from '@/devnet/devnet'
import { startTestDevnet } from '../../support/devnet'
import { type ListedChain, listedChain } from '../../support/listed-chain'
import { type TestDatabase, testDatabase } from '../../support/postgres'
import { until } from '../../support/until'
import { type IndexerProcess, startIndexer } from './process'
import { type NodeProxy, startProxy } from './proxy'
import { chainConfig, headOf, indexUntil, rowsOf } from './support'

describe('a node that traces nothing and serves block access lists', () => {
  let devnet: Devnet
  let chain: ListedChain
  let node: NodeProxy
  let database: TestDatabase
  let indexer: IndexerProcess | undefined
  let head: { number: number; hash: string }

  beforeAll(async () => {
    devnet = await startTestDevnet()
    await devnet.runBlocks(6)
    head = await headOf(devnet.rpcUrl)
    chain = await listedChain(
      devnet.rpcUrl,
      Array.from({ length: head.number + 1 }, (_, number) => number),
    )
    node = await startProxy(devnet.rpcUrl, chain.rules)
  })

  afterAll(async () => {
    await node?.close()
    await devnet?.stop()
  })

  beforeEach(async () => {
    node.rules = chain.rules
    database = await testDatabase()
  })

  afterEach(async () => {
    await indexer?.kill()
    indexer = undefined
    await database.drop()
  })

  const start = () => {
    indexer = startIndexer({ DATABASE_URL: database.url, RPC_URL: node.url, CHAIN_NAME: 'Test' })
    return indexer
  }
  const listedHead = () => chain.hashes.get(head.hash) ?? ''
  const atHead = () =>
    until('the checkpoint is the head', async () => {
      const [at] = await rowsOf<{ hash: string }>(
        database.url,
        `SELECT '0x' || encode(block_hash, 'hex') AS hash FROM checkpoint`,
      )
      return at?.hash === listedHead() ? true : undefined
    })
  const status = async () =>
    String((await rowsOf(database.url, 'SELECT indexer_error FROM chain_status'))[0]?.indexer_error)

  test('is indexed from them: verified, and a lower bound of what the traces tell', async () => {
    start()
    await atHead()
    expect(indexer?.output()).toContain(
      'The node does not trace blocks: access sets come from its block access lists, and every figure from them is a lower bound.',
    )
    for (const table of ['block', 'block_metrics', 'block_access', 'chain']) {
      expect(await rowsOf(database.url, `SELECT DISTINCT source FROM ${table}`), table).toEqual([
        { source: 'access list' },
      ])
    }
    expect(
      await rowsOf(database.url, `SELECT (capabilities->>'blockAccessList') AS lists FROM chain`),
    ).toEqual([{ lists: 'true' }])
    expect(
      await rowsOf(
        database.url,
        `SELECT verification->'accessList'->>'verdict' AS list, verification->'headerHash'->>'verdict' AS header,
           count(*)::int AS blocks FROM block GROUP BY 1, 2`,
      ),
    ).toEqual([{ list: 'pass', header: 'pass', blocks: head.number + 1 }])

    const traced = await testDatabase()
    try {
      await indexUntil(traced.url, chainConfig(devnet.rpcUrl), head.hash)
      const metrics = (url: string) =>
        rowsOf<{ edges: number; path: string; longest: number; components: number }>(
          url,
          `SELECT edges, critical_path_gas::text AS path, longest_chain_txs AS longest, components
             FROM block_metrics ORDER BY block_number, policy`,
        )
      const exact = await metrics(traced.url)
      const bound = await metrics(database.url)
      expect(bound).toHaveLength(3 * (head.number + 1))
      bound.forEach(({ edges, path, longest, components }, at) => {
        expect(edges).toBeLessThanOrEqual(exact[at]?.edges ?? -1)
        expect(BigInt(path) <= BigInt(exact[at]?.path ?? -1)).toBe(true)
        expect(longest).toBeLessThanOrEqual(exact[at]?.longest ?? -1)
        expect(components).toBeGreaterThanOrEqual(exact[at]?.components ?? Number.POSITIVE_INFINITY)
      })
      const edges = (rows: { edges: number }[]) => rows.reduce((sum, row) => sum + row.edges, 0)
      expect(edges(bound)).toBeGreaterThan(edges(exact) / 2)
      expect(
        await rowsOf(traced.url, `SELECT DISTINCT verification->'accessList' AS list FROM block`),
      ).toEqual([{ list: { verdict: 'pass' } }])
    } finally {
      await traced.drop()
    }
  })

  test.each([
    [
      'with one bit changed',
      (list: string) => list.replace(/"0x0*([1-9a-f][0-9a-f]*)"(?=\}\])/, flipped),
      /^Block 4 does not verify: accessList: the access list hashes to 0x[0-9a-f]{64} but the header says 0x[0-9a-f]{64}\. It is not stored, and read again until it verifies\.$/,
    ],
    [
      'with an index beyond the block',
      (list: string) => list.replace('"index":"0x1"', '"index":"0x1234"'),
      /^Block 4 does not verify: accessList: what the node gave is no access list: block 4, account 0x[0-9a-f]{40}: \w+\S*\.index is 4660, and the highest is \d+, one after the last of \d+ transactions\. It is not stored/,
    ],
  ])(
    'a list %s is refused in one sentence, and its block comes once the list is right',
    async (_, change, sentence) => {
      node.rules = {
        ...chain.rules,
        change: (method, params, result) => {
          const given = chain.rules.change?.(method, params, result)
          if (method !== 'eth_getBlockAccessList') return given
          if (chain.lists.get(String(params[0]))?.number !== 4) return given
          const text = JSON.stringify(given)
          expect(change(text)).not.toBe(text)
          return JSON.parse(change(text))
        },
      }
      start()
      await until('the status has the sentence', async () =>
        sentence.test(await status()) ? true : undefined,
      )
      await until('the blocks before it are stored', async () =>
        (await rowsOf(database.url, 'SELECT 1 FROM checkpoint WHERE block_number = 3')).length === 1
          ? true
          : undefined,
      )
      expect(await rowsOf(database.url, 'SELECT number FROM block WHERE number >= 4')).toEqual([])
      node.rules = chain.rules
      await atHead()
      expect(await rowsOf(database.url, 'SELECT source FROM block WHERE number = 4')).toEqual([
        { source: 'access list' },
      ])
    },
  )
})

/** The lowest bit of a quantity turned, in its quotes. */
function flipped(quantity: string): string {
  return `"0x${(BigInt(JSON.parse(quantity)) ^ 1n).toString(16)}"`
}
