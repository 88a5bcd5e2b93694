import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type Stack, startStack } from '../support/stack'
import { type Tab, useBrowser, visit } from './browser'
import { factOf, rowsOf } from './tables'

/** Much longer than the site waits before it calls a chain or an indexer stopped. */
const NOTICED_MS = 240_000

describe('a chain that moves and stops', () => {
  const open = useBrowser()
  let stack: Stack
  let tab: Tab
  let head: number
  beforeAll(async () => {
    const database = new URL(inject('postgresUrl'))
    database.pathname = `/e2e_${randomBytes(6).toString('hex')}`
    stack = await startStack(database.href, { blocks: 5 })
    head = await stack.devnet.runBlocks(0)
    tab = await open({ baseURL: stack.site.url })
    await visit(tab.page, '/')
  })
  afterAll(async () => {
    await tab?.close()
    await stack?.stop()
  })

  const stateNow = async (): Promise<string> => {
    const { chains } = await (await fetch(`${stack.site.url}/api/v1/status`)).json()
    return chains[0].state
  }
  const badge = () => tab.page.locator('.badge').textContent()
  const noticed = { timeout: NOTICED_MS, interval: 200 }

  test('the overview shows each new block by itself', async () => {
    const { page } = tab
    await page.evaluate(() => document.body.setAttribute('data-kept', 'yes'))
    for (const _ of [1, 2, 3]) {
      head = await stack.devnet.runBlocks(1)
      await expect.poll(() => factOf(page, 'Last indexed block'), noticed).toBe(String(head))
      await expect.poll(async () => (await rowsOf(page, 'Latest blocks'))[0]?.[0], noticed).toBe(String(head))
    }
    expect(await page.locator('body').getAttribute('data-kept'), 'the page was not loaded anew').toBe('yes')
    expect(await stateNow()).toBe('following')
    await expect.poll(badge, noticed).toContain(String(head))
  })

  test('"the chain has stopped" while the indexer runs', async () => {
    await expect.poll(badge, noticed).toContain('chain stopped')
    expect(await stateNow()).toBe('chain stopped')
    await visit(tab.page, '/status')
    const words = await tab.page.locator('main').textContent()
    expect(words).toContain('The chain has stopped')
    expect(words).not.toContain('The indexer has stopped')
  })

  test('"the indexer has stopped" while the chain goes on', async () => {
    await stack.indexer.stop()
    await stack.devnet.runBlocks(2)
    await expect.poll(badge, noticed).toContain('indexer stopped')
    expect(await stateNow()).toBe('indexer stopped')
    await visit(tab.page, '/status')
    const words = await tab.page.locator('main').textContent()
    expect(words).toContain('The indexer has stopped')
    expect(words).not.toContain('The chain has stopped')
  })

  test('all is well again once the indexer is', async () => {
    stack.startIndexer()
    head += 2
    await expect.poll(badge, noticed).toContain(String(head))
    expect(await stateNow()).toBe('following')
  })

  test('a node that is gone is neither', async () => {
    await stack.devnet.stop()
    await expect.poll(badge, noticed).toContain('node unreachable')
    expect(await stateNow()).toBe('node unreachable')
    expect(tab.takeFaults()).toEqual([])
  })
})
