import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { IntQueue } from '@/lib/parallelism/int-queue'
import { SEEDED } from './random-blocks'

/** What pops give, -1 where nothing was left, of steps that push an integer or, as undefined, pop one. */
function popped(queue: IntQueue, steps: readonly (number | undefined)[]): number[] {
  const present = new Set<number>()
  const out: number[] = []
  for (const step of steps) {
    if (step === undefined) {
      const least = queue.size === 0 ? -1 : queue.pop()
      present.delete(least)
      out.push(least)
    } else if (!present.has(step)) {
      present.add(step)
      queue.push(step)
    }
  }
  return out
}

function slowlyPopped(steps: readonly (number | undefined)[]): number[] {
  const present = new Set<number>()
  const out: number[] = []
  for (const step of steps) {
    if (step !== undefined) present.add(step)
    else {
      const least = Math.min(...present)
      out.push(present.delete(least) ? least : -1)
    }
  }
  return out
}

describe('the queue of integers', () => {
  test('gives the smallest first, and goes back for smaller ones', () => {
    const queue = new IntQueue(100_000)
    const steps = [
      99_999,
      31,
      32,
      1_024,
      undefined,
      undefined,
      5,
      undefined,
      undefined,
      undefined,
      0,
      undefined,
    ]
    expect(popped(queue, steps)).toEqual([31, 32, 5, 1_024, 99_999, 0])
    expect(queue.size).toBe(0)
  })

  test('gives what a search through all gives', () => {
    const bound = 3_000
    const step = fc.option(fc.integer({ min: 0, max: bound - 1 }), { nil: undefined })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        expect(popped(new IntQueue(bound), steps)).toEqual(slowlyPopped(steps))
      }),
      SEEDED,
    )
  })
})
