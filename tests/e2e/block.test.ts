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
    expect(BigInt(gasUsed)).toBe(2_210_232n)
    expect(await factOf(page, 'Gas used')).toBe('2,210,232 3.7% of 60,000,000')
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
    expect(gas.slice(0, 3)).toEqual([115_578n, 115_423n, 115_592n])
    expect(gas.reduce((sum, one) => sum + one, 0n)).toBe(2_210_232n)
  })

  test('has its metrics under the three policies', async () => {
    const { page } = tab
    await visit(page, '/block/40?tab=parallelism')
    expect(await rowsOf(page, 'Metrics by policy')).toEqual([
      ['Speedup bound', '2.73×', '2.73×', '2.73×'],
      ['Critical path, gas', '808,635', '808,635', '808,635'],
      ['Longest chain, transactions', '7', '7', '7'],
      ['Dependencies', '21', '24', '24'],
      ['Transactions in conflict', '26 (72.2%)', '26 (72.2%)', '26 (72.2%)'],
      ['Dependent transactions', '20 (55.6%)', '22 (61.1%)', '22 (61.1%)'],
      ['Largest component', '7 (19.4%)', '13 (36.1%)', '13 (36.1%)'],
      ['Components', '15', '13', '13'],
      ['One lane a module', '1.63×', '1.63×', '1.63×'],
    ])
    expect(await rowsOf(page, 'Speedup by number of workers')).toEqual([
      ['2', '2.00×', '1.93×', '1.73×', '4'],
      ['4', '2.73×', '2.73×', '2.68×', '5'],
      ['8', '2.73×', '2.73×', '2.68×', '10'],
      ['16', '2.73×', '2.73×', '2.67×', '15'],
      ['32', '2.73×', '2.73×', '2.67×', '25'],
    ])
  })

  test('names the keys that its claims wait for', async () => {
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
      ['Pay Token', 'Personhood Pay', '693,057', '31.4%', '6', '7', '7'],
      ['Personhood Pay', 'Personhood Pay', '693,057', '31.4%', '6', '7', '7'],
      ['Personhood Pay', 'Personhood Pay', '693,057', '31.4%', '6', '7', '7'],
    ])
  })

  test('is divided among modules whose home gas adds up to the gas that it used', async () => {
    const { page } = tab
    await visit(page, '/block/40?tab=parallelism')
    const gas = await columnOf(page, 'The block by module', 'Home gas')
    expect(gas.map(numberOf).reduce((sum, part) => sum + part, 0n)).toBe(2_210_232n)
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
