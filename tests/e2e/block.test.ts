import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { z } from 'zod'
import { type Tab, useBrowser, visit } from './browser'
import { columnOf, factOf, numberOf, rowsOf } from './tables'

const answer = z.object({
  result: z.object({
    hash: z.string(),
    parentHash: z.string(),
    stateRoot: z.string(),
    gasUsed: z.string(),
    transactions: z.array(z.string()),
  }),
})

/** Block 40 as the node has it. */
async function blockOfNode() {
  const response = await fetch(inject('site').rpcUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'eth_getBlockByNumber', params: ['0x28', false] }),
  })
  return answer.parse(await response.json()).result
}

/** The seed of the devnet is fixed, so block 40 is the same block in every run. */
describe('block 40 of the devnet', () => {
  const open = useBrowser()
  let tab: Tab
  beforeAll(async () => {
    tab = await open()
  })
  afterAll(() => tab?.close())

  test('shows the header that the node has, and that every check on it passes', async () => {
    const { page } = tab
    await visit(page, '/block/40')
    const { hash, parentHash, stateRoot, gasUsed } = await blockOfNode()
    expect(await factOf(page, 'Hash')).toBe(hash)
    expect(await factOf(page, 'Parent')).toBe(parentHash)
    expect(await factOf(page, 'State root')).toBe(stateRoot)
    expect(BigInt(gasUsed)).toBe(2_085_012n)
    expect(await factOf(page, 'Gas used')).toBe('2,085,012 3.5% of 60,000,000')
    const checks = await rowsOf(page, 'Checks of this block')
    expect(checks.map(([name, verdict]) => `${name}: ${verdict}`)).toEqual([
      'Header: pass',
      'Parent: pass',
      'Transactions: pass',
      'Transactions root: pass',
      'Withdrawals root: pass',
      'Receipts: pass',
      'Logs bloom: pass',
      'Receipts root: pass',
      'Access list: pass',
    ])
  })

  test('lists its transactions', async () => {
    const { page } = tab
    await visit(page, '/block/40?tab=transactions')
    const rows = await rowsOf(page, 'Transactions of block 40')
    const { transactions } = await blockOfNode()
    expect(rows).toHaveLength(36)
    const names = rows.map((row) => row[1] ?? '')
    expect(names.map((name) => name.replace(' reverted', ''))).toEqual(
      transactions.map((hash) => `${hash.slice(0, 8)}…${hash.slice(-4)}`),
    )
    expect(names.filter((name) => name.endsWith(' reverted'))).toHaveLength(2)
    const gas = (await columnOf(page, 'Transactions of block 40', 'Gas used')).map(numberOf)
    expect(gas.slice(0, 3)).toEqual([75_088n, 47_088n, 56_858n])
    expect(gas.reduce((sum, one) => sum + one, 0n)).toBe(2_085_012n)
  })

  test('has its metrics under the three policies', async () => {
    const { page } = tab
    await visit(page, '/block/40?tab=parallelism')
    expect(await rowsOf(page, 'Metrics by policy')).toEqual([
      ['Speedup bound', '3.37×', '3.37×', '3.37×'],
      ['Critical path, gas', '617,944', '617,944', '617,944'],
      ['Longest chain, transactions', '8', '8', '8'],
      ['Dependencies', '17', '22', '22'],
      ['Transactions in conflict', '21 (58.3%)', '22 (61.1%)', '22 (61.1%)'],
      ['Dependent transactions', '16 (44.4%)', '17 (47.2%)', '17 (47.2%)'],
      ['Largest component', '11 (30.6%)', '20 (55.6%)', '20 (55.6%)'],
      ['Components', '19', '16', '16'],
      ['One lane a module', '1.97×', '1.97×', '1.97×'],
    ])
    expect(await rowsOf(page, 'Speedup by number of workers')).toEqual([
      ['2', '1.98×', '1.95×', '1.84×', '3'],
      ['4', '3.37×', '3.23×', '2.95×', '5'],
      ['8', '3.37×', '3.37×', '3.26×', '8'],
      ['16', '3.37×', '3.37×', '3.29×', '14'],
      ['32', '3.37×', '3.37×', '3.28×', '22'],
    ])
  })

  test('names the keys that its swaps wait for', async () => {
    const { page } = tab
    await visit(page, '/block/40?tab=parallelism')
    const keys = await rowsOf(page, 'Hottest keys')
    expect(keys).toHaveLength(10)
    // Where a slot has a name, the name is another test's.
    expect(
      keys
        .slice(0, 3)
        .map(([key, ...figures]) => [key?.split(/[. ]slot|\./)[0], ...figures])
        .toSorted(),
    ).toEqual([
      ['Energy Credit', 'Energy grid', '542,856', '26.0%', '7', '8', '8', 'What if'],
      ['PAY/KWH pool', 'DeFi', '570,568', '27.4%', '8', '9', '8', 'What if'],
      ['PAY/KWH pool', 'DeFi', '570,568', '27.4%', '8', '9', '8', 'What if'],
    ])
  })

  test('is divided among modules whose home gas adds up to the gas that it used', async () => {
    const { page } = tab
    await visit(page, '/block/40?tab=parallelism')
    const gas = await columnOf(page, 'The block by module', 'Home gas')
    expect(gas.map(numberOf).reduce((sum, part) => sum + part, 0n)).toBe(2_085_012n)
    expect((await columnOf(page, 'The block by module', 'Module')).toSorted()).toEqual([
      'DeFi',
      'Energy grid',
      'Health records',
      'Identity',
      'Personhood Pay',
      'Supply chain',
      'Transfer',
      'Unassigned',
    ])
  })
})
