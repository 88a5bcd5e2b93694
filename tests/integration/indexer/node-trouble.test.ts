import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Devnet } from '@/devnet/devnet'
import { connect } from '@/lib/db/connect'
import { freePort } from '@/lib/ports'
import { startTestDevnet } from '../../support/devnet'
import { type TestDatabase, testDatabase } from '../../support/postgres'
import { until } from '../../support/until'
import { type IndexerProcess, startIndexer } from './process'
import { type NodeProxy, startProxy, startWebPage } from './proxy'
import { checkpointAt, contents, headOf, rowsOf } from './support'

describe('a node that is not as it should be', () => {
  let devnet: Devnet
  let node: NodeProxy
  let database: TestDatabase
  let indexer: IndexerProcess | undefined

  beforeAll(async () => {
    devnet = await startTestDevnet()
    await devnet.runBlocks(4)
    node = await startProxy(devnet.rpcUrl)
  })

  afterAll(async () => {
    await node?.close()
    await devnet?.stop()
  })

  beforeEach(async () => {
    node.rules = {}
    database = await testDatabase()
  })

  afterEach(async () => {
    await indexer?.kill()
    indexer = undefined
    await database.drop()
  })

  const start = (url: string) => {
    indexer = startIndexer({ DATABASE_URL: database.url, RPC_URL: url, CHAIN_NAME: 'Test' })
    return indexer
  }
  const atHead = async () => {
    const { hash } = await headOf(devnet.rpcUrl)
    const client = await connect(database.url)
    try {
      await checkpointAt(client, hash)
    } finally {
      await client.end()
    }
  }
  const says = (text: string | RegExp) =>
    until(`the indexer says ${text}`, async () => {
      const output = indexer?.output() ?? ''
      expect(output).not.toMatch(/^\s+at /m)
      return (typeof text === 'string' ? output.includes(text) : text.test(output)) ? true : undefined
    })
  const status = async () =>
    (await rowsOf(database.url, 'SELECT rpc_error, indexer_error FROM chain_status'))[0]

  test('is waited for when nothing answers, and read once it is there', async () => {
    const port = await freePort()
    start(`http://127.0.0.1:${port}`)
    await says(`No node answers at http://127.0.0.1:${port}: connection refused.`)
    expect(indexer?.child.exitCode).toBeNull()
    const late = await startProxy(devnet.rpcUrl, {}, port)
    await atHead()
    await says('The node answers again.')
    await late.close()
  })

  test('is named for what it is when it is a web page', async () => {
    const page = await startWebPage()
    start(page.url)
    await says(`What answers at ${page.url} is a web page, not a JSON-RPC node.`)
    await page.close()
  })

  test('that goes away and comes back is followed on, and the status tells both', async () => {
    start(node.url)
    await atHead()
    const before = await contents(database.url)
    node.rules.instead = () => ({ error: { code: -32005, message: 'limit exceeded' } })
    await until('the status has a sentence', async () =>
      String((await status())?.rpc_error).includes('too busy') ? true : undefined,
    )
    expect(await contents(database.url)).toEqual(before)
    node.rules = {}
    await devnet.runBlocks(1)
    await atHead()
    await until('the status is clean', async () => ((await status())?.rpc_error === null ? true : undefined))
  })

  test('stops the indexer with one sentence when its chain id changes, and nothing is lost', async () => {
    start(node.url)
    await atHead()
    const before = await contents(database.url)
    const otherChain = {
      change: (method: string, _: unknown, result: unknown) => (method === 'eth_chainId' ? '0x1' : result),
    }
    node.rules = otherChain
    expect(await indexer?.ended).toBe(1)
    await says(/has changed from chain 31337 to chain 1\./)
    start(node.url)
    expect(await indexer?.ended).toBe(1)
    await says(/is on chain 1, but "Test" is chain 31337 in this database\./)
    expect((await status())?.indexer_error).toMatch(/is on chain 1, but "Test" is chain 31337/)
    expect(await contents(database.url)).toEqual(before)
    node.rules = {}
    start(node.url)
    await devnet.runBlocks(1)
    await atHead()
  })

  test('without debug methods is indexed with estimated access sets', async () => {
    node.rules.instead = (method) =>
      method.startsWith('debug_')
        ? { error: { code: -32601, message: `the method ${method} does not exist/is not available` } }
        : undefined
    start(node.url)
    await atHead()
    await says('The node does not trace blocks: access sets are estimated')
    for (const table of ['block', 'block_metrics', 'block_access', 'chain']) {
      expect(await rowsOf(database.url, `SELECT DISTINCT source FROM ${table}`), table).toEqual([
        { source: 'estimated' },
      ])
    }
    expect(
      await rowsOf(
        database.url,
        `SELECT m.block_number FROM block_metrics m JOIN block b ON b.number = m.block_number WHERE m.gas_used <> b.gas_used`,
      ),
    ).toEqual([])
  })

  test('that gives a block which does not verify is refused there, and followed once it gives the true one', async () => {
    const bad = 3
    node.rules.change = (method, params, result) =>
      method === 'eth_getBlockReceipts' && params[0] === `0x${bad.toString(16)}` && Array.isArray(result)
        ? result.map((receipt, at) => (at === 0 ? { ...receipt, status: '0x0' } : receipt))
        : result
    start(node.url)
    await until('the status has the sentence', async () =>
      /^Block 3 does not verify: receiptsRoot: .* It is not stored, and read again until it verifies\.$/.test(
        String((await status())?.indexer_error),
      )
        ? true
        : undefined,
    )
    await until('the blocks before it are stored', async () =>
      (await rowsOf(database.url, 'SELECT 1 FROM checkpoint WHERE block_number = 2')).length === 1
        ? true
        : undefined,
    )
    expect(await rowsOf(database.url, 'SELECT number FROM block WHERE number >= 3')).toEqual([])
    expect(indexer?.child.exitCode).toBeNull()
    node.rules = {}
    await atHead()
    await until('the status is clean', async () =>
      (await status())?.indexer_error === null ? true : undefined,
    )
  })
})
