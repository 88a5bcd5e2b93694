import { describe, expect, test } from 'vitest'
import { Countdowns } from '@/lib/parallelism/countdowns'

/** How many steps each takes to its end, twice over. */
function steps(from: number[]): number[][] {
  const countdowns = new Countdowns(Int32Array.from(from))
  return [1, 2].map(() => {
    countdowns.set()
    return from.map((_, task) => {
      if (countdowns.isZero(task)) return 0
      for (let step = 1; ; step++) if (countdowns.countDown(task)) return step
    })
  })
}

describe('countdowns', () => {
  test('end after as many steps as they are set to, below a byte and far beyond', () => {
    const from = [0, 1, 2, 255, 256, 257, 511, 512, 513, 65_535, 65_536, 100_001]
    expect(steps(from)).toEqual([from, from])
  })

  test('do not disturb one another', () => {
    const countdowns = new Countdowns(Int32Array.of(2, 300, 1))
    countdowns.set()
    expect([0, 1, 2, 1, 0].map((task) => countdowns.countDown(task))).toEqual([
      false,
      false,
      true,
      false,
      true,
    ])
  })
})
