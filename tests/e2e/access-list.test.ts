import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { connect } from '@/lib/db/connect'
import { type NodeProxy, startProxy } from '../integration/indexer/proxy'
import type { Child } from '../support/child'
import { listedChain } from '../support/listed-chain'
import { type TestDatabase, testDatabase } from '../support/postgres'
import { type RunningSite, startIndexer, startSite } from '../support/product'
import { untilIndexed } from '../support/stack'
import { useBrowser, visit, WIDTHS } from './browser'
import { rowsOf } from './tables'

/** Blocks of the devnet that are shown as those of a chain with access lists. */
const LAST = 40

describe('a chain whose node traces nothing and serves access lists', () => {
  const open = useBrowser()
  let node: NodeProxy
  let database: TestDatabase
  let indexer: Child
  let site: RunningSite

  beforeAll(async () => {
    const { rpcUrl } = inject('site')
    const chain = await listedChain(
      rpcUrl,
      Array.from({ length: LAST + 1 }, (_, number) => number),
    )
    const latest = `0x${LAST.toString(16)}`
    node = await startProxy(rpcUrl, {
      ...chain.rules,
      params: (params) =>
        (chain.rules.params?.(params) ?? params).map((one) => (one === 'latest' ? latest : one)),
    })
    database = await testDatabase()
    indexer = startIndexer(database.url, [{ name: 'Listed', rpcUrl: node.url }])
    await untilIndexed(database.url, indexer, LAST)
    site = await startSite(database.url)
  })

  afterAll(async () => {
    await site?.stop()
    await indexer?.stop()
    await node?.close()
    await database?.drop()
  })

  test('says on a block that its figures are a lower bound, and that the list was checked', async () => {
    const { page } = await open({ baseURL: site.url })
    await visit(page, `/block/${LAST}`)
    const checks = await rowsOf(page, 'Checks of this block')
    expect(checks.map(([check, verdict]) => `${check}: ${verdict}`)).toContain('Access list: pass')
    await visit(page, `/block/${LAST}?tab=parallelism`)
    const source = page.locator('main .tag', { hasText: 'access list' }).first()
    expect(await source.textContent()).toBe('source access list, a lower bound')
    expect(await page.locator('main').textContent()).not.toContain('estimated')
  })

  test('says on its status that the node offers lists, and no traces', async () => {
    const { page } = await open({ baseURL: site.url })
    await visit(page, '/status')
    const offered = new Map(
      (await rowsOf(page, 'What the node can do')).map(([name, works]) => [name, works]),
    )
    expect(offered.get('Block access lists (EIP-7928)')).toBe('yes')
    expect(offered.get('State that a transaction touched')).toBe('no')
  })

  test('shows the same source on the pages of parallelism and in the list of blocks', async () => {
    const { page } = await open({ baseURL: site.url })
    await visit(page, '/parallelism')
    expect(await page.locator('main .tag', { hasText: 'access list' }).count()).toBeGreaterThan(0)
    await visit(page, '/blocks')
    expect(await page.locator('main table').textContent()).toContain('access list')
    const client = await connect(database.url)
    const { rows } = await client.query('SELECT DISTINCT source FROM block')
    await client.end()
    expect(rows).toEqual([{ source: 'access list' }])
  })

  test.each(
    WIDTHS.flatMap((width) => (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme }))),
  )('stands at $width pixels, $colorScheme', async ({ width, colorScheme }) => {
    const tab = await open({ baseURL: site.url, colorScheme, viewport: { width, height: 900 } })
    for (const path of [
      `/block/${LAST}`,
      `/block/${LAST}?tab=parallelism`,
      '/status',
      '/parallelism',
      '/blocks',
    ]) {
      expect(await visit(tab.page, path), path).toBe(200)
      const excess = await tab.page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(excess, `pixels that ${path} is wider than the window`).toBe(0)
    }
    expect(tab.takeFaults()).toEqual([])
    await tab.close()
  })
})
