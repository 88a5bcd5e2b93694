import { describe, expect, test } from 'vitest'
import { Countdowns } from '@/lib/parallelism/countdowns'
import { toCsr } from '@/lib/parallelism/csr'
import { IntQueue } from '@/lib/parallelism/int-queue'

/** Counts down the tasks of each row in turn: which are ready after it, ascending. */
function readyAfter(countdowns: Countdowns, tasks: number, rows: number[][]): number[][] {
  const ready = new IntQueue(tasks)
  const csr = toCsr(rows)
  return rows.map((_, row) => {
    countdowns.countDown(csr, row, ready)
    const popped: number[] = []
    while (ready.size > 0) popped.push(ready.pop())
    return popped
  })
}

/** How many steps each takes to its end, twice over. */
function steps(from: number[]): number[][] {
  const countdowns = new Countdowns(Int32Array.from(from))
  return [1, 2].map(() => {
    countdowns.set()
    return from.map((count, task) => {
      if (countdowns.isZero(task)) return 0
      const rows = Array.from({ length: count + 1 }, () => [task])
      return readyAfter(countdowns, from.length, rows).findIndex((ready) => ready.includes(task)) + 1
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
    expect(readyAfter(countdowns, 3, [[0, 1], [2], [1], [0, 1]])).toEqual([[], [2], [], [0]])
  })
})
