import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type Tab, useBrowser, visit } from './browser'
import { columnOf, factOf, rowsOf } from './tables'

/** Devnet: the tenth transaction of block 40. Mainnet: the two hundred and tenth of block 19932148. */
const DEVNET = '/tx/0x2f91272725d75a652cc14f96386625ad68ee9a69a7fc6f22b71c2b6500bb34ea'
const MAINNET = '/c/1/tx/0x37923499702653d20e5e3061d7d7224b20777f031b792e401975fe5e51bfdb3d'

describe('the access set of a transaction', () => {
  const open = useBrowser()
  let tab: Tab
  beforeAll(async () => {
    tab = await open()
  })
  afterAll(() => tab?.close())

  async function choose(policy: string): Promise<void> {
    const switches = tab.page.getByRole('navigation', { name: 'Policy' })
    await switches.getByRole('link', { name: policy, exact: true }).click()
    await switches.locator('a[aria-current=true]').filter({ hasText: policy }).waitFor()
  }

  const counts = async () => [
    await factOf(tab.page, 'Keys read'),
    await factOf(tab.page, 'Keys written'),
    await factOf(tab.page, 'Waits for'),
    await factOf(tab.page, 'Waited on by'),
  ]

  test('is a tab, and has a switch for policies', async () => {
    const { page } = tab
    await visit(page, DEVNET)
    await page
      .getByRole('navigation', { name: 'Parts of this page' })
      .getByRole('link', { name: 'Access set' })
      .click()
    await page.waitForURL('**?tab=access')
    await choose('storage')
    expect(await counts()).toEqual(['11', '7', '1', '1'])
    await choose('strict')
    expect(await counts()).toEqual(['11', '7', '2', '1'])
    await choose('accounts')
    expect(await counts()).toEqual(['11', '7', '2', '1'])
    const label = 'Transactions that this one depends on'
    expect((await rowsOf(page, label)).length).toBe(2)
    expect(tab.takeFaults()).toEqual([])
  })

  test.skipIf(!inject('site').mainnet)('the same, on block 19932148', async () => {
    const { page } = tab
    await visit(page, `${MAINNET}?tab=access`)
    for (const [policy, shown] of [
      ['storage', ['36', '11', '1', '0']],
      ['strict', ['36', '11', '2', '1']],
      ['accounts', ['36', '11', '4', '0']],
    ] as const) {
      await choose(policy)
      expect(await counts(), policy).toEqual(shown)
    }
    // credits that one waits for and the others make themselves
    const under = await columnOf(page, 'Transactions that this one depends on', 'accounts')
    expect(under.filter((cell) => /^\d+ keys?$/.test(cell))).toHaveLength(4)
  })
})
