import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '@/lib/ports'
import { startTestDevnet } from '../../support/devnet'
import { until } from '../../support/until'
import { ask, rowsOf } from '../indexer/support'
import { databaseOf, endAll, newHome, run, statusOf, untilGone } from './command'

const FOLDER = fileURLToPath(new URL('../../../../shared/mainnet/', import.meta.url))
const RECORDED = existsSync(`${FOLDER}rpc.mjs`)
if (!RECORDED) console.warn(`Recorded mainnet blocks are not at ${FOLDER}: their tests are skipped.`)

const BLOCKS = '19932148,13287210'

describe.skipIf(!RECORDED)('single blocks of mainnet in the embedded database', { timeout: 900_000 }, () => {
  const home = newHome()
  let node: ChildProcess
  let url: string

  beforeAll(async () => {
    const port = await freePort()
    url = `http://127.0.0.1:${port}`
    node = spawn(process.execPath, [`${FOLDER}rpc.mjs`, '--port', String(port)], { stdio: 'ignore' })
    await until('the recorded node answers', () => ask(url, 'eth_chainId').catch(() => undefined))
  })

  afterAll(async () => {
    await endAll()
    node?.kill()
    home.remove()
  })

  test('are stored by the indexer alone, which brings the database and takes it away', async () => {
    const indexer = run('run.mjs', home, ['indexer/main.ts', '--blocks', '13287210'], { RPC_URL: url })
    await indexer.says('Chain: block 13287210 stored and verified: 1414 transactions, access sets traced')
    const processes = indexer.processes()
    expect(await indexer.ended).toBe(0)
    await untilGone(processes)
  })

  test('are stored and shown by npm start, the one that is there already left alone; the site stays, and takes a guest', async () => {
    const port = await freePort()
    const start = run('start.mjs', home, ['--port', String(port), '--blocks', BLOCKS], {
      RPC_URL: url,
      CHAIN_NAME: 'Chain',
    })
    await start.says('Chain: block 19932148 stored and verified: 227 transactions, access sets traced')
    await start.says('Chain: block 13287210 is stored already')
    await start.says('Parascope is at ')
    await start.says('The blocks are stored')
    expect(await statusOf(port)).toMatchObject([
      { chainId: '1', name: 'Chain', isDefault: true, state: 'selected blocks', source: 'traced' },
    ])
    for (const [number, count] of [
      ['19932148', '227'],
      ['13287210', '1,414'],
    ]) {
      const page = await fetch(`http://127.0.0.1:${port}/block/${number}`)
      expect(page.status).toBe(200)
      expect(await page.text()).toContain(count)
    }

    const devnet = await startTestDevnet()
    const guest = run('run.mjs', home, ['indexer/main.ts', '--blocks', '3'], {
      RPC_URL: devnet.rpcUrl,
      CHAIN_NAME: 'Guest',
    })
    expect(await guest.ended).toBe(0)
    await devnet.stop()
    expect(await statusOf(port)).toMatchObject([
      { chainId: '1', isDefault: true },
      { chainId: '31337', name: 'Guest', isDefault: false },
    ])
    expect((await fetch(`http://127.0.0.1:${port}/c/31337/block/3`)).status).toBe(200)

    const names = await rowsOf<{ datname: string }>(
      databaseOf(home),
      `SELECT datname FROM pg_database WHERE datname IN ('parascope', 'devnet') ORDER BY 1`,
    )
    expect(names).toEqual([{ datname: 'parascope' }])
    const processes = start.processes()
    start.signal('SIGINT')
    expect(await start.ended).toBe(0)
    await untilGone(processes)
  })

  test('that are not to be had are named, and the site stays up', async () => {
    const port = await freePort()
    const start = run('start.mjs', home, ['--port', String(port), '--blocks', '5'], { RPC_URL: url })
    await start.says('Parascope is at ')
    await start.says(/! The indexer stopped \(code 1\): The node at \S+ does not have block 5\./)
    expect(await statusOf(port)).toMatchObject([{ chainId: '1' }, { chainId: '31337' }])
  })
})
