import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type Tab, useBrowser, visit } from './browser'
import { everyPage } from './page-list'

/** What belongs to a chart, as the page has it. */
interface Chart {
  caption: string
  /** what people hear who cannot see it */
  spoken: string
  focusable: number
  /** rows that its table says it has, and the rows that it holds, at most a page of them */
  said: number
  held: number
  csv: string | null
  /** policy and source beside its section's title */
  tags: string
  /** everything that is written in it */
  text: string
}

const chartsOf = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('figure.chart')].map((figure): Chart => {
      const spoken = [...figure.querySelectorAll('[aria-label], svg > title')]
        .filter((element) => !element.closest('table, .chart-foot, .graph-steps, .graph-zoom'))
        .map((element) => element.getAttribute('aria-label') ?? element.textContent ?? '')
      const reachable = 'a[href], button, input, [tabindex="0"], svg[tabindex]'
      return {
        caption: figure.querySelector('figcaption')?.textContent ?? '',
        spoken: spoken.toSorted((a, b) => b.length - a.length)[0] ?? '',
        focusable: [...figure.querySelectorAll(reachable)].filter(
          (element) => !element.closest('.chart-foot'),
        ).length,
        said: Number((figure.querySelector('summary .dim')?.textContent ?? '').replace(/[^\d]/g, '')),
        held: figure.querySelectorAll('.chart-data tbody tr').length,
        csv: figure.querySelector('a[download]')?.getAttribute('href') ?? null,
        tags: figure.closest('section')?.querySelector('.section-head')?.textContent ?? '',
        text: figure.textContent ?? '',
      }
    }),
  )

/** Rows of a CSV below its statement and its head. */
async function rowsOfCsv(path: string): Promise<{ rows: number; stated: number }> {
  const response = await fetch(new URL(path, inject('site').url))
  expect(response.status, path).toBe(200)
  expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename=".+\.csv"$/)
  const lines = (await response.text()).trimEnd().split('\r\n')
  return { rows: lines.length - 2, stated: Number(/(\d+) rows$/.exec(lines[0] ?? '')?.[1]) }
}

const PLACES = everyPage().filter(({ status }) => status === 200)
const MATRICES = ['/modules', `/block/${inject('samples').block}?tab=execution`]
const drawn = () =>
  [...document.querySelectorAll('.chart-plot')].every((plot) => plot.querySelector('svg') !== null)

describe('every chart', () => {
  const open = useBrowser()
  let tab: Tab
  let charts = 0
  beforeAll(async () => {
    tab = await open()
  })
  afterAll(async () => {
    await tab?.close()
  })

  test.each(PLACES)('$path: words, keyboard, table, CSV, unit, policy and source', async ({ path }) => {
    const { page } = tab
    const shownCharts = async () => {
      await visit(page, path)
      await page.waitForFunction(drawn)
      return chartsOf(page)
    }
    for (const [at, chart] of (await shownCharts()).entries()) {
      charts++
      const name = `${path}: ${chart.caption.slice(0, 60)}`
      expect(chart.caption.length, name).toBeGreaterThan(20)
      expect(chart.spoken.length, `${name}: what is spoken`).toBeGreaterThan(20)
      expect(chart.focusable, `${name}: keyboard`).toBeGreaterThan(0)
      expect(chart.tags, name).toMatch(/policy.*source/)
      expect(chart.text, `${name}: unit`).toMatch(/×|%|gas|calls|seconds|blocks|in 100 transactions/)
      expect(chart.said, `${name}: rows`).toBeGreaterThan(0)
      expect(chart.held, `${name}: rows`).toBeGreaterThan(0)
      expect(chart.held, `${name}: rows`).toBeLessThanOrEqual(chart.said)
      expect(chart.csv, name).not.toBeNull()
      // A chart of the head's samples gains a row whenever one is taken: the two are then looked at again.
      const first = await rowsOfCsv(chart.csv ?? '')
      const { said, csv } = first.rows === chart.said ? chart : ((await shownCharts())[at] ?? chart)
      const rows = first.rows === chart.said ? first : await rowsOfCsv(csv ?? '')
      expect(rows, `${name}: CSV`).toEqual({ rows: said, stated: said })
    }
  })

  test.each(MATRICES)('%s: a matrix of conflicts has its CSV', async (path) => {
    const { page } = tab
    await visit(page, path)
    const matrices = await page.evaluate(() =>
      [...document.querySelectorAll('table.matrix')].map((table) => ({
        pairs: [...table.querySelectorAll('td.heat')].filter((cell) => cell.textContent !== '·').length,
        csv: table.closest('section')?.querySelector('.section-head a[download]')?.getAttribute('href'),
        tags: table.closest('section')?.querySelector('.section-head')?.textContent,
      })),
    )
    expect(matrices).toHaveLength(1)
    for (const { pairs, csv, tags } of matrices) {
      expect(tags, path).toMatch(/policy.*source/)
      expect(await rowsOfCsv(csv ?? ''), path).toEqual({ rows: pairs, stated: pairs })
    }
  })

  test('there were charts', () => {
    expect(charts).toBeGreaterThan(15)
  })
})
