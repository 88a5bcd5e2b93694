import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type Tab, useBrowser, visit } from './browser'
import { headOf, press, queryOf } from './switches'
import { factOf, rowsOf } from './tables'

const RANGES = [
  ['Last blocks', '100', 'range=100', 'block'],
  ['Last blocks', '10,000', 'range=10000', 'block'],
  ['Last blocks', 'all', 'range=all', 'block'],
  ['Last', 'hour', 'range=hour', 'minute'],
  ['Last', 'day', 'range=day', 'minute'],
  ['Last', 'week', 'range=week', 'minute'],
  ['Last', 'month', 'range=month', 'minute'],
  ['Last', 'year', 'range=year', 'minute'],
  ['Last blocks', '1,000', '', 'block'],
] as const

describe('the switches of a module’s page', () => {
  const open = useBrowser()
  let tab: Tab
  beforeAll(async () => {
    tab = await open()
  })
  afterAll(() => tab?.close())

  test('policy', async () => {
    const { page } = tab
    await visit(page, '/module/defi?from=20&to=59')
    for (const [policy, keys, vault] of [
      ['storage', 5, ['680,221', '0.8%', '11']],
      ['strict', 4, ['555,558', '0.6%', '9']],
      ['accounts', 4, ['555,558', '0.6%', '9']],
    ] as const) {
      await press(page, 'Policy', policy)
      expect(await factOf(page, 'Home gas')).toBe('17.8 Mgas')
      expect(await factOf(page, 'Conflict rate')).toBe('92.8%')
      const hottest = await rowsOf(page, 'Hottest keys')
      expect(hottest.map((row) => row[1])[0]).toBe('12,096,697')
      expect(hottest).toHaveLength(keys)
      expect(hottest[3]?.slice(1, 4), policy).toEqual(vault)
    }
    expect(tab.takeFaults()).toEqual([])
  })

  test('range', async () => {
    const { page } = tab
    await visit(page, '/module/defi')
    for (const [name, option, query, point] of RANGES) {
      await press(page, name, option)
      expect(queryOf(page)).toBe(query)
      const line = await page.locator('.range-line').textContent()
      expect(line?.trim()).toBe(`Blocks 0 to 86 · 2 min · one point a ${point}`)
      expect(await factOf(page, 'Home gas')).toBe('36.7 Mgas')
      expect(await factOf(page, 'Home transactions')).toBe('516')
      const summary = page.locator('figure.chart summary').first()
      expect(await summary.textContent(), option).toBe(`Data table ${point === 'block' ? 87 : 4} rows`)
    }
  })
})

describe('the switches of the modules page', () => {
  const open = useBrowser()
  let tab: Tab
  beforeAll(async () => {
    tab = await open()
  })
  afterAll(() => tab?.close())

  /** A module's conflict rate and speedup bound. */
  const conflicts = async (name: string) =>
    (await rowsOf(tab.page, 'Modules')).find(([module]) => module === name)?.slice(7, 9)

  test('policy', async () => {
    const { page } = tab
    await visit(page, '/modules?from=20&to=59')
    for (const [policy, transfers] of [
      ['storage', ['0.0%', '4.58×']],
      ['strict', ['40.8%', '2.23×']],
      ['accounts', ['40.8%', '2.23×']],
    ] as const) {
      await press(page, 'Policy', policy)
      expect(await factOf(page, 'Load imbalance')).toBe('2.67×')
      expect(await conflicts('Transfer'), policy).toEqual(transfers)
      expect(await conflicts('DeFi'), policy).toEqual(['92.8%', '1.19×'])
    }
  })

  test.skipIf(!inject('site').mainnet)('policy, on block 19932148', async () => {
    const { page } = tab
    await visit(page, '/c/1/modules?from=19932148&to=19932148')
    for (const [policy, unassigned, transfers] of [
      ['storage', ['36.9%', '12.13×'], ['0.0%', '77.81×']],
      ['strict', ['52.3%', '2.75×'], ['48.7%', '7.80×']],
      ['accounts', ['46.3%', '5.79×'], ['17.9%', '9.75×']],
    ] as const) {
      await press(page, 'Policy', policy)
      expect(await factOf(page, 'Gas used')).toBe('14.4 Mgas')
      expect(await conflicts('Unassigned'), policy).toEqual(unassigned)
      expect(await conflicts('Transfer'), policy).toEqual(transfers)
    }
  })

  test('range', async () => {
    const { page } = tab
    await visit(page, '/modules')
    for (const [name, option, query, point] of RANGES) {
      await press(page, name, option)
      expect(queryOf(page)).toBe(query)
      expect(await headOf(page)).toBe(`Blocks 0 to 86 · 2 min · one point a ${point}`)
      expect(await factOf(page, 'Gas used')).toBe('221 Mgas')
      expect(await factOf(page, 'Cross-module')).toBe('51.1%')
      const summary = page.locator('figure.chart summary').first()
      expect(await summary.textContent(), option).toBe(`Data table ${point === 'block' ? 86 : 4} rows`)
    }
  })

  test('by which figure they are compared', async () => {
    const { page } = tab
    await visit(page, '/modules?from=20&to=59')
    for (const [option, query, caption] of [
      ['conflict rate', 'from=20&to=59&compare=conflicts', 'Conflict rate: highest in DeFi, 92.8%.'],
      [
        'cross-module share',
        'from=20&to=59&compare=cross',
        'Cross-module share: highest in Supply chain, 91.8%.',
      ],
      [
        'speedup bound on its own keys',
        'from=20&to=59',
        'Speedup bound on its own keys: lowest in DeFi, 1.19×.',
      ],
    ] as const) {
      await press(page, 'By', option)
      expect(queryOf(page)).toBe(query)
      expect(await page.locator('figcaption').allTextContents()).toContain(caption)
    }
  })

  test('tabs', async () => {
    const { page } = tab
    await visit(page, '/modules')
    const tabs = page.getByRole('navigation', { name: 'Modules', exact: true })
    await tabs.getByRole('link', { name: 'Discovered' }).click()
    await page.waitForURL('**/modules/discovery')
    expect(await factOf(page, 'Suggested')).toBe('5modules')
    expect(await factOf(page, 'Modularity')).toBe('0.581')
    await press(page, 'Last', 'hour')
    expect(await factOf(page, 'Modularity')).toBe('0.594')
    await tabs.getByRole('link', { name: 'Coordination' }).click()
    await page.waitForURL('**/coordination')
    expect(await factOf(page, 'Calls between modules')).toBe('1,409')
  })
})
