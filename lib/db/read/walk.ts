/**
 * All rows of a keyset-paged list in order, read page by page: memory does not grow with their number.
 * @param page the next `size` rows after one that was read, or the first
 */
export async function* walk<Row>(
  size: number,
  page: (after: Row | undefined) => Promise<Row[]>,
): AsyncGenerator<Row, void> {
  let after: Row | undefined
  for (;;) {
    const rows = await page(after)
    yield* rows
    after = rows.at(-1)
    if (rows.length < size) return
  }
}
