import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { connect } from '@/lib/db/connect'
import { type Tab, useBrowser, visit } from './browser'
import { columnOf, numberOf, rowsOf } from './tables'

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
})
