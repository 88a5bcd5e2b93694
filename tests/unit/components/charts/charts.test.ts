import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { axisTicks, ratioAxis } from '@/components/charts/axis-ticks'
import { bucketRows } from '@/components/charts/bucket-rows'
import { spread } from '@/components/charts/end-labels'

describe('axisTicks', () => {
  it.each([
    [100, [0, 20, 40, 60, 80, 100]],
    [2.76, [0, 1, 2, 3]],
    [6.2, [0, 2, 4, 6, 8]],
    [0, [0, 0.1]],
    [1, [0, 0.2, 0.4, 0.6, 0.8, 1]],
  ])('up to %d', (highest, ticks) => {
    expect(axisTicks(highest)).toEqual(ticks)
  })

  it('reaches the highest value with at most seven ticks', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e12, noNaN: true }), (highest) => {
        const ticks = axisTicks(highest)
        expect(ticks.length).toBeLessThanOrEqual(7)
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(highest * (1 - 1e-8))
      }),
      { seed: 7 },
    )
  })
})

describe('ratioAxis', () => {
  it.each([
    [1, 1.9, { bottom: 1, top: 2, ticks: [1, 1.25, 1.5, 1.75, 2] }],
    [1, 2.01, { bottom: 1, top: 3, ticks: [1, 1.5, 2, 3] }],
    [1, 6.54, { bottom: 1, top: 8, ticks: [1, 2, 4, 8] }],
    [1, 64, { bottom: 1, top: 64, ticks: [1, 2, 4, 8, 16, 32, 64] }],
    [1, 110, { bottom: 1, top: 128, ticks: [1, 4, 16, 64] }],
    [0.4, 3, { bottom: 0.38, top: 3, ticks: [0.5, 1, 1.5, 2, 3] }],
    [1, 0, { bottom: 1, top: 2, ticks: [1, 1.25, 1.5, 1.75, 2] }],
  ])('from %d to %d', (lowest, highest, axis) => {
    expect(ratioAxis(lowest, highest)).toEqual(axis)
  })

  it('holds every value, with two to ten ticks inside', () => {
    const ratio = fc.double({ min: 0.13, max: 1e6, noNaN: true })
    fc.assert(
      fc.property(ratio, ratio, (a, b) => {
        const { bottom, top, ticks } = ratioAxis(Math.min(a, b), Math.max(a, b))
        expect(bottom).toBeLessThanOrEqual(Math.min(a, b))
        expect(top).toBeGreaterThanOrEqual(Math.max(a, b))
        expect(ticks.length).toBeGreaterThanOrEqual(2)
        expect(ticks.length).toBeLessThanOrEqual(10)
        expect(ticks.every((tick) => tick >= bottom && tick <= top)).toBe(true)
      }),
      { seed: 7 },
    )
  })
})

describe('spread', () => {
  it('leaves what is apart, and moves apart what is not', () => {
    expect(spread([10, 60, 30], 15, 0, 100)).toEqual([10, 60, 30])
    expect(spread([50, 52, 51], 15, 0, 200)).toEqual([50, 80, 65])
  })

  it('stays above the bottom', () => {
    expect(spread([95, 98], 15, 0, 100)).toEqual([85, 100])
  })

  it('keeps the order and the gap wherever there is room', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 9 }), (wanted) => {
        const placed = spread(wanted, 15, 0, 300)
        const sorted = placed.toSorted((a, b) => a - b)
        for (const [i, position] of sorted.entries()) {
          expect(position).toBeGreaterThanOrEqual(0)
          expect(position).toBeLessThanOrEqual(300)
          if (i > 0) expect(position - (sorted[i - 1] ?? 0)).toBeGreaterThanOrEqual(15)
        }
      }),
      { seed: 7 },
    )
  })
})

describe('bucketRows', () => {
  it('interrupts the lines where blocks are missing', () => {
    const rows = bucketRows(
      [
        { from: 8n, to: 9n, value: 1 },
        { from: 10n, to: 19n, value: 2 },
        { from: 1200n, to: 1200n, value: 3 },
      ],
      ({ value }) => ({ values: { a: value } }),
    )
    expect(rows).toEqual([
      { tick: '8', title: 'Blocks 8 to 9', values: { a: 1 } },
      { tick: '10', title: 'Blocks 10 to 19', values: { a: 2 } },
      { tick: '20', title: 'Blocks 20 to 1,199: not indexed', values: {} },
      { tick: '1,200', title: 'Block 1,200', values: { a: 3 } },
    ])
  })
})
