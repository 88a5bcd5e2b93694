import { describe, expect, test } from 'vitest'
import { useBrowser, visit } from './browser'
import { press, queryOf } from './switches'
import { factOf } from './tables'

describe('the switch of the finality page', () => {
  const open = useBrowser()

  /** When the samples were taken is the clock's affair; what the node said of the fixed chain is not. */
  test('range', async () => {
    const { page, close, takeFaults } = await open()
    await visit(page, '/finality')
    for (const [option, query, point] of [
      ['hour', 'range=hour', 'one point a minute'],
      ['week', 'range=week', 'one point an hour'],
      ['month', 'range=month', 'one point for 6 hours'],
      ['year', 'range=year', 'one point a week'],
      ['day', '', 'one point for 15 minutes'],
    ] as const) {
      await press(page, 'Last', option)
      expect(queryOf(page)).toBe(query)
      await page.getByText(point, { exact: true }).waitFor()
      for (const [name, block] of [
        ['Head', '86'],
        ['Safe', '54'],
        ['Finalised', '22'],
        ['Indexed', '86'],
      ] as const)
        expect(await factOf(page, name), option).toBe(block)
      expect(await page.locator('figcaption').allTextContents(), option).toEqual([
        'At the last sample, head to safe 32 blocks, head to finalised 64 blocks.',
        'At the last sample, head to safe 64 s, head to finalised 128 s.',
      ])
    }
    expect(takeFaults()).toEqual([])
    await close()
  })
})
