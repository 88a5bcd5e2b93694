import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type Tab, useBrowser, visit } from './browser'
import { headOf, press, queryOf } from './switches'
import { columnOf, factOf, rowsOf } from './tables'

const WETH = '0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2'
const METRICS = 'Every metric today and after the change'
const ADVICE = 'Changes by the gas that they free'
const BLOCKS = 'Critical path of every block today and after the change'

describe('what if', () => {
  const open = useBrowser()
  let tab: Tab
  beforeAll(async () => {
    tab = await open()
  })
  afterAll(() => tab?.close())

  async function metric(name: string): Promise<string[]> {
    const rows = await rowsOf(tab.page, METRICS)
    return rows.find(([cell]) => cell === name)?.slice(1, 4) ?? []
  }

  test.skipIf(!inject('site').mainnet)('block 19932148 with a commutative balance, to the unit', async () => {
    const { page } = tab
    await visit(page, `/c/1/what-if?block=19932148&target=b:${WETH}`)
    expect(await factOf(page, 'Speedup bound')).toBe('6.54× → 13.69×')
    expect(await factOf(page, 'Critical path freed')).toBe('1.15 Mgas')
    expect(await metric('Critical path')).toEqual(['2,198,766', '1,050,574', '−1,148,192'])
    expect(await metric('Dependencies')).toEqual(['92', '74', '−18'])
    expect(await metric('Components')).toEqual(['141', '158', '+17'])
    expect(await metric('Critical path first, 16 workers')).toEqual(['2,198,766', '1,050,574', '−1,148,192'])
    const advice = await rowsOf(page, ADVICE)
    expect(advice.slice(0, 2).map((row) => row.slice(1, 6))).toEqual([
      ['contract, 5 contested keys', '67.3%', '19.97×', '19.97×', '1,943,741'],
      ['one key', '52.2%', '13.69×', '13.40×', '1,078,788'],
    ])
  })

  test.skipIf(!inject('site').mainnet)(
    'another change is asked for by the form, and has an address',
    async () => {
      const { page } = tab
      await visit(page, `/c/1/what-if?block=19932148&target=b:${WETH}&policy=strict`)
      expect(await metric('Critical path')).toEqual(['4,626,836', expect.any(String), expect.any(String)])
      await page.getByLabel('State key, contract or module').fill(WETH)
      await page.locator('select[name=action]').selectOption('commutative')
      await page.getByRole('button', { name: 'Recompute' }).click()
      await page.waitForURL(/target=0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2/)
      expect(new URL(page.url()).searchParams.get('policy')).toBe('strict')
      expect(await metric('Critical path')).toEqual(['4,626,836', '720,013', '−3,906,823'])
    },
  )

  test('the best change of a range is shown without being asked for, block by block', async () => {
    const { page } = tab
    await visit(page, '/what-if?from=20&to=60')
    expect(await page.locator('h2').first().textContent()).toBe('Which single change frees most')
    await page.getByText('Data table').first().click()
    expect(await columnOf(page, BLOCKS, 'Block')).toEqual(Array.from({ length: 41 }, (_, at) => `${20 + at}`))
    const today = await columnOf(page, BLOCKS, 'Critical path today')
    const sum = today.reduce((total, text) => total + Number(text.replaceAll(',', '')), 0)
    expect((await metric('Critical path'))[0]).toBe(sum.toLocaleString('en-US'))
    const bounds = (await columnOf(page, ADVICE, 'Freed of the critical path')).map(Number.parseFloat)
    expect(bounds).toEqual(bounds.toSorted((a, b) => b - a))
  })

  test('is asked from the hottest keys, of the same blocks under the same policy', async () => {
    const { page } = tab
    await visit(page, '/parallelism?policy=storage&from=20&to=60')
    const link = page
      .getByRole('table', { name: 'Hottest keys' })
      .getByRole('link', { name: /^What if/ })
      .first()
    await link.click()
    await page.waitForURL(/\/what-if\?/)
    const asked = new URL(page.url()).searchParams
    expect([asked.get('policy'), asked.get('from'), asked.get('to')]).toEqual(['storage', '20', '60'])
    await page.getByRole('table', { name: METRICS }).waitFor()
    expect(await page.locator('h2').first().textContent()).toMatch(/^Make .+ commutative$/)
    const path = await metric('Critical path')
    await visit(page, '/what-if?policy=storage&from=20&to=60')
    expect((await metric('Critical path'))[0]).toBe(path[0])
  })

  test('the CSV behind the chart has every metric of every block', async () => {
    const { page } = tab
    await visit(page, '/what-if?from=20&to=60')
    const href = await page.locator('figure.chart a.chart-csv').getAttribute('href')
    const response = await page.request.get(href ?? '')
    const [statement, head, ...rows] = (await response.text()).trim().split('\r\n')
    expect(statement).toMatch(
      /^# chain 31337; blocks 20 to 60; hash of block 60 0x.*policy accounts; source traced; 41 blocks of 41 in the range; change /,
    )
    expect(head).toContain('criticalPathGas_today,criticalPathGas_then')
    expect(rows).toHaveLength(41)
  })

  test.each([
    ['target=0x12', '"0x12" is nothing that can be changed: name a state key'],
    ['target=defi&action=faster', '"faster" is no change: write commutative'],
    ['policy=all', 'The parameter "policy" must be one of storage, accounts, strict.'],
  ])('%s is refused in one sentence', async (query, sentence) => {
    const { page } = tab
    await visit(page, `/what-if?${query}`)
    expect(await page.getByRole('alert').first().textContent()).toContain(sentence)
  })

  test('a target that no block holds changes nothing', async () => {
    const { page } = tab
    await visit(page, `/what-if?target=${WETH}&from=20&to=60`)
    expect(await page.locator('main').textContent()).toContain(
      'None of these blocks touches it: nothing changes.',
    )
  })

  const shown = async (workers: number) => [
    await factOf(tab.page, 'Speedup bound'),
    await factOf(tab.page, `On ${workers} workers`),
    await factOf(tab.page, `Optimistic, ${workers} workers`),
    await factOf(tab.page, 'Module-partitioned'),
  ]

  test('policy and workers', async () => {
    const { page } = tab
    await visit(page, '/what-if?target=personhood-pay&from=30&to=49')
    expect(await metric('Critical path')).toEqual(['17,436,902', '9,781,083', '−7,655,819'])
    await press(page, 'Policy', 'storage')
    expect(await metric('Critical path')).toEqual(['17,436,902', '9,677,952', '−7,758,950'])
    await press(page, 'Policy', 'strict')
    expect(await metric('Critical path')).toEqual(['17,436,902', '9,784,778', '−7,652,124'])
    await press(page, 'Policy', 'accounts')
    for (const [workers, list, optimistic] of [
      [2, '1.93× → 1.99×', '1.72× → 1.88×'],
      [4, '2.38× → 3.46×', '2.27× → 3.04×'],
      [8, '2.41× → 4.28×', '2.37× → 3.94×'],
      [32, '2.41× → 4.29×', '2.38× → 4.22×'],
      [16, '2.41× → 4.29×', '2.38× → 4.22×'],
    ] as const) {
      await press(page, 'Workers', `${workers}`)
      expect(await shown(workers)).toEqual(['2.41× → 4.29×', list, optimistic, '1.41×'])
    }
    expect(queryOf(page)).toBe('from=30&to=49&target=personhood-pay')
  })

  test('every kind of change', async () => {
    const { page } = tab
    await visit(page, '/what-if?target=personhood-pay&from=30&to=49')
    for (const [action, path, lanes] of [
      ['sharded:sender', '9,781,083', '29,676,931'],
      ['sharded:4', '11,791,905', '29,676,931'],
      ['sharded:16', '10,184,669', '29,676,931'],
      ['sharded:64', '9,796,820', '29,676,931'],
      ['module:identity', '17,436,902', '31,345,274'],
      ['module:defi', '17,436,902', '29,941,465'],
      ['module:unassigned', '17,436,902', '33,477,014'],
      ['commutative', '9,781,083', '29,676,931'],
    ] as const) {
      await page.locator('select[name=action]').selectOption(action)
      await page.getByRole('button', { name: 'Recompute' }).click()
      await page.waitForURL((url) => url.searchParams.get('action') === action)
      expect((await metric('Critical path'))[1], action).toBe(path)
      expect((await metric('Module-partitioned'))[1], action).toBe(lanes)
    }
  })

  test('range, and a single block', async () => {
    const { page } = tab
    await visit(page, '/what-if')
    for (const [name, option] of [
      ['Last blocks', '100'],
      ['Last blocks', '10,000'],
      ['Last blocks', 'all'],
      ['Last', 'hour'],
      ['Last', 'day'],
      ['Last', 'week'],
      ['Last', 'month'],
      ['Last', 'year'],
      ['Last blocks', '1,000'],
    ] as const) {
      await press(page, name, option)
      expect(await headOf(page)).toBe('Blocks 0 to 86 · 2 min')
      expect(await shown(16), option).toEqual(['2.01× → 2.64×', '2.01× → 2.64×', '1.99× → 2.59×', '1.29×'])
    }
    await visit(page, '/what-if?block=40')
    expect(await headOf(page)).toBe('Block 40 · 0 s')
    expect(await factOf(page, 'No longer waiting')).toBe('69.8 kgas')
  })

  test.skipIf(!inject('site').mainnet)('every switch, on block 19932148', async () => {
    const { page } = tab
    await visit(page, `/c/1/what-if?from=19932148&to=19932148&target=${WETH}`)
    expect(await metric('Critical path')).toEqual(['2,198,766', '720,013', '−1,478,753'])
    await press(page, 'Policy', 'storage')
    expect(await metric('Critical path')).toEqual(['1,050,574', '720,013', '−330,561'])
    await press(page, 'Policy', 'accounts')
    for (const [workers, list, optimistic] of [
      [2, '2.00×', '1.88× → 1.92×'],
      [4, '4.00× → 3.99×', '3.71× → 3.75×'],
      [8, '6.54× → 7.96×', '6.40× → 7.04×'],
      [32, '6.54× → 19.97×', '6.40× → 14.88×'],
      [16, '6.54× → 15.86×', '6.41× → 11.50×'],
    ] as const) {
      await press(page, 'Workers', `${workers}`)
      expect(await shown(workers)).toEqual(['6.54× → 19.97×', list, optimistic, '1.13×'])
    }
    await page.locator('select[name=action]').selectOption('sharded:4')
    await page.getByRole('button', { name: 'Recompute' }).click()
    await page.waitForURL((url) => url.searchParams.get('action') === 'sharded:4')
    expect(await metric('Critical path')).toEqual(['2,198,766', '923,152', '−1,275,614'])
  })
})
