import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { freePort } from '@/lib/ports'
import { type TestDatabase, testDatabase } from '../../support/postgres'
import { until } from '../../support/until'
import { startIndexer } from './process'
import { ask, rowsOf } from './support'

const FOLDER = fileURLToPath(new URL('../../../../shared/mainnet/', import.meta.url))
const RECORDED = existsSync(`${FOLDER}rpc.mjs`)
if (!RECORDED) console.warn(`Recorded mainnet blocks are not at ${FOLDER}: their tests are skipped.`)

const byWorkers = z.record(z.string(), z.number())
const metrics = z.object({
  edges: z.number(),
  conflictedTxs: z.number(),
  dependentTxs: z.number(),
  components: z.number(),
  largestComponent: z.number(),
  longestChainTxs: z.number(),
  criticalPathGas: z.number(),
  makespanGas: byWorkers,
  blockOrderMakespanGas: byWorkers,
})
const expectedBlocks = z.array(
  z.object({
    number: z.number(),
    hash: z.string(),
    transactions: z.number(),
    gasUsed: z.number(),
    policies: z.record(z.string(), metrics),
  }),
)

/** Modules of real contracts; tests/integration/scripts/analyse.test.ts has all figures of this block. */
const MODULES = {
  modules: [
    {
      id: 'dex',
      name: 'DEX',
      deployers: ['0x9C33eaCc2F50E39940D3AfaF2c7B8246B681A374', '0x6c9fc64a53c1b71fb3f9af64d1ae3a4931a5f4e9'],
      codeHashes: ['0x5b83bdbcc56b2e630f2807bbadd2b0c21619108066b92a58de081261089e9ce5'],
    },
    {
      id: 'stable-coins',
      name: 'Stable coins',
      addresses: [{ address: '0xdAC17F958D2ee523a2206206994597C13D831ec7', label: 'USDT' }],
      deployers: ['0x95ba4cf87d6723ad9c0db21737d862be80e93911'],
    },
    { id: 'weth', name: 'Wrapped ether', addresses: ['0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2'] },
  ],
}

describe.skipIf(!RECORDED)('single blocks of mainnet', () => {
  let node: ChildProcess
  let database: TestDatabase
  let url: string

  beforeAll(async () => {
    const port = await freePort()
    url = `http://127.0.0.1:${port}`
    node = spawn(process.execPath, [`${FOLDER}rpc.mjs`, '--port', String(port)], { stdio: 'ignore' })
    database = await testDatabase()
    await until('the recorded node answers', () => ask(url, 'eth_chainId').catch(() => undefined))
  })

  afterAll(async () => {
    node?.kill()
    await database?.drop()
  })

  const take = async (blocks: string) => {
    const indexer = startIndexer({ DATABASE_URL: database.url, RPC_URL: url, CHAIN_NAME: 'Mainnet' }, [
      '--blocks',
      blocks,
    ])
    return { code: await indexer.ended, output: indexer.output() }
  }

  test('are stored, verified, with the metrics that a separate program found', async () => {
    const { code, output } = await take('19932148,13287210')
    expect(output).toContain('block 19932148 stored and verified: 227 transactions, access sets traced')
    expect(output).toContain('block 13287210 stored and verified: 1414 transactions, access sets traced')
    expect(code).toBe(0)

    const expected = expectedBlocks.parse(JSON.parse(readFileSync(`${FOLDER}expected.json`, 'utf8')))
    for (const number of [19932148, 13287210]) {
      const block = expected.find((candidate) => candidate.number === number)
      expect(
        await rowsOf(
          database.url,
          `SELECT '0x' || encode(hash, 'hex') AS hash, transaction_count AS count, gas_used::text AS gas, source,
             verification->'parentHash'->>'verdict' AS parent, verification->'receiptsRoot'->>'verdict' AS receipts,
             (SELECT count(*)::int FROM transaction t WHERE t.block_number = b.number) AS stored
           FROM block b WHERE number = $1`,
          [number],
        ),
      ).toEqual([
        {
          hash: block?.hash,
          count: block?.transactions,
          stored: block?.transactions,
          gas: String(block?.gasUsed),
          source: 'traced',
          parent: 'indeterminate',
          receipts: 'pass',
        },
      ])
      for (const [policy, wanted] of Object.entries(block?.policies ?? {})) {
        expect(await storedMetrics(number, policy), `${number} ${policy}`).toEqual(wanted)
      }
    }
    expect(await rowsOf(database.url, 'SELECT mode FROM chain')).toEqual([{ mode: 'blocks' }])
    expect(await rowsOf(database.url, 'SELECT * FROM checkpoint')).toEqual([])
  })

  test('are left alone when they are there, and refused in one sentence when they are not', async () => {
    expect((await take('19932148')).output).toContain('block 19932148 is stored already')
    const absent = await take('19932149')
    expect(absent.code).toBe(1)
    expect(absent.output).toMatch(/does not have block 19932149/)
    expect(absent.output).not.toMatch(/^\s+at /m)
  })

  test('whose receipts do not give their root are refused', async () => {
    const { code, output } = await take('2179522')
    expect(code).toBe(1)
    expect(output).toMatch(/Block 2179522 does not verify: receiptsRoot/)
    expect(await rowsOf(database.url, 'SELECT number FROM block WHERE number = 2179522')).toEqual([])
  })

  test('have the modules of a file, with the metrics that a separate program found', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'parascope-mainnet-'))
    const other = await testDatabase()
    try {
      const file = join(folder, 'modules.json')
      await writeFile(file, JSON.stringify(MODULES))
      const indexer = startIndexer(
        { DATABASE_URL: other.url, RPC_URL: url, CHAIN_NAME: 'Mainnet', MODULES_FILE: file },
        ['--blocks', '19932148'],
      )
      expect(await indexer.ended, indexer.output()).toBe(0)
      expect(
        await rowsOf(
          other.url,
          `SELECT module_id AS id, home_txs AS home, home_gas::int AS gas, touching_txs AS touching, edges
           FROM module_metrics WHERE policy = 'accounts' AND module_id IN ('dex', 'stable-coins', 'weth') ORDER BY 1`,
        ),
      ).toEqual([
        { id: 'dex', home: 0, gas: 0, touching: 30, edges: 4 },
        { id: 'stable-coins', home: 57, gas: 2_613_068, touching: 68, edges: 34 },
        { id: 'weth', home: 3, gas: 116_156, touching: 35, edges: 28 },
      ])
      expect(
        await rowsOf(
          other.url,
          `SELECT module_id AS id, rule, count(*)::int FROM module_contract WHERE added GROUP BY 1, 2 ORDER BY 1, 2`,
        ),
      ).toEqual([
        { id: 'dex', rule: 'code hash', count: 28 },
        { id: 'dex', rule: 'deployer', count: 1 },
        { id: 'stable-coins', rule: 'address', count: 1 },
        { id: 'stable-coins', rule: 'deployer', count: 1 },
        { id: 'weth', rule: 'address', count: 1 },
      ])
    } finally {
      await rm(folder, { recursive: true })
      await other.drop()
    }
  })

  async function storedMetrics(number: number, policy: string): Promise<unknown> {
    const [row] = await rowsOf<Record<string, unknown>>(
      database.url,
      `SELECT edges, conflicted_txs AS "conflictedTxs", dependent_txs AS "dependentTxs", components,
         largest_component AS "largestComponent", longest_chain_txs AS "longestChainTxs",
         critical_path_gas::float8 AS "criticalPathGas", makespan_gas::float8[] AS makespan,
         block_order_makespan_gas::float8[] AS "blockOrder"
       FROM block_metrics WHERE block_number = $1 AND policy = $2`,
      [number, policy],
    )
    if (row === undefined) return undefined
    const { makespan, blockOrder, ...rest } = row
    return { ...rest, makespanGas: perWorkers(makespan), blockOrderMakespanGas: perWorkers(blockOrder) }
  }
})

/** The stored array in the form of the recorded file. */
function perWorkers(array: unknown): Record<string, number> {
  const gas = z.array(z.number()).parse(array)
  return Object.fromEntries([2, 4, 8, 16, 32].map((workers, at) => [String(workers), gas[at] ?? Number.NaN]))
}
