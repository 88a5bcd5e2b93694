import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { checksum } from '@/lib/format/hex'
import { type Tab, useBrowser, visit } from './browser'

describe('search', () => {
  const open = useBrowser()
  const { block, blockHash, transaction, address, token, program } = inject('samples')
  let tab: Tab
  beforeAll(async () => {
    tab = await open()
  })
  afterAll(() => tab?.close())

  /** Types into the field of the header and goes; returns where one arrives. */
  async function search(page: Page, text: string): Promise<string> {
    await visit(page, '/blocks')
    await page.getByRole('searchbox').first().fill(text)
    await Promise.all([page.waitForEvent('framenavigated'), page.keyboard.press('Enter')])
    await page.locator('main h1').waitFor()
    return new URL(page.url()).pathname
  }

  const upper = (hex: string) => `0x${hex.slice(2).toUpperCase()}`
  const exact = [
    ['a block number', `${block}`, `/block/${block}`],
    ['a block number between spaces', ' 40 ', '/block/40'],
    ['a block hash', blockHash, `/block/${blockHash}`],
    ['a block hash in capitals', upper(blockHash), `/block/${blockHash}`],
    ['a transaction hash', transaction, `/tx/${transaction}`],
    ['an address', address, `/address/${checksum(address)}`],
    ['an address in capitals', upper(address), `/address/${checksum(address)}`],
    ['an address with its checksum', checksum(address), `/address/${checksum(address)}`],
    ['the address of a token', token, `/address/${checksum(token)}`],
  ] as const
  test.each(exact)('%s leads to its page', async (_, text, path) => {
    expect(await search(tab.page, text)).toBe(path)
  })

  test.runIf(inject('site').mainnet)(
    'what this chain has not and another has leads to the other',
    async () => {
      expect(await search(tab.page, '19932148')).toBe('/c/1/block/19932148')
    },
  )

  const named = [
    ['a module', 'DeFi', '/module/defi'],
    ['a module in another case', 'defi', '/module/defi'],
    ['a part of a module', 'energy', '/module/energy-grid'],
    ['a program', 'Personhood Pay', `/program/${checksum(program)}`],
  ] as const
  test.each(named)('the name of %s finds it', async (_, text, path) => {
    const { page } = tab
    await search(page, text)
    const links = await page
      .locator('main a')
      .evaluateAll((all) => all.map((link) => link.getAttribute('href')))
    expect([new URL(page.url()).pathname, ...links]).toContain(path)
  })

  test.each([
    '123.eth',
    'nothing like it',
    '-1',
    '1e3',
    '0x12',
    `0x${'0'.repeat(63)}1`,
    '999999999',
    '%',
    "'; DROP TABLE block",
    '<script>alert(1)</script>',
  ])('%s is nothing, and said to be', async (text) => {
    const { page, takeFaults } = tab
    expect(await search(page, text)).toBe('/search')
    expect(await page.locator('main').textContent()).toContain(text)
    expect(await page.locator('main a[href^="/block/"]').count()).toBe(0)
    expect(takeFaults()).toEqual([])
  })
})
