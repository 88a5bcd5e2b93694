import { describe, expect, test } from 'vitest'
import { makespan } from '@/lib/parallelism/makespan'

/** Chains 0-1, 2-3-4-5 and 6-7, as the earlier transactions of each. */
const chains = [[], [0], [], [2], [3], [4], [], [6]]
const unit = (count: number) => Array.from({ length: count }, () => 1n)

describe('list scheduling', () => {
  test('three chains of unit gas on two workers take 4', () => {
    expect(makespan(chains, unit(8), 2)).toBe(4n)
  })

  test('with gas 1, 3, 1, 1, 1, 1, 1, 3 they take 6', () => {
    expect(makespan(chains, [1n, 3n, 1n, 1n, 1n, 1n, 1n, 3n], 2)).toBe(6n)
  })

  test('with the further edges 1->4 and 7->4 and unit gas they take 5', () => {
    const further = chains.map((earlier, j) => (j === 4 ? [...earlier, 1, 7] : earlier))
    expect(makespan(further, unit(8), 2)).toBe(5n)
  })

  test('five independent transactions of unit gas on four workers take 2', () => {
    expect(makespan([[], [], [], [], []], unit(5), 4)).toBe(2n)
    expect(makespan([[], [], [], [], []], unit(5), 4, 'block')).toBe(2n)
  })

  test('the order matters: a long transaction at the end waits in block order', () => {
    const gas = [2n, 2n, 2n, 6n]
    expect(makespan([[], [], [], []], gas, 2, 'block')).toBe(8n)
    expect(makespan([[], [], [], []], gas, 2, 'weight')).toBe(6n)
  })

  test('an empty block takes nothing', () => {
    expect(makespan([], [], 2)).toBe(0n)
  })

  test('transactions without gas take no time', () => {
    expect(makespan([[], [0], [1]], [0n, 0n, 5n], 1)).toBe(5n)
  })

  test('a cycle, no worker, and gas that doubles cannot hold are refused', () => {
    expect(() => makespan([[1], [0]], [1n, 1n], 2)).toThrow('the dependencies form a cycle')
    expect(() => makespan([[]], [1n], 0)).toThrow('a schedule needs at least one worker, not 0')
    expect(() => makespan([[]], [2n ** 60n], 2)).toThrow(
      'the gas used adds up to 1152921504606846976, above 2^50',
    )
  })
})
