import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { connect } from '@/lib/db/connect'
import { type Tab, useBrowser, visit } from './browser'
import { headOf, press, queryOf } from './switches'
import { columnOf, factOf, numberOf, rowsOf } from './tables'

const TABLE = 'Calls by caller and callee'

describe('calls between modules', () => {
  const open = useBrowser()
  let tab: Tab
  beforeAll(async () => {
    tab = await open()
  })
  afterAll(() => tab?.close())

  test('use the gas of their blocks, each of them', async () => {
    const client = await connect(inject('site').databaseUrl)
    try {
      const { rows } = await client.query(
        `SELECT b.chain_id::text, b.number::text FROM block b
          LEFT JOIN module_call c ON c.chain_id = b.chain_id AND c.block_number = b.number
         GROUP BY b.chain_id, b.number, b.gas_used HAVING coalesce(sum(c.gas), 0) <> b.gas_used`,
      )
      expect(rows).toEqual([])
    } finally {
      await client.end()
    }
  })

  test('are drawn as flows that lead to their rows', async () => {
    const { page } = tab
    await visit(page, '/coordination')
    const gas = (await columnOf(page, TABLE, 'Gas')).map(numberOf).reduce((sum, one) => sum + one, 0n)
    await visit(page, '/modules')
    const used = (await columnOf(page, 'Modules', 'Home gas'))
      .map(numberOf)
      .reduce((sum, one) => sum + one, 0n)
    expect(gas).toBe(used)
    await visit(page, '/coordination')
    const flows = page.locator('.flow a')
    const pairs = (await rowsOf(page, TABLE)).filter(
      ([caller, callee]) => caller !== callee && caller !== 'Accounts' && callee !== 'Accounts',
    )
    expect(await flows.count()).toBe(pairs.length)
    const flow = page.getByRole('link', { name: /^DeFi calls Energy grid/ })
    const [, , calls] = pairs.find(([caller, callee]) => caller === 'DeFi' && callee === 'Energy grid') ?? []
    expect(await flow.getAttribute('aria-label')).toContain(`DeFi calls Energy grid ${calls} times`)
    await flow.focus()
    await page.keyboard.press('Enter')
    await page.waitForURL('**/coordination#defi-calls-energy-grid')
  })

  test('can be widened to accounts, weighed by gas and sent as an address', async () => {
    const { page } = tab
    await visit(page, '/coordination')
    const before = await page.locator('.flow a').count()
    await page.getByRole('link', { name: 'modules and accounts' }).click()
    await page.waitForURL('**/coordination?ends=accounts')
    await page.locator('.flow-end').filter({ hasText: 'Accounts' }).first().waitFor()
    expect(await page.locator('.flow a').count()).toBeGreaterThan(before)
    await page.getByRole('link', { name: 'gas', exact: true }).click()
    await page.waitForURL('**/coordination?by=gas&ends=accounts')
    await page.getByText('A flow is as wide as its gas').waitFor()
    await page.reload()
    await page.getByText('A flow is as wide as its gas').waitFor()
    expect(tab.takeFaults()).toEqual([])
  })

  test('by what a flow is wide, and between whom', async () => {
    const { page } = tab
    await visit(page, '/coordination?from=20&to=59')
    const said = async () => (await page.locator('figcaption').textContent()) ?? ''
    const figures = () => page.locator('.flow-figure').allTextContents()
    expect(await figures()).toEqual(['95', '269', '191', '49', '52'])
    await press(page, 'Width', 'gas')
    expect(queryOf(page)).toBe('from=20&to=59&by=gas')
    expect(await figures()).toEqual(['879 k', '3.44 M', '2.92 M', '383 k', '763 k'])
    await press(page, 'Between', 'modules and accounts')
    expect(queryOf(page)).toBe('from=20&to=59&by=gas&ends=accounts')
    expect(await page.locator('.flow a').count()).toBe(13)
    expect((await figures())[2]).toBe('11.5 M 13.2% fail')
    expect(await said()).toContain('Most often failing: Accounts to Personhood Pay, 13.2% of 167.')
    await press(page, 'Width', 'calls')
    expect((await figures())[3]).toBe('167 13.2% fail')
    await press(page, 'Between', 'modules')
    expect(await page.locator('.flow a').count()).toBe(6)
    expect(await said()).toContain(
      'Most calls: DeFi calls Personhood Pay 269 times with 3.44 M gas, none fails.',
    )
    expect(await factOf(page, 'Calls between modules')).toBe('681')
    expect(await factOf(page, 'Their gas')).toBe('8.58 Mgas')
  })

  test('range', async () => {
    const { page } = tab
    await visit(page, '/coordination')
    for (const [name, option, query, point] of [
      ['Last blocks', '100', 'range=100', 'block'],
      ['Last blocks', '10,000', 'range=10000', 'block'],
      ['Last blocks', 'all', 'range=all', 'block'],
      ['Last', 'hour', 'range=hour', 'minute'],
      ['Last', 'day', 'range=day', 'minute'],
      ['Last', 'week', 'range=week', 'minute'],
      ['Last', 'month', 'range=month', 'minute'],
      ['Last', 'year', 'range=year', 'minute'],
      ['Last blocks', '1,000', '', 'block'],
    ] as const) {
      await press(page, name, option)
      expect(queryOf(page)).toBe(query)
      expect(await headOf(page)).toBe(`Blocks 0 to 86 · 2 min · one point a ${point}`)
      expect(await factOf(page, 'Calls between modules'), option).toBe('1,409')
      expect(await factOf(page, 'Their gas'), option).toBe('17.9 Mgas')
    }
  })

  test.skipIf(!inject('site').mainnet)('the same switches, on block 19932148', async () => {
    const { page } = tab
    await visit(page, '/c/1/coordination?from=19932148&to=19932148')
    await page.getByText('No module called another one in these blocks.').waitFor()
    await press(page, 'Between', 'modules and accounts')
    expect(await page.locator('.flow-figure').allTextContents()).toEqual(['149 2.0% fail', '19'])
    await press(page, 'Width', 'gas')
    expect(await page.locator('.flow-figure').allTextContents()).toEqual(['6.11 M 2.0% fail'])
    expect((await columnOf(page, TABLE, 'Gas')).map(numberOf).reduce((sum, gas) => sum + gas, 0n)).toBe(
      14_378_808n,
    )
  })
})
