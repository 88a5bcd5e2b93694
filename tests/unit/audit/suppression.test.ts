import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Cell, SMALLEST_COUNT, type Suppression, suppress, suppressLast } from '@/lib/audit/suppression'

const cell = (region: number, count: number, most = 60, size = BigInt(most)): Cell => ({
  region,
  count,
  most,
  size,
})
const regionsOf = ({ regions, sum }: Suppression) => ({ regions: [...regions].sort((a, b) => a - b), sum })

/** Every value that a hidden cell can have by what is shown: all combinations tried, cell by cell. */
function possible(cells: readonly Cell[], hidden: ReadonlySet<number>, region: number): number[] {
  const isSmall = ({ count, most }: Cell) => most > 0 && count < SMALLEST_COUNT
  const range = (one: Cell) =>
    isSmall(one)
      ? [0, Math.min(SMALLEST_COUNT - 1, one.most)]
      : [Math.min(SMALLEST_COUNT, one.most), one.most]
  const own = cells.find((one) => one.region === region)
  const others = cells.filter((one) => hidden.has(one.region) && one.region !== region)
  if (own === undefined) return []
  const sum = [own, ...others].reduce((all, { count }) => all + count, 0)
  let reachable = new Set([0])
  for (const other of others) {
    const [least = 0, most = 0] = range(other)
    const next = new Set<number>()
    for (const value of reachable) for (let add = least; add <= most; add++) next.add(value + add)
    reachable = next
  }
  const [least = 0, most = 0] = range(own)
  return Array.from({ length: most - least + 1 }, (_, at) => least + at).filter((value) =>
    reachable.has(sum - value),
  )
}

describe('counts by region', () => {
  test('are all told where none is small', () => {
    expect(regionsOf(suppress([cell(1, 10), cell(2, 25)]))).toEqual({ regions: [], sum: false })
  })

  test('a small one goes, and with it the largest region, else the sum would tell it', () => {
    const cells = [cell(1, 3, 30), cell(2, 40, 60), cell(3, 25, 45)]
    expect(regionsOf(suppress(cells))).toEqual({ regions: [1, 2], sum: false })
  })

  test('of regions whose members all were paid further ones go', () => {
    // Region 2 cannot be more than 60, so that region 1 could not be less than 3 if it went alone.
    const cells = [cell(1, 3, 30), cell(2, 60, 60), cell(3, 25, 45)]
    expect(regionsOf(suppress(cells))).toEqual({ regions: [1, 2, 3], sum: false })
  })

  test('the sum goes too where nothing else helps', () => {
    expect(regionsOf(suppress([cell(1, 3, 30)]))).toEqual({ regions: [1], sum: true })
    expect(regionsOf(suppress([cell(1, 3, 30), cell(2, 12, 12)]))).toEqual({ regions: [1, 2], sum: true })
  })

  test('a region without members has no secret', () => {
    expect(regionsOf(suppress([cell(1, 0, 0), cell(2, 20)]))).toEqual({ regions: [], sum: false })
  })
})

const table = (regions: number) =>
  fc.array(
    fc.record({ most: fc.integer({ min: 0, max: 40 }), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
    {
      minLength: regions,
      maxLength: regions,
    },
  )
const cellsOf = (drawn: { most: number; share: number }[]): Cell[] =>
  drawn.map(({ most, share }, at) => cell(at + 1, Math.floor(share * (most + 0.999)), most))

describe('an attacker who knows sums, members and the procedure', () => {
  test('can narrow down no small count', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }).chain(table), (drawn) => {
        const cells = cellsOf(drawn)
        const { regions, sum } = suppress(cells)
        for (const { region, count, most } of cells) {
          if (most === 0 || count >= SMALLEST_COUNT) continue
          expect(regions.has(region)).toBe(true)
          if (sum) continue
          expect(possible(cells, regions, region)).toHaveLength(Math.min(SMALLEST_COUNT, most + 1))
        }
      }),
      { seed: 20_261_122, numRuns: 2000 },
    )
  })

  test('learns nothing from the difference between one epoch and the next', () => {
    // In each next epoch one region's count moves by one, as when a person joins or stays away, and the attacker knows that all
    // others are what they were: whatever either epoch tells of a region counts for both.
    const step = fc.record({ region: fc.nat({ max: 4 }), up: fc.boolean() })
    fc.assert(
      fc.property(table(5), fc.array(step, { minLength: 1, maxLength: 6 }), (drawn, steps) => {
        const tables = [cellsOf(drawn)]
        for (const { region, up } of steps) {
          const cells = tables.at(-1) ?? []
          tables.push(
            cells.map((one, at) =>
              at === region
                ? { ...one, count: Math.min(one.most, Math.max(0, one.count + (up ? 1 : -1))) }
                : one,
            ),
          )
        }
        for (let at = 1; at < tables.length; at++) {
          const [before, now] = [tables[at - 1] ?? [], tables[at] ?? []]
          const [earlier, later] = [suppressLast(tables.slice(0, at)), suppressLast(tables.slice(0, at + 1))]
          const unknown = new Set([...earlier.regions].filter((region) => later.regions.has(region)))
          for (const [place, one] of now.entries()) {
            const then = before[place]
            const small = (each: Cell | undefined) =>
              each !== undefined && each.most > 0 && each.count < SMALLEST_COUNT
            if (!small(one) || !small(then)) continue
            expect(unknown.has(one.region)).toBe(true)
            if (earlier.sum && later.sum) continue
            // A sum that one of the two tells is the attacker's for both.
            const known = earlier.sum ? now : before
            expect(possible(known, unknown, one.region)).toHaveLength(Math.min(SMALLEST_COUNT, one.most + 1))
          }
        }
      }),
      { seed: 20_261_122, numRuns: 2000 },
    )
  })

  test('would learn it where each epoch were looked at alone', () => {
    // Region 2's members all were paid in the second epoch, which takes region 3 as well; the first, alone, tells it.
    const first = [cell(1, 3, 30), cell(2, 40, 60), cell(3, 25, 45)]
    const second = [cell(1, 3, 30), cell(2, 60, 60), cell(3, 25, 45)]
    const alone = new Set(
      [...suppress(first).regions].filter((region) => suppress(second).regions.has(region)),
    )
    expect(possible(second, alone, 1)).not.toHaveLength(SMALLEST_COUNT)
    expect(regionsOf(suppressLast([second, first]))).toEqual({ regions: [1, 2, 3], sum: false })
  })
})
