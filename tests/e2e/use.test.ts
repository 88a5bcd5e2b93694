import { describe, expect, inject, test } from 'vitest'
import { useBrowser, visit } from './browser'
import { rowsOf } from './tables'

describe('using a page', () => {
  const open = useBrowser()
  const samples = inject('samples')

  test('a copy button copies the whole of what is shown in part', async () => {
    const { page, close } = await open({ permissions: ['clipboard-read', 'clipboard-write'] })
    await visit(page, '/block/40')
    await page.getByRole('button', { name: 'Copy block hash' }).click()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(samples.blockHash)
    await visit(page, '/block/40?tab=transactions')
    const table = page.getByRole('table', { name: 'Transactions of block 40' })
    const row = table.locator('tbody tr').first()
    expect(await row.textContent()).not.toContain(samples.transaction)
    await row.hover()
    await row.getByRole('button', { name: 'Copy transaction hash' }).click()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(samples.transaction)
    await close()
  })

  test('the theme is turned by its button and kept', async () => {
    const { page, close } = await open()
    const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
    await visit(page, '/blocks')
    expect(await ground()).toBe('rgb(252, 252, 250)')
    const kept = page.waitForResponse((response) => response.request().method() === 'POST')
    await page.getByRole('button', { name: 'Switch between light and dark' }).click()
    expect(await ground()).toBe('rgb(14, 16, 18)')
    await kept
    await visit(page, '/modules')
    expect(await ground()).toBe('rgb(14, 16, 18)')
    await page.getByRole('button', { name: 'Switch between light and dark' }).click()
    expect(await ground()).toBe('rgb(252, 252, 250)')
    await close()
  })

  test('tabs are in the address: they can be sent, reloaded and gone back from', async () => {
    const { page, close, takeFaults } = await open()
    await visit(page, '/block/40')
    const tabs = page.getByRole('navigation', { name: 'Parts of this page' })
    await tabs.getByRole('link', { name: 'Parallelism' }).click()
    await page.waitForURL('**/block/40?tab=parallelism')
    await page.getByRole('table', { name: 'Metrics by policy' }).waitFor()
    await page.getByRole('navigation', { name: 'Policy' }).getByRole('link', { name: 'strict' }).click()
    await page.waitForURL('**/block/40?tab=parallelism&policy=strict')
    await page.reload()
    await page.getByRole('table', { name: 'Metrics by policy' }).waitFor()
    expect(await tabs.locator('[aria-current=page]').textContent()).toBe('Parallelism')
    await page.goBack()
    await page.goBack()
    await page.getByRole('table', { name: 'Checks of this block' }).waitFor()
    expect(await tabs.locator('[aria-current=page]').textContent()).toBe('Overview')
    expect(takeFaults()).toEqual([])
    await close()
  })

  test('"/" goes to the search field, and a wide table can be scrolled by keyboard', async () => {
    const { page, close } = await open({ viewport: { width: 390, height: 800 } })
    await visit(page, '/modules')
    await page.keyboard.press('/')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('q')
    await page.waitForFunction(() =>
      [...document.querySelectorAll('.table-wrap')].every(
        (wrap) => wrap.scrollWidth > wrap.clientWidth === wrap.hasAttribute('tabindex'),
      ),
    )
    expect(await page.locator('.table-wrap[tabindex]').count()).toBeGreaterThan(0)
    await close()
  })
})

describe('without scripts', () => {
  const open = useBrowser()
  const samples = inject('samples')

  test('blocks, a block and its figures are there', async () => {
    const { page, close } = await open({ javaScriptEnabled: false })
    await page.goto('/blocks')
    const blocks = await rowsOf(page, 'Blocks')
    expect(blocks).toHaveLength(50)
    expect(blocks[0]?.[0]).toBe(String(inject('site').head))
    await page.getByRole('link', { name: 'Older' }).click()
    await page.waitForURL('**/blocks?before=*')
    expect(await rowsOf(page, 'Blocks')).toHaveLength(inject('site').head + 1 - 50)
    await page.goto('/block/40?tab=parallelism')
    expect(await rowsOf(page, 'Metrics by policy')).not.toHaveLength(0)
    await page.goto(`/program/${samples.program}/epoch/1`)
    expect(await rowsOf(page, 'Checks')).not.toHaveLength(0)
    await close()
  })

  test('the table behind a chart can be opened', async () => {
    const { page, close } = await open({ javaScriptEnabled: false })
    await page.goto('/parallelism')
    const figure = page.locator('figure').first()
    await figure.getByText('Data table').click()
    expect(await figure.locator('tbody tr').count()).toBeGreaterThan(0)
    expect(await figure.locator('table').isVisible()).toBe(true)
    await close()
  })
})
