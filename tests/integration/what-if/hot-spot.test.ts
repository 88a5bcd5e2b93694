import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { reasonWords } from '@/components/parallelism/worst-reason'
import { loadWhatIf, type WhatIfData } from '@/components/what-if/load-what-if'
import { targetWords } from '@/components/what-if/target-name'
import { parseWhatIf } from '@/components/what-if/what-if-query'
import type { Devnet } from '@/devnet/devnet'
import { hotSpotAddress } from '@/devnet/hot-spot'
import { LAYOUTS_FILE } from '@/devnet/layouts'
import { prismaClient } from '@/lib/db/client'
import type { PrismaClient } from '@/lib/db/generated/client'
import { getBlockMetrics } from '@/lib/db/read/block-metrics'
import { getModuleNames } from '@/lib/db/read/module-names'
import { getWorstBlocks } from '@/lib/db/read/worst-blocks'
import { storageKey } from '@/lib/parallelism/keys'
import { POLICIES, type Policy } from '@/lib/parallelism/types'
import { compareMetrics } from '@/lib/parallelism/what-if-metrics'
import { startTestDevnet } from '../../support/devnet'
import { type TestDatabase, testDatabase } from '../../support/postgres'
import { chainConfig, headOf, indexUntil, lower } from '../indexer/support'

const CHAIN = 31337n
const BLOCKS = 20
const TOLERANCE = 0.05
const TOTAL = storageKey(hotSpotAddress().toLowerCase(), `0x${'0'.repeat(64)}`)

interface Run {
  folder: string
  devnet: Devnet
  database: TestDatabase
  db: PrismaClient
  /** first block of the workload, and the last */
  from: bigint
  to: bigint
}

/** The devnet with 28 heavy transactions in each block that count in one variable of a module, or each in its own. */
async function run(shared: boolean): Promise<Run> {
  const folder = await mkdtemp(join(tmpdir(), 'hot-spot-'))
  const hotSpot = { transactions: 28, notes: 18, shared }
  const devnet = await startTestDevnet({ folder, settings: { hotSpot } })
  const deployed = (await headOf(devnet.rpcUrl)).number
  await devnet.runBlocks(BLOCKS)
  const database = await testDatabase()
  const { number, hash } = await headOf(devnet.rpcUrl)
  const layouts = join(folder, LAYOUTS_FILE)
  const chain = chainConfig(devnet.rpcUrl, { registry: lower(devnet.registry), layouts })
  await indexUntil(database.url, chain, hash)
  const db = prismaClient(database.url)
  return { folder, devnet, database, db, from: BigInt(deployed + 1), to: BigInt(number) }
}

describe('a hot spot planted in a module', () => {
  const runs: Run[] = []
  let hot: Run
  let cool: Run

  beforeAll(async () => {
    hot = await run(true)
    runs.push(hot)
    cool = await run(false)
    runs.push(cool)
  }, 300_000)

  afterAll(async () => {
    for (const { devnet, database, db, folder } of runs) {
      await devnet.stop()
      await db.$disconnect()
      await database.drop()
      await rm(folder, { recursive: true, force: true })
    }
  })

  /** What the page of changes computes for the blocks of the workload. */
  async function asked(action: string, policy: Policy): Promise<WhatIfData> {
    const query = { target: TOTAL, action, policy, from: `${hot.from}`, to: `${hot.to}` }
    const data = await loadWhatIf(hot.db, CHAIN, parseWhatIf(query))
    if (data?.outcome === undefined) throw new Error('nothing was computed')
    return data
  }

  async function metricsOf({ db }: Run, block: bigint, policy: Policy) {
    const metrics = (await getBlockMetrics(db, CHAIN, block)).find((one) => one.policy === policy)
    if (metrics === undefined) throw new Error(`block ${block} has no metrics`)
    return metrics
  }

  test('is the first line of the worst blocks, by name, and the reason', async () => {
    const { from, to } = hot
    const worst = await getWorstBlocks(hot.db, CHAIN, 'accounts', { from, to }, 8)
    expect(worst[0]?.hotKey).toMatchObject({
      moduleId: 'energy-grid',
      contractLabel: 'Grid load',
      label: 'total',
    })
    expect(worst[0] && reasonWords(worst[0])).toMatch(/^8\d% of the gas waits behind Grid load\.total/)
    const without = await getWorstBlocks(cool.db, CHAIN, 'accounts', { from, to }, 8)
    expect(without.map(({ hotKey }) => hotKey?.contractLabel)).not.toContain('Grid load')
  })

  test('is the first advice', async () => {
    const query = { policy: 'accounts', from: `${hot.from}`, to: `${hot.to}` }
    const data = await loadWhatIf(hot.db, CHAIN, parseWhatIf(query))
    const modules = await getModuleNames(hot.db, CHAIN)
    expect(data?.outcome?.isBest).toBe(true)
    const best = data?.advice.advice[0]
    expect(data && best && targetWords(best.target, data.names, modules)).toBe('Grid load.total')
    expect(best?.blocks).toBe(BLOCKS)
  })

  test('what the page computes for today is what the indexer stored', async () => {
    for (const policy of POLICIES) {
      const { outcome } = await asked('commutative', policy)
      for (const { number, before } of outcome?.blocks ?? []) {
        expect(before.block).toEqual(await metricsOf(hot, number, policy))
      }
      expect(outcome?.blocks.length).toBe(BLOCKS)
    }
  })

  test('a counter for each sender is predicted to the unit, block by block, under every policy', async () => {
    for (const policy of POLICIES) {
      const { outcome } = await asked('sharded:sender', policy)
      for (const { number, after } of outcome?.blocks ?? []) {
        expect(after.block).toEqual(await metricsOf(cool, number, policy))
      }
    }
  })

  test.each(POLICIES)(
    'a commutative counter is predicted within 5 %, block by block and in sum, under %s',
    async (policy) => {
      const { outcome } = await asked('commutative', policy)
      const range = { from: `${cool.from}`, to: `${cool.to}` }
      const without = await loadWhatIf(cool.db, CHAIN, parseWhatIf({ target: TOTAL, policy, ...range }))
      const predicted = outcome?.blocks ?? []
      const measured = without?.outcome?.blocks ?? []
      expect(predicted.map(({ number }) => number)).toEqual(measured.map(({ number }) => number))
      const pairs = predicted.map(({ after }, at) => ({ after, before: measured[at]?.before ?? after }))
      for (const blocks of [...pairs.map((pair) => [pair]), pairs]) {
        for (const { id, before, difference } of compareMetrics(blocks)) {
          const off = Math.abs(Number(difference))
          expect([id, off <= TOLERANCE * Number(before)]).toEqual([id, true])
        }
      }
      // It is a hot spot: what is predicted is far from what there is.
      const path = outcome?.metrics.find(({ id }) => id === 'criticalPathGas')
      expect(Number(path?.after)).toBeLessThan(Number(path?.before) / 5)
    },
  )
})
