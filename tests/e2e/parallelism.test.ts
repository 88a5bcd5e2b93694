import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type Tab, useBrowser, visit } from './browser'
import { figureOf, headOf, press, queryOf, unfold } from './switches'
import { columnOf } from './tables'

/** The figures of the page: bound, on the workers chosen, module-partitioned, optimistic, transactions in a conflict. */
async function figures(page: Page, workers: number): Promise<string[]> {
  const names = [
    'Speedup bound',
    `On ${workers} workers`,
    'Module-partitioned',
    `Optimistic, ${workers} workers`,
    'Transactions in a conflict',
  ]
  return Promise.all(names.map((name) => figureOf(page, name)))
}

const DEVNET = '/parallelism?from=20&to=59'
const MAINNET = '/c/1/parallelism?from=19932148&to=19932148'

describe('the switches of the parallelism page', () => {
  const open = useBrowser()
  let tab: Tab
  beforeAll(async () => {
    tab = await open()
  })
  afterAll(() => tab?.close())

  test('policy', async () => {
    const { page } = tab
    await visit(page, DEVNET)
    for (const [policy, query, shown] of [
      ['storage', 'policy=storage&from=20&to=59', ['2.52×', '2.52×', '1.39×', '2.50×', '54.2%']],
      ['strict', 'policy=strict&from=20&to=59', ['2.51×', '2.51×', '1.39×', '2.49×', '64.2%']],
      ['accounts', 'from=20&to=59', ['2.51×', '2.51×', '1.39×', '2.49×', '64.0%']],
    ] as const) {
      await press(page, 'Policy', policy)
      expect(queryOf(page)).toBe(query)
      expect(await figures(page, 16), policy).toEqual(shown)
    }
    expect(tab.takeFaults()).toEqual([])
  })

  test('workers', async () => {
    const { page } = tab
    await visit(page, DEVNET)
    for (const [workers, shown] of [
      [2, ['2.51×', '1.95×', '1.39×', '1.71×', '64.0%']],
      [4, ['2.51×', '2.49×', '1.39×', '2.37×', '64.0%']],
      [8, ['2.51×', '2.51×', '1.39×', '2.48×', '64.0%']],
      [32, ['2.51×', '2.51×', '1.39×', '2.49×', '64.0%']],
      [16, ['2.51×', '2.51×', '1.39×', '2.49×', '64.0%']],
    ] as const) {
      await press(page, 'Workers', `${workers}`)
      expect(await figures(page, workers), `${workers} workers`).toEqual(shown)
    }
  })

  test.skipIf(!inject('site').mainnet)('policy and workers, on block 19932148', async () => {
    const { page } = tab
    await visit(page, MAINNET)
    expect(await figures(page, 16)).toEqual(['6.54×', '6.54×', '1.13×', '6.41×', '44.9%'])
    await press(page, 'Policy', 'storage')
    expect(await figures(page, 16)).toEqual(['13.69×', '13.69×', '1.13×', '11.79×', '24.2%'])
    await press(page, 'Policy', 'strict')
    expect(await figures(page, 16)).toEqual(['3.11×', '3.11×', '1.13×', '3.04×', '59.0%'])
    await press(page, 'Policy', 'accounts')
    for (const [workers, list, optimistic] of [
      [2, '2.00×', '1.88×'],
      [4, '4.00×', '3.71×'],
      [8, '6.54×', '6.40×'],
      [32, '6.54×', '6.40×'],
      [16, '6.54×', '6.41×'],
    ] as const) {
      await press(page, 'Workers', `${workers}`)
      expect(await figures(page, workers)).toEqual(['6.54×', list, '1.13×', optimistic, '44.9%'])
    }
  })

  test('range: by blocks and by time, each with its points', async () => {
    const { page } = tab
    await visit(page, '/parallelism')
    const all = [
      ['Last blocks', '100', 'range=100', 'block', 87],
      ['Last blocks', '10,000', 'range=10000', 'block', 87],
      ['Last blocks', 'all', 'range=all', 'block', 87],
      ['Last', 'hour', 'range=hour', 'minute', 4],
      ['Last', 'day', 'range=day', 'minute', 4],
      ['Last', 'week', 'range=week', 'minute', 4],
      ['Last', 'month', 'range=month', 'minute', 4],
      ['Last', 'year', 'range=year', 'minute', 4],
      ['Last blocks', '1,000', '', 'block', 87],
    ] as const
    for (const [name, option, query, point, rows] of all) {
      await press(page, name, option)
      expect(queryOf(page)).toBe(query)
      expect(await headOf(page)).toBe(`Blocks 0 to 86 · 2 min · one point a ${point}`)
      expect(await figureOf(page, 'Speedup bound'), option).toBe('2.01×')
      const summary = page.locator('figure.chart summary').first()
      expect(await summary.textContent(), option).toBe(`Data table ${rows} rows`)
    }
  })

  test('by which figure modules are compared', async () => {
    const { page } = tab
    await visit(page, DEVNET)
    const figure = page
      .locator('section')
      .filter({ has: page.getByRole('heading', { name: 'Modules compared' }) })
    for (const [option, compare, caption, table, swaps] of [
      [
        'conflict rate',
        'conflicts',
        'Conflict rate: highest in DeFi, 92.8%.',
        'Conflict rate by module',
        '100.0%',
      ],
      [
        'cross-module share',
        'cross',
        'Cross-module share: highest in Supply chain, 91.8%.',
        'Cross-module share by module',
        '92.9%',
      ],
      [
        'speedup bound on its own keys',
        null,
        'Speedup bound on its own keys: lowest in DeFi, 1.19×.',
        'Speedup bound on its own keys by module',
        '1.51×',
      ],
    ] as const) {
      await press(page, 'By', option)
      expect(new URL(page.url()).searchParams.get('compare')).toBe(compare)
      expect(await figure.locator('figcaption').textContent()).toBe(caption)
      await unfold(page)
      // block 40, the twenty-first of the range
      expect((await columnOf(page, table, 'DeFi'))[20]).toBe(swaps)
    }
  })
})

describe('the bottleneck at the top of the parallelism page', () => {
  const open = useBrowser()

  test('names module, variable and what a change would bring, and leads to it', async () => {
    const { page, close, takeFaults } = await open()
    await visit(page, DEVNET)
    expect(await figureOf(page, 'Module')).toBe('Personhood Pay')
    expect(await figureOf(page, 'Variable')).toBe('Pay Token.balances[0x5fc8d3…5707] (guessed)')
    expect(await figureOf(page, 'If the updates of all of module Personhood Pay commuted')).toBe(
      '2.51× → 4.61×',
    )
    const section = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Bottleneck' }) })
    await section.getByRole('link', { name: 'What if' }).click()
    await page.waitForURL('**/what-if?from=20&to=59&target=personhood-pay')
    // all metrics recomputed, for the same blocks
    expect(await figureOf(page, 'Speedup bound')).toBe('2.51× → 4.61×')
    expect(takeFaults()).toEqual([])
    await close()
  })

  test('is none where no change shortens the critical path', async () => {
    const { page, close } = await open()
    await visit(page, '/parallelism?from=40&to=40')
    await page
      .getByText('No change of one key, contract or module would shorten the critical path.')
      .waitFor()
    expect(await figureOf(page, 'Speedup bound')).toBe('3.37×')
    await close()
  })

  test.skipIf(!inject('site').mainnet)('of block 19932148 is one contract', async () => {
    const { page, close } = await open()
    await visit(page, MAINNET)
    expect(await figureOf(page, 'Module')).toBe('Unassigned')
    expect(await figureOf(page, 'Variable')).toBe('balance of 0xC02aaA…6Cc2')
    expect(await figureOf(page, 'If the updates of all of 0xC02aaA…6Cc2 commuted')).toBe('6.54× → 19.97×')
    await close()
  })
})
