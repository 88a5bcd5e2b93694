import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type Tab, useBrowser, visit } from './browser'
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
})
