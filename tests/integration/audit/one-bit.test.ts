import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Devnet } from '@/devnet/devnet'
import { typeScriptArgs } from '../../../scripts/start/services'
import { startChild } from '../../support/child'
import { startTestDevnet } from '../../support/devnet'
import { LIES, type Lie, type LieName, liesAbout } from '../../support/one-bit'
import { type TestDatabase, testDatabase } from '../../support/postgres'
import { until } from '../../support/until'
import { type NodeProxy, startProxy } from '../indexer/proxy'
import { chainConfig, headOf, lower, rowsOf, withIndexer } from '../indexer/support'

/** Enough for the first epoch of 20 blocks to have closed. */
const BLOCKS = 40
const EPOCH = 1n

describe('a node that changes one bit', () => {
  let devnet: Devnet
  let node: NodeProxy
  let lies: Record<LieName, Lie>
  let database: TestDatabase
  beforeAll(async () => {
    devnet = await startTestDevnet({ settings: { epochDuration: 40, timelockDelay: 20 } })
    await devnet.runBlocks(BLOCKS)
    node = await startProxy(devnet.rpcUrl)
    lies = await liesAbout(devnet.rpcUrl, lower(devnet.program), EPOCH)
    database = await testDatabase()
  })
  afterAll(async () => {
    await node?.close()
    await devnet?.stop()
    await database?.drop()
  })

  test('is refused by the site, which says where, and followed once it tells the truth', async () => {
    const chain = chainConfig(node.url, { registry: lower(devnet.registry) })
    const head = await headOf(devnet.rpcUrl)
    // Each lies in a block after that of the one before, or in the same.
    const inOrder = LIES.map((name) => lies[name]).toSorted((a, b) => a.block - b.block)
    node.rules = { change: inOrder[0]?.change }
    await withIndexer(database.url, chain, async () => {
      for (const { block, change, sentence } of inOrder) {
        node.rules = { change }
        const said = await until(sentence, async () => {
          const [status] = await rowsOf<{ error: string | null }>(
            database.url,
            'SELECT indexer_error AS error FROM chain_status',
          )
          return status?.error?.startsWith(sentence) ? status.error : undefined
        })
        expect(said).toMatch(/ It is not stored, and read again until it verifies\.$/)
        expect(await rowsOf(database.url, `SELECT number FROM block WHERE number >= ${block}`)).toEqual([])
      }
      node.rules = {}
      await until('the true chain is indexed', async () => {
        const rows = await rowsOf(
          database.url,
          `SELECT 1 FROM checkpoint WHERE block_number = ${head.number}`,
        )
        return rows.length > 0 ? true : undefined
      })
    })
    expect(await rowsOf(database.url, 'SELECT epoch::int, verdict FROM audit')).toEqual([
      { epoch: 1, verdict: 'pass' },
    ])
  })

  test.each(LIES)('of a %s is refused by the command line, which says where', async (name) => {
    node.rules = { change: lies[name].change }
    const child = startChild({
      command: process.execPath,
      args: [
        ...typeScriptArgs('scripts/verify.ts', ['--rpc', node.url]),
        ...['--program', devnet.program, '--epoch', `${EPOCH}`],
      ],
      stop: { signal: 'SIGTERM', graceMs: 2000 },
    })
    expect(await child.ended).toBe(1)
    const last = child.said().trim().split('\n').at(-1) ?? ''
    expect(last.startsWith(lies[name].sentence), last).toBe(true)
  })
})
