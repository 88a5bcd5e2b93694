/**
 * Runs work over items in order, at most `limit` at a time; the results keep the order. The first failure ends it. Once
 * `enough` says so no further item is begun: the results are those of the items before it, of one at least.
 */
export async function mapLimited<T, R>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<R>,
  enough: () => boolean = () => false,
): Promise<R[]> {
  const results: R[] = []
  let next = 0
  let failed = false
  const run = async () => {
    while (next < items.length && !failed && (next === 0 || !enough())) {
      const at = next++
      const item = items[at]
      if (item === undefined) continue
      try {
        results[at] = await work(item)
      } catch (cause) {
        failed = true
        throw cause
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, run))
  return results
}
