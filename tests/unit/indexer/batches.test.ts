import { expect, test } from 'vitest'
import { BatchSize } from '@/indexer/batches'

test('a batch holds fifty small blocks, or as many large ones as make about two thousand transactions', () => {
  const size = new BatchSize()
  expect(size.end(0n, 1000n)).toBe(49n)
  size.learn(50, 50 * 200)
  expect(size.end(50n, 1000n)).toBe(59n)
  size.learn(10, 10 * 5000)
  expect(size.end(60n, 1000n)).toBe(60n)
  size.learn(1, 0)
  expect(size.end(61n, 1000n)).toBe(110n)
})

test('a batch ends at the head', () => {
  expect(new BatchSize().end(10n, 12n)).toBe(12n)
})

test('after a failure blocks come one by one, fifty of them', () => {
  const size = new BatchSize(50n, true)
  for (let number = 0n; number < 50n; number++) {
    expect(size.end(number, 1000n)).toBe(number)
    size.learn(1, 3)
  }
  expect(size.end(50n, 1000n)).toBe(99n)
})
