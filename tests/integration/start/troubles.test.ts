import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { Devnet } from '@/devnet/devnet'
import { freePort } from '@/lib/ports'
import { startTestDevnet } from '../../support/devnet'
import { type TestDatabase, testDatabase } from '../../support/postgres'
import { until } from '../../support/until'
import { type NodeProxy, startProxy, startWebPage } from '../indexer/proxy'
import { contents, rowsOf } from '../indexer/support'
import { type Command, endAll, newHome, run, statusOf } from './command'

const home = newHome()
afterAll(() => home.remove())

describe('npm start on a node that is not as it should be', { timeout: 900_000 }, () => {
  let devnet: Devnet
  let database: TestDatabase
  let node: NodeProxy
  let start: Command
  let nodePort: number
  let port: number
  const refuseDebug = (method: string) =>
    method.startsWith('debug_') ? { error: { code: -32601, message: 'Method not found' } } : undefined

  beforeAll(async () => {
    devnet = await startTestDevnet()
    await devnet.runBlocks(3)
    database = await testDatabase({ migrated: false })
    ;[nodePort, port] = [await freePort(), await freePort()]
    start = run('start.mjs', home, ['--port', String(port)], {
      DATABASE_URL: database.url,
      RPC_URL: `http://127.0.0.1:${nodePort}`,
      CHAIN_NAME: 'Mine',
    })
    await start.says(`Parascope is at http://localhost:${port}`)
  }, 900_000)

  afterAll(async () => {
    await endAll()
    await node?.close()
    await devnet?.stop()
    await database?.drop()
  })

  const lines = (text: string) =>
    start
      .output()
      .split('\n')
      .filter((line) => line.includes(text)).length
  const heads = async () => (await rowsOf(database.url, 'SELECT max(number)::int AS head FROM block'))[0]

  test('says on its own terminal that nothing answers, and stays up', async () => {
    await start.says(
      `Mine: No node answers at http://127.0.0.1:${nodePort}: connection refused. Start the node`,
    )
    expect(await statusOf(port)).toEqual([])
  })

  test('says that what answers is a web page', async () => {
    const page = await startWebPage(nodePort)
    await start.says(`Mine: What answers at http://127.0.0.1:${nodePort} is a web page, not a JSON-RPC node.`)
    await page.close()
  })

  test('runs on a node without debug methods, with its figures marked estimated', async () => {
    node = await startProxy(devnet.rpcUrl, { instead: refuseDebug }, nodePort)
    await start.says('Mine: The node does not trace blocks: access sets are estimated')
    const head = await devnet.runBlocks(1)
    await until('the head is stored', async () => ((await heads())?.head === head ? true : undefined))
    expect(await statusOf(port)).toMatchObject([{ name: 'Mine', source: 'estimated' }])
    expect(await (await fetch(`http://127.0.0.1:${port}/block/${head}`)).text()).toContain('estimated')
  })

  test('says that the chain id has changed, loses nothing, and goes on when it is back', async () => {
    const before = await contents(database.url)
    node.rules.change = (method, _, result) => (method === 'eth_chainId' ? '0x1' : result)
    await start.says(
      /Mine: The node at \S+ has changed from chain 31337 to chain 1\. Nothing of it is stored/,
    )
    await start.says('! The indexer stopped (code 1) and starts again in 1 s.')
    await start.says(/Mine: The node at \S+ is on chain 1, but "Mine" is chain 31337 in this database\./)
    expect(await contents(database.url)).toEqual(before)
    node.rules.change = undefined
    const head = await devnet.runBlocks(1)
    await until('the head is stored', async () => ((await heads())?.head === head ? true : undefined))
  })

  test('says each thing once, in one line, without a stack', () => {
    for (const text of ['No node answers', 'is a web page', 'has changed from', 'but "Mine" is chain']) {
      expect(lines(text), text).toBe(1)
    }
    expect(start.output()).not.toMatch(/^\s+at |Error:/m)
  })
})

describe('npm start on a database that cannot be used', { timeout: 900_000 }, () => {
  const refused = async (change: (url: URL) => void) => {
    const url = new URL(inject('postgresUrl'))
    change(url)
    const start = run('start.mjs', home, [], {
      DATABASE_URL: url.href,
      RPC_URL: 'http://127.0.0.1:18545',
      PORT: String(await freePort()),
    })
    expect(await start.ended).toBe(1)
    expect(start.output()).not.toMatch(/^\s+at /m)
    return { said: start.output().trim().split('\n').at(-1), url }
  }

  test('says that the password is refused, without showing it', async () => {
    const { said, url } = await refused((url) => {
      url.password = 'guessed'
    })
    expect(said).toBe(
      `Postgres at 127.0.0.1:${url.port} refuses the user or password of postgresql://parascope:***@127.0.0.1:${url.port}/postgres: password authentication failed for user "parascope".`,
    )
  })

  test('says that nothing listens there', async () => {
    const dead = await freePort()
    const { said } = await refused((url) => {
      url.port = String(dead)
    })
    expect(said).toBe(`Nothing answers as Postgres at 127.0.0.1:${dead}: start it, or correct DATABASE_URL.`)
  })

  test('says that the host is not known', async () => {
    const { said } = await refused((url) => {
      url.hostname = 'nowhere.invalid'
    })
    expect(said).toBe('The host "nowhere.invalid" of DATABASE_URL cannot be found: correct DATABASE_URL.')
  })

  test('says that the database is missing where it may not be made', async () => {
    const server = inject('postgresUrl')
    await rowsOf(server, `DROP ROLE IF EXISTS guest`)
    await rowsOf(server, `CREATE ROLE guest LOGIN PASSWORD 'guest'`)
    const { said } = await refused((url) => {
      url.username = 'guest'
      url.password = 'guest'
      url.pathname = '/not_there'
    })
    await rowsOf(server, `DROP ROLE guest`)
    expect(said).toBe(
      'The database "not_there" does not exist and the user "guest" may not create it: create it, or name another in DATABASE_URL.',
    )
  })
})
