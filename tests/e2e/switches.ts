import type { Page } from 'playwright-core'

/**
 * Presses an option of a page's switch, by the words that stand before the switch and on the option, and waits until the
 * page says that it is on. The page's figures come with it.
 */
export async function press(page: Page, name: string, option: string): Promise<void> {
  const choice = page.locator('.choice').filter({ has: page.getByText(name, { exact: true }) })
  const link = choice.getByRole('link', { name: option, exact: true })
  await link.click()
  await choice
    .locator('a[aria-current=true]')
    .filter({ hasText: new RegExp(`^${option}$`) })
    .waitFor()
}

/** The query of a page's address, without "?". */
export const queryOf = (page: Page): string => decodeURIComponent(new URL(page.url()).search.slice(1))

/** What a page's header says beside its title, e.g. the range in words. */
export async function headOf(page: Page): Promise<string> {
  return ((await page.locator('.page-head .sub').textContent()) ?? '').replace(/\s+/g, ' ').trim()
}

/** One of a page's figures by its name; factOf also finds what a page explains. */
export async function figureOf(page: Page, name: string): Promise<string> {
  const figure = page.locator('.figure').filter({ has: page.locator('dt').getByText(name, { exact: true }) })
  return ((await figure.locator('dd.value').textContent()) ?? '').replace(/\s+/g, ' ').trim()
}

/** Unfolds the tables behind the charts. */
export async function unfold(page: Page): Promise<void> {
  await page.locator('.chart-data').evaluateAll((all) => {
    for (const one of all) one.setAttribute('open', '')
  })
}
