import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type Tab, useBrowser, visit } from './browser'
import { columnOf, factOf, rowsOf } from './tables'

describe('an epoch of the honest program', () => {
  const open = useBrowser()
  const { program } = inject('samples')
  let tab: Tab
  beforeAll(async () => {
    tab = await open()
  })
  afterAll(() => tab?.close())

  test.each([1, 2])('epoch %i, closed, passes every check', async (epoch) => {
    const { page } = tab
    await visit(page, `/program/${program}/epoch/${epoch}`)
    const checks = await rowsOf(page, 'Checks')
    expect(checks.map((row) => row[0])).toEqual(checks.map(() => 'pass'))
    const ids = await page.getByRole('table', { name: 'Checks' }).locator('tbody th code').allTextContents()
    expect(ids).toEqual(
      expect.arrayContaining([
        'amount-exact',
        'nullifier-unique',
        'conservation',
        'event-transfer',
        'eligible',
        'schedule',
      ]),
    )
    expect(await columnOf(page, 'Payments', 'By the rule')).toEqual(
      (await rowsOf(page, 'Payments')).map(() => 'exact'),
    )
  })

  test('epoch 3 is open, and says that it is audited when it closes', async () => {
    const { page } = tab
    await visit(page, `/program/${program}/epoch/3`)
    expect(await page.locator('main').textContent()).toContain(
      'This epoch is open. It is audited when it closes.',
    )
    expect(await page.getByRole('table', { name: 'Checks' }).count()).toBe(0)
  })

  test('each payment leads to its transaction and to its own page', async () => {
    const { page } = tab
    await visit(page, `/program/${program}/epoch/1`)
    const links = page.getByRole('table', { name: 'Payments' }).locator('a[href^="/tx/0x"]')
    expect(await links.count()).toBe((await rowsOf(page, 'Payments')).length)
    const hash = (await links.first().getAttribute('href'))?.replace('/tx/', '') ?? ''
    await links.first().click()
    await page.waitForURL(`**/tx/${hash}`)
    await page.locator('main').getByText(hash).first().waitFor()
    expect(await page.locator('main h1').textContent()).toContain('Transaction')
    await page.goBack()
    await page.getByRole('table', { name: 'Payments' }).locator('tbody th a').first().click()
    await page.waitForURL('**/payment/**')
    await page.getByRole('heading', { name: 'Transfer' }).waitFor()
    expect(await factOf(page, 'Transaction')).toContain(hash)
    expect(tab.takeFaults()).toEqual([])
  })
})
