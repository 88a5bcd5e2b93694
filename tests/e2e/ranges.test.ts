import { describe, expect, inject, test } from 'vitest'
import { useBrowser, visit } from './browser'
import { unfold } from './switches'
import { columnOf, numberOf } from './tables'

describe('a range of the parallelism page', () => {
  const open = useBrowser()
  const RANGE = '/parallelism?from=20&to=59'

  test('is narrowed by the arrow keys and by the pointer, and its part has an address', async () => {
    const { page, close, takeFaults } = await open()
    await visit(page, RANGE)
    const begin = page.getByRole('slider', { name: 'Begin of the part' })
    await begin.focus()
    for (let i = 0; i < 10; i++) await page.keyboard.press('ArrowRight')
    expect(await begin.getAttribute('aria-valuetext')).toBe('Block 30')
    await page.getByRole('slider', { name: 'End of the part' }).focus()
    await page.keyboard.press('PageDown')
    await page.locator('.brush-words').getByText('Blocks 30 to 55').waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL('**/parallelism?from=30&to=55')
    await page.locator('.page-head').getByText('Blocks 30 to 55').waitFor()
    const strip = page.locator('.brush-strip')
    const box = await strip.boundingBox()
    if (box === null) throw new Error('no strip')
    // 26 points: from the middle of the third to the middle of the seventh.
    const at = (point: number) => box.x + (box.width * (point + 0.5)) / 26
    await page.mouse.move(at(2), box.y + 10)
    await page.mouse.down()
    await page.mouse.move(at(6), box.y + 10)
    await page.mouse.up()
    await page.getByRole('link', { name: 'Show this part' }).click()
    await page.waitForURL('**/parallelism?from=32&to=36')
    await page.locator('.page-head').getByText('Blocks 32 to 36').waitFor()
    await unfold(page)
    expect(await columnOf(page, 'Speedups by block', 'From block')).toEqual(['32', '33', '34', '35', '36'])
    expect(takeFaults()).toEqual([])
    await close()
  })

  test('has neighbours, a half and a double, and a link to exactly itself that can be copied', async () => {
    const { page, close } = await open({ permissions: ['clipboard-read', 'clipboard-write'] })
    await visit(page, `${RANGE}&policy=strict`)
    const moves = page.getByRole('navigation', { name: 'Other ranges' })
    const hrefs = await moves
      .getByRole('link')
      .evaluateAll((links) => links.map((a) => a.getAttribute('href')))
    expect(hrefs).toEqual([
      '/parallelism?policy=strict&from=0&to=19',
      '/parallelism?policy=strict&from=60&to=99',
      '/parallelism?policy=strict&from=30&to=49',
      `/parallelism?policy=strict&from=0&to=79`,
    ])
    await page.getByRole('link', { name: 'Copy link' }).click()
    await page.getByText('Copied').waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      `${inject('site').url}/parallelism?policy=strict&from=20&to=59&workers=16`,
    )
    await close()
  })

  test('needs no scripts', async () => {
    const { page, close } = await open({ javaScriptEnabled: false })
    await page.goto(RANGE)
    expect(await page.getByRole('slider').count()).toBe(0)
    await page.getByRole('textbox', { name: 'From' }).fill('40')
    await page.getByRole('textbox', { name: 'to', exact: true }).fill('44')
    await page.getByRole('button', { name: 'Show' }).click()
    expect(new URL(page.url()).search).toBe('?from=40&to=44')
    await page.getByRole('link', { name: '← Earlier' }).click()
    expect(new URL(page.url()).search).toBe('?from=35&to=39')
    await close()
  })

  test('in time is drawn by time, and its points add up to the same gas', async () => {
    const { page, close } = await open()
    const { head } = inject('site')
    await visit(page, `/parallelism?from=1&to=${head}`)
    await unfold(page)
    const gas = (await columnOf(page, 'Speedups by block', 'Gas used')).map(numberOf)
    await visit(page, '/parallelism?range=hour')
    await page.locator('.page-head').getByText('one point a minute').waitFor()
    await unfold(page)
    const times = await columnOf(page, 'Speedups by block', 'Time')
    const inTime = (await columnOf(page, 'Speedups by block', 'Gas used')).map(numberOf)
    expect(times[0]).toMatch(/^\d+ [A-Z][a-z]{2} \d{4}, \d\d:\d\d to \d\d:\d\d UTC$/)
    const sum = (parts: bigint[]) => parts.reduce((total, part) => total + part, 0n)
    expect(sum(inTime)).toBe(sum(gas))
    await visit(page, '/parallelism?from=2026-13-01T00:00Z&to=2026-12-01T00:00Z')
    await page
      .getByText('The parameter "from" must be a block number, or a time in UTC such as 2026-11-22T15:00Z.')
      .waitFor()
    await close()
  })

  test('compares modules by the figure that the address names', async () => {
    const { page, close } = await open()
    await visit(page, RANGE)
    await page.getByRole('link', { name: 'cross-module share' }).click()
    await page.waitForURL('**/parallelism?from=20&to=59&compare=cross')
    await unfold(page)
    const shares = await columnOf(page, 'Cross-module share by module', 'DeFi')
    expect(shares).toHaveLength(40)
    expect(shares.every((share) => /^(–|\d+\.\d%)$/.test(share))).toBe(true)
    await close()
  })
})
