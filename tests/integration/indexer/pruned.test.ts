import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect } from '@/lib/db/connect'
import { type TestDatabase, testDatabase } from '../../support/postgres'
import { until } from '../../support/until'
import { type RunningNode, startAnvil } from '../rpc/nodes'
import { ask, chainConfig, checkpointAt, headOf, rowsOf, withIndexer } from './support'

const FROM = '0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266'
const BLOCKS = 12
const KEPT = 4

let anvil: RunningNode
let database: TestDatabase

beforeAll(async () => {
  anvil = await startAnvil(['--prune-history', String(KEPT)])
  for (let block = 1; block <= BLOCKS; block++) {
    await ask(anvil.url, 'eth_sendTransaction', [{ from: FROM, to: FROM, value: '0x1' }])
    await until(`block ${block} is mined`, async () =>
      (await headOf(anvil.url)).number >= block ? true : undefined,
    )
  }
  database = await testDatabase()
})

afterAll(async () => {
  await anvil?.stop()
  await database?.drop()
})

test('a node that no longer has old states: what it cannot trace is counted in one sentence', async () => {
  const { hash } = await headOf(anvil.url)
  const client = await connect(database.url)
  const said = await withIndexer(database.url, chainConfig(anvil.url), async (lines) => {
    await checkpointAt(client, hash)
    await until('it is said', async () => (lines.some((line) => line.includes('without')) ? true : undefined))
    return lines
  })
  await client.end()
  const sources = await rowsOf<{ source: string; blocks: number; first: number; last: number }>(
    database.url,
    `SELECT source, count(*)::int AS blocks, min(number)::int AS first, max(number)::int AS last
       FROM block WHERE number > 0 GROUP BY 1 ORDER BY 1`,
  )
  expect(sources.map(({ source }) => source)).toEqual(['estimated', 'traced'])
  const [estimated] = sources
  expect(estimated?.first).toBe(1)
  expect(estimated?.blocks).toBeGreaterThan(BLOCKS / 2)
  expect(said.filter((line) => line.includes('without'))).toEqual([
    expect.stringMatching(
      new RegExp(
        `^${estimated?.blocks} blocks from 1 to ${estimated?.last} are stored without this trace, the first of them because: debug_traceBlockByNumber\\(1\\): tracing transaction 0x[0-9a-f]{64} failed: "Resource not found"$`,
      ),
    ),
  ])
})
