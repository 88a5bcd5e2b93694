import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type Tab, useBrowser, visit } from './browser'
import { columnOf, factOf, numberOf } from './tables'

const sum = (parts: bigint[]) => parts.reduce((total, part) => total + part, 0n)

describe('the sums of the modules page', () => {
  const open = useBrowser()
  let tab: Tab
  beforeAll(async () => {
    tab = await open()
  })
  afterAll(() => tab?.close())

  async function gasOfBlock(page: Page, block: number): Promise<bigint> {
    await visit(page, `/block/${block}`)
    return numberOf((await factOf(page, 'Gas used')).split(' ')[0] ?? '')
  }

  async function homeGas(page: Page, from: number, to: number): Promise<bigint[]> {
    await visit(page, `/modules?from=${from}&to=${to}`)
    return (await columnOf(page, 'Modules', 'Home gas')).map(numberOf)
  }

  test.each([1, 15, 40, 45, 80])('block %i: home gas of all homes is the gas of the block', async (block) => {
    const { page } = tab
    expect(sum(await homeGas(page, block, block))).toBe(await gasOfBlock(page, block))
  })

  test('a range: home gas of all homes is the gas of its blocks, and every module is there', async () => {
    const { page } = tab
    const { head } = inject('site')
    await visit(page, `/blocks?before=${head + 1}`)
    const blocks = (await columnOf(page, 'Blocks', 'Block')).map(numberOf)
    const gas = (await columnOf(page, 'Blocks', 'Gas used')).map(numberOf)
    expect(blocks).toHaveLength(50)
    expect(sum(await homeGas(page, Number(blocks.at(-1)), Number(blocks[0])))).toBe(sum(gas))
    expect((await columnOf(page, 'Modules', 'Module')).toSorted()).toEqual([
      'DeFi',
      'Energy grid',
      'Health records',
      'Identity',
      'Personhood Pay',
      'Supply chain',
      'Transfer',
      'Unassigned',
    ])
  })
})
