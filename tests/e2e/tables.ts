import type { Page } from 'playwright-core'

/** The text of a table's cells, row by row without the head, by the table's label. */
export async function rowsOf(page: Page, label: string): Promise<string[][]> {
  const table = page.getByRole('table', { name: label, exact: true })
  await table.waitFor()
  return table
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent?.trim() ?? '')),
    )
}

/** The values of one column by its heading. */
export async function columnOf(page: Page, label: string, heading: string): Promise<string[]> {
  const table = page.getByRole('table', { name: label, exact: true })
  const headings = await table.locator('thead th').allTextContents()
  const at = headings.findIndex((text) => text.trim() === heading)
  if (at < 0) throw new Error(`The table "${label}" has no column "${heading}", but ${headings.join(', ')}.`)
  return (await rowsOf(page, label)).map((row) => row[at] ?? '')
}

/** A shown whole number, "1,234", as the number that it is. */
export function numberOf(text: string): bigint {
  if (!/^\d{1,3}(,\d{3})*$/.test(text)) throw new Error(`"${text}" is no whole number with commas.`)
  return BigInt(text.replaceAll(',', ''))
}

/** What a page says beside a name: in its list of facts, or as one of its figures. */
export async function factOf(page: Page, name: string): Promise<string> {
  const term = page.locator('main dt').filter({ hasText: new RegExp(`^${name}$`) })
  const text = await term.locator('xpath=following-sibling::dd[1]').textContent()
  return (text ?? '').replace(/\s+/g, ' ').trim()
}
