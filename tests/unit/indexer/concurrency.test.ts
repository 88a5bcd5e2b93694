import { expect, test } from 'vitest'
import { mapLimited } from '@/indexer/concurrency'

const ITEMS = Array.from({ length: 10 }, (_, at) => at)

test('results keep the order, with as many at work at once as are allowed', async () => {
  let working = 0
  let most = 0
  const results = await mapLimited(ITEMS, 3, async (item) => {
    most = Math.max(most, ++working)
    // The later the sooner: what is begun first ends last.
    for (let turn = 0; turn < ITEMS.length - item; turn++) await Promise.resolve()
    working--
    return item * item
  })
  expect(results).toEqual([0, 1, 4, 9, 16, 25, 36, 49, 64, 81])
  expect(most).toBe(3)
})

test('once it is enough nothing more is begun, and the results have no gap', async () => {
  let begun = 0
  const count = async (item: number) => {
    begun++
    return item
  }
  expect(await mapLimited(ITEMS, 2, count, () => begun >= 5)).toEqual([0, 1, 2, 3, 4])
  expect(await mapLimited(ITEMS, 2, count, () => true)).toEqual([0])
})

test('the first failure ends it', async () => {
  const begun: number[] = []
  const failing = mapLimited(ITEMS, 2, async (item) => {
    begun.push(item)
    if (item === 3) throw new Error('item 3')
  })
  await expect(failing).rejects.toThrow('item 3')
  expect(begun.length).toBeLessThan(ITEMS.length)
})
