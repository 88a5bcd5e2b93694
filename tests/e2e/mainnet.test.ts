import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { z } from 'zod'
import { MAINNET_FOLDER } from '../support/mainnet'
import { type Tab, useBrowser, visit } from './browser'
import { columnOf, factOf, rowsOf } from './tables'

const metrics = z.object({
  edges: z.number(),
  components: z.number(),
  longestChainTxs: z.number(),
  criticalPathGas: z.number(),
  makespanGas: z.record(z.string(), z.number()),
  blockOrderMakespanGas: z.record(z.string(), z.number()),
})
const expectedBlocks = z.array(
  z.object({
    number: z.number(),
    hash: z.string(),
    gasUsed: z.number(),
    policies: z.object({ storage: metrics, accounts: metrics, strict: metrics }),
  }),
)

/** The figures of a recorded block from the separate implementation that came with it. */
function expectedOf(number: number) {
  const file = path.join(MAINNET_FOLDER, 'expected.json')
  const block = expectedBlocks
    .parse(JSON.parse(readFileSync(file, 'utf8')))
    .find((one) => one.number === number)
  if (block === undefined) throw new Error(`${file} has no block ${number}.`)
  return block
}

const commas = (value: number) => value.toLocaleString('en-US')
const times = (gas: number, span: number | undefined) => `${(gas / (span ?? Number.NaN)).toFixed(2)}×`

describe.skipIf(!inject('site').mainnet)('recorded blocks of mainnet', () => {
  const open = useBrowser()
  let tab: Tab
  beforeAll(async () => {
    tab = await open()
  })
  afterAll(() => tab?.close())

  test('are listed with the gap between them shown as a gap', async () => {
    const { page } = tab
    await visit(page, '/c/1/blocks')
    const rows = await rowsOf(page, 'Blocks')
    expect(rows.map((row) => row[0])).toEqual(['19,932,148', '6,644,937 blocks not indexed', '13,287,210'])
    expect(rows.map((row) => row[2])).toEqual(['227', undefined, '1,414'])
  })

  test('19932148 is verified and has its 227 transactions', async () => {
    const { page } = tab
    await visit(page, '/c/1/block/19932148')
    const { hash, gasUsed } = expectedOf(19_932_148)
    expect(await factOf(page, 'Hash')).toBe(hash)
    expect(await factOf(page, 'Gas used')).toContain(commas(gasUsed))
    const checks = await rowsOf(page, 'Checks of this block')
    expect(checks.map(([check, verdict]) => `${check}: ${verdict}`)).toEqual([
      'Header: pass',
      'Parent: indeterminate',
      'Transactions: pass',
      'Transactions root: pass',
      'Withdrawals root: pass',
      'Receipts: pass',
      'Logs bloom: pass',
      'Receipts root: pass',
      'Access list: pass',
    ])
    const shown: string[] = []
    for (const from of [0, 100, 200]) {
      await visit(page, `/c/1/block/19932148?tab=transactions&from=${from}`)
      shown.push(...(await columnOf(page, 'Transactions of block 19932148', 'Transaction')))
    }
    expect(shown).toHaveLength(227)
    expect(new Set(shown).size).toBe(227)
  })

  test.each([19_932_148, 13_287_210])('%i has the metrics of a separate implementation', async (number) => {
    const { page } = tab
    const { gasUsed, policies } = expectedOf(number)
    await visit(page, `/c/1/block/${number}?tab=parallelism`)
    const { storage, accounts, strict } = policies
    const shown = new Map(
      (await rowsOf(page, 'Metrics by policy')).map(([name, ...values]) => [name, values]),
    )
    const all = [storage, accounts, strict]
    expect(shown.get('Speedup bound')).toEqual(all.map((one) => times(gasUsed, one.criticalPathGas)))
    expect(shown.get('Critical path, gas')).toEqual(all.map((one) => commas(one.criticalPathGas)))
    expect(shown.get('Longest chain, transactions')).toEqual(all.map((one) => commas(one.longestChainTxs)))
    expect(shown.get('Dependencies')).toEqual(all.map((one) => commas(one.edges)))
    expect(shown.get('Components')).toEqual(all.map((one) => commas(one.components)))
    for (const policy of ['storage', 'accounts', 'strict'] as const) {
      await visit(page, `/c/1/block/${number}?tab=parallelism&policy=${policy}`)
      const { makespanGas, blockOrderMakespanGas } = policies[policy]
      const schedules = await rowsOf(page, 'Speedup by number of workers')
      expect(schedules.map((row) => row.slice(0, 3))).toEqual(
        ['2', '4', '8', '16', '32'].map((workers) => [
          workers,
          times(gasUsed, makespanGas[workers]),
          times(gasUsed, blockOrderMakespanGas[workers]),
        ]),
      )
    }
  })
})
