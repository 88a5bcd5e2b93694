import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type Tab, useBrowser, visit } from './browser'
import { everyPage } from './page-list'

const GROUND = { light: 'rgb(252, 252, 250)', dark: 'rgb(14, 16, 18)' }

/** Without its comments: a page has to read all of it, each time. */
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const violations = z.object({
  violations: z.array(
    z.object({
      id: z.string(),
      impact: z.string().nullish(),
      help: z.string(),
      nodes: z.array(z.object({ html: z.string(), failureSummary: z.string().optional() })),
    }),
  ),
})

/** What keeps people from using the page, one line each: rule, then the first element at fault. */
async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(AXE)
  const found = violations.parse(await page.evaluate('axe.run(document, { resultTypes: ["violations"] })'))
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${id} (${nodes.length}): ${help}: ${nodes[0]?.html.slice(0, 200)}`)
}

/** Charts are drawn by a part of the scripts that comes later. */
async function untilDrawn(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    [...document.querySelectorAll('.chart-plot')].every((plot) => plot.querySelector('svg') !== null),
  )
}

const look = (page: Page) =>
  page.evaluate(() => ({
    family: getComputedStyle(document.body).fontFamily,
    ground: getComputedStyle(document.documentElement).backgroundColor,
    excess: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    tight: [...document.querySelectorAll('.figure')]
      .filter((figure) => figure.scrollWidth > figure.clientWidth)
      .map((figure) => figure.textContent),
  }))

/** Tests of every page at one width: a file a width, so that they are looked at side by side. */
export function describePages(width: number): void {
  describe.each(['light', 'dark'] as const)(`at ${width} pixels, %s`, (colorScheme) => {
    const open = useBrowser()
    let tab: Tab
    beforeAll(async () => {
      tab = await open({ viewport: { width, height: 900 }, colorScheme })
    })
    afterAll(() => tab?.close())

    test.each(everyPage())('$path answers $status and stands', async ({ path, status, heading }) => {
      const { page } = tab
      expect(await visit(page, path)).toBe(status)
      await untilDrawn(page)
      expect(await page.locator('main h1').allTextContents()).toEqual([expect.stringMatching(heading)])
      const { family, ground, excess, tight } = await look(page)
      expect(family).toMatch(/^inter\b/i)
      expect(ground).toBe(GROUND[colorScheme])
      expect(excess, 'pixels that the page is wider than the window').toBe(0)
      expect(tight, 'figures that run out of their column').toEqual([])
      expect(await barriers(page)).toEqual([])
      expect(tab.takeFaults()).toEqual([])
    })
  })
}
