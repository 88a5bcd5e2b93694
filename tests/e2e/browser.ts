import type { Browser, BrowserContextOptions, Page, Response } from 'playwright-core'
import { afterAll, inject } from 'vitest'
import { launchChromium } from '../support/chromium'

/** Widths that pages are looked at: a desk's and a telephone's. */
export const WIDTHS = [1440, 390] as const

/** Long, for machines that do much else: what is waited for comes in a second on others. */
const PATIENCE_MS = 120_000

/** A tab, and what has gone wrong in it so far. */
export interface Tab {
  page: Page
  /** script errors and messages of the console's error level, since the last call */
  takeFaults(): string[]
  close(): Promise<void>
}

/** The browser says on the console that a document is a 404, which for a page that must be one is no fault. */
function isAnsweredAsMissing(text: string, source: string, page: Page): boolean {
  return source === page.url() && text.includes('the server responded with a status of 404')
}

async function openTab(browser: Browser, options: BrowserContextOptions): Promise<Tab> {
  const context = await browser.newContext({
    baseURL: inject('site').url,
    viewport: { width: 1440, height: 900 },
    colorScheme: 'light',
    ...options,
  })
  context.setDefaultTimeout(PATIENCE_MS)
  const page = await context.newPage()
  let faults: string[] = []
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('console', (message) => {
    const text = message.text()
    const source = message.location().url
    if (message.type() === 'error' && !isAnsweredAsMissing(text, source, page))
      faults.push(`${text} (${source})`)
  })
  return {
    page,
    takeFaults() {
      const taken = faults
      faults = []
      return taken
    },
    close: () => context.close(),
  }
}

let browser: Promise<Browser> | undefined

/** One browser a process, for all its files: it ends with the process. One that has crashed is started again. */
async function sharedBrowser(): Promise<Browser> {
  const present = await browser
  if (present?.isConnected()) return present
  browser = launchChromium()
  return browser
}

/**
 * Gives tabs on the site, closed at the end of the tests that asked for them if not before. Each has cookies, storage and
 * caches of its own.
 */
export function useBrowser(): (options?: BrowserContextOptions) => Promise<Tab> {
  const open: Tab[] = []
  afterAll(async () => {
    for (const tab of open.splice(0)) await tab.close()
  })
  return async (options = {}) => {
    const tab = await openTab(await sharedBrowser(), options)
    open.push(tab)
    return tab
  }
}

/**
 * Goes to a page and waits until its scripts run: each that shows the freshness of a chain asks for it first of all.
 * Returns the HTTP status.
 */
export async function visit(page: Page, path: string): Promise<number> {
  const asked = new Promise<void>((resolve) => {
    const listen = (response: Response) => {
      if (!response.url().endsWith('/api/v1/status')) return
      page.off('response', listen)
      resolve()
    }
    page.on('response', listen)
  })
  const response = await page.goto(path)
  if ((await page.locator('.badge').count()) > 0) await asked
  return response?.status() ?? 0
}
