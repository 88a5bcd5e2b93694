import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type Tab, useBrowser, visit } from './browser'
import { factOf, rowsOf } from './tables'

/** Presses one of the switches of the execution tab and waits until the page says that it is on. */
async function choose(page: Page, name: string): Promise<void> {
  const option = page
    .getByRole('navigation', { name: 'How the block is executed' })
    .getByRole('link', { name, exact: true })
  await option.click()
  await page.locator('.view-controls [aria-current]').filter({ hasText: name }).first().waitFor()
}

const parameters = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams)
const speedup = (page: Page) => factOf(page, 'Speedup').then((text) => text.split('×')[0])
/** Makespans of the schedulers on the workers that are chosen: critical path first, block order, and so on. */
const makespans = async (page: Page, workers: number) =>
  (await rowsOf(page, `Schedulers on ${workers} workers`)).map((row) => row[1])
const readout = (page: Page) => page.locator('.timeline .readout-words')

describe.skipIf(!inject('site').mainnet)('the execution of block 19932148', () => {
  const open = useBrowser()
  let tab: Tab
  beforeAll(async () => {
    tab = await open()
  })
  afterAll(() => tab?.close())

  // Bound, list and block order are the integers of the separate implementation beside the recorded blocks.
  test('has a switch for each scheduler, and says what it comes to', async () => {
    const { page } = tab
    await visit(page, '/c/1/block/19932148?tab=execution')
    expect(await makespans(page, 8)).toEqual([
      '2,198,766',
      '2,201,728',
      '2,246,223',
      '12,740,756',
      '14,378,808',
    ])
    expect(await speedup(page)).toBe('6.54')
    for (const [name, scheduler, times] of [
      ['Block order', 'block-order', '6.53'],
      ['Optimistic', 'optimistic', '6.40'],
      ['Module-partitioned', 'module-partitioned', '1.13'],
      ['Serial', 'serial', '1.00'],
    ] as const) {
      await choose(page, name)
      await page.waitForURL((url) => url.searchParams.get('scheduler') === scheduler)
      expect(await speedup(page)).toBe(times)
    }
    expect(tab.takeFaults()).toEqual([])
  })

  test('has a switch for workers', async () => {
    const { page } = tab
    await visit(page, '/c/1/block/19932148?tab=execution')
    const found: (string | undefined)[] = []
    for (const workers of [2, 4, 8, 16, 32]) {
      await choose(page, `${workers}`)
      found.push((await makespans(page, workers))[0])
    }
    expect(found).toEqual(['7,193,721', '3,595,854', '2,198,766', '2,198,766', '2,198,766'])
    expect(parameters(page)).toEqual({ tab: 'execution', workers: '32' })
  })

  test('has a switch for policies', async () => {
    const { page } = tab
    await visit(page, '/c/1/block/19932148?tab=execution')
    const found: (string | undefined)[][] = []
    for (const policy of ['storage', 'strict', 'accounts']) {
      await choose(page, policy)
      found.push([policy, (await makespans(page, 8))[0]])
    }
    expect(found).toEqual([
      ['storage', '1,803,041'],
      ['strict', '4,626,836'],
      ['accounts', '2,198,766'],
    ])
  })

  test('draws its components one by one', async () => {
    const { page } = tab
    await visit(page, '/c/1/block/19932148?tab=execution')
    const figure = page.locator('#component')
    await figure.locator('.graph-plot svg .node').first().waitFor()
    expect(await figure.locator('.node').count()).toBe(28)
    expect(await figure.locator('figcaption').textContent()).toContain(
      'Component 1 of 16: 28 transactions of 4.83 M gas, 33.6% of the block, tied by 29 dependencies. Its heaviest chain, 12 transactions, takes 2.20 M gas.',
    )
    expect(await figure.locator('summary').textContent()).toBe('Data table 29 rows')
    await figure.getByRole('link', { name: 'Smaller' }).click()
    await page.waitForURL((url) => url.searchParams.get('component') === '139')
    await figure.getByText('Component 2 of 16: 16 transactions').waitFor()
    await page.waitForFunction(() => document.querySelectorAll('#component .node').length === 16)
    // what is pressed in the graph is held in the timeline too, and in the address
    await figure.locator('.node').first().click()
    await page.waitForURL((url) => url.searchParams.get('tx') === '139')
    expect(await readout(page).locator('dt').first().textContent()).toBe('#139')
  })

  test('says in the matrix which homes collide', async () => {
    const { page } = tab
    const rows = await rowsOf(page, 'Dependencies between modules: earlier by later')
    expect(rows).toEqual([
      ['Unassigned', '77', '1', '78'],
      ['Transfer', '4', '10', '14'],
    ])
  })
})

describe.skipIf(!inject('site').mainnet)('the execution of block 13287210', () => {
  const open = useBrowser()

  test('draws a component of 1,408 transactions by WebGL, and tells of them by keyboard', async () => {
    const { page, close, takeFaults } = await open()
    await visit(page, '/c/1/block/13287210?tab=execution')
    const figure = page.locator('#component')
    await figure.locator('.graph-webgl canvas').first().waitFor()
    const plot = figure.locator('.graph-plot')
    await plot.focus()
    await page.keyboard.press('End')
    await figure.locator('dt').filter({ hasText: '#1410' }).waitFor()
    await page.keyboard.press('ArrowUp')
    await figure.locator('dt').filter({ hasText: '#1409' }).waitFor()
    expect(await figure.locator('summary').textContent()).toBe('Data table 1,407 rows')
    expect(takeFaults()).toEqual([])
    await close()
  })
})

describe('the execution of block 40 of the devnet', () => {
  const open = useBrowser()
  let tab: Tab
  beforeAll(async () => {
    tab = await open()
  })
  afterAll(() => tab?.close())

  const inUse = () => factOf(tab.page, 'Lanes in use')

  test('has a switch for each scheduler, for workers and for policies', async () => {
    const { page } = tab
    await visit(page, '/block/40?tab=execution')
    expect(await makespans(page, 8)).toEqual(['617,944', '617,944', '639,115', '1,057,121', '2,085,012'])
    for (const [name, scheduler, times, used] of [
      ['Optimistic', 'optimistic', '3.26', '47.0%'],
      ['Module-partitioned', 'module-partitioned', '1.97', '49.4%'],
      ['Serial', 'serial', '1.00', '100.0%'],
      ['Block order', 'block-order', '3.37', '42.2%'],
      ['Critical path first', null, '3.37', '42.2%'],
    ] as const) {
      await choose(page, name)
      await page.waitForURL((url) => url.searchParams.get('scheduler') === scheduler)
      expect(await speedup(page)).toBe(times)
      expect(await inUse(), name).toBe(used)
    }
    for (const [workers, times, used] of [
      [2, '1.98', '99.1%'],
      [4, '3.37', '84.4%'],
      [16, '3.37', '21.1%'],
      [32, '3.37', '10.5%'],
      [8, '3.37', '42.2%'],
    ] as const) {
      await choose(page, `${workers}`)
      await page.waitForURL((url) => (url.searchParams.get('workers') ?? '8') === `${workers}`)
      expect([await speedup(page), await inUse()], `${workers} workers`).toEqual([times, used])
    }
    for (const [policy, held] of [
      ['storage', '14'],
      ['strict', '15'],
      ['accounts', '15'],
    ] as const) {
      await choose(page, policy)
      await page.waitForURL((url) => (url.searchParams.get('policy') ?? 'accounts') === policy)
      expect(await factOf(page, 'Held by a dependency'), policy).toBe(held)
    }
  })

  test('is drawn wider by a switch, with more ticks', async () => {
    const { page } = tab
    await visit(page, '/block/40?tab=execution')
    const widths: number[] = []
    const ticks: (string | undefined)[] = []
    for (const zoom of ['4×', '16×', '1×']) {
      await choose(page, zoom)
      widths.push(
        await page
          .locator('.timeline-scroll')
          .evaluate((scroll) => Math.round(scroll.scrollWidth / scroll.clientWidth)),
      )
      ticks.push((await page.locator('.timeline-axis span').allTextContents())[1])
    }
    expect(widths).toEqual([4, 16, 1])
    expect(ticks).toEqual(['50.0 k', '10.0 k', '200 k'])
  })
})

describe('the timeline of block 40 of the devnet', () => {
  const open = useBrowser()
  let tab: Tab
  beforeAll(async () => {
    tab = await open()
  })
  afterAll(() => tab?.close())

  test('tells of the bar under the pointer, and holds the one that is pressed', async () => {
    const { page } = tab
    await visit(page, '/block/40?tab=execution&scheduler=serial')
    const plot = page.locator('.timeline-plot')
    await plot.hover({ position: { x: 5, y: 20 } })
    expect(await readout(page).locator('dt').first().textContent()).toBe('#0')
    await plot.click({ position: { x: 5, y: 20 } })
    await page.waitForURL((url) => url.searchParams.get('tx') === '0')
    await page.mouse.move(0, 0)
    expect(await readout(page).locator('dt').first().textContent()).toBe('#0')
    await page.reload()
    await readout(page).locator('dt').first().waitFor()
    expect(await readout(page).locator('dt').first().textContent()).toBe('#0')
    await page.getByRole('button', { name: 'Let go' }).click()
    await page.waitForURL((url) => !url.searchParams.has('tx'))
  })

  test('is gone through by keyboard, edges drawn to what it waits for and who waits for it', async () => {
    const { page } = tab
    await visit(page, '/block/40?tab=execution&scheduler=serial')
    const plot = page.getByRole('slider', { name: /^Timeline\. 36 transactions/ })
    await plot.focus()
    await page.keyboard.press('Home')
    for (const index of ['0', '1', '2', '3']) {
      await page.waitForFunction(
        (at) => document.querySelector('.timeline-plot')?.getAttribute('aria-valuenow') === at,
        index,
      )
      await page.keyboard.press('ArrowRight')
    }
    await page.keyboard.press('ArrowLeft')
    expect(await plot.getAttribute('aria-valuetext')).toMatch(
      /^transaction 3, DeFi, 75,147 gas, waits for 1, waited on by 2$/,
    )
    expect(await page.locator('.timeline-overlay .edge.earlier').getAttribute('d')).toMatch(/^M\d/)
    expect(await page.locator('.timeline-overlay .edge.later').getAttribute('d')).toMatch(/^M\d/)
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => url.searchParams.get('tx') === '3')
    await page.keyboard.press('Escape')
    await page.waitForURL((url) => !url.searchParams.has('tx'))
  })

  test('leads from a transaction to its place in it', async () => {
    const { page } = tab
    await visit(page, `/tx/${inject('samples').transaction}?tab=access`)
    await page.getByRole('link', { name: 'Open the timeline with transaction 0' }).click()
    await page.waitForURL('**/block/40?tab=execution&tx=0')
    expect(await readout(page).locator('dt').first().textContent()).toBe('#0')
  })
})
