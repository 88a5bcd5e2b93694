/** Counts of people below this are not told. */
export const SMALLEST_COUNT = 10

/** A count of people by region that is about to be shown. */
export interface Cell {
  region: number
  count: number
  /** the most that it can be by what is published: the members of the region */
  most: number
  /** what the choice of further cells goes by: it must not depend on the count */
  size: bigint
}

/** Regions whose counts are left out, and whether the sum over all regions is left out too. */
export interface Suppression {
  regions: ReadonlySet<number>
  sum: boolean
}

/**
 * Which counts to leave out so that none below SMALLEST_COUNT is told, not by the sum over all regions either. Cells below it are left
 * out (primary suppression), and with them as many others as it takes that each of them can still be anything below it (complementary
 * suppression): the largest regions by their published size first, so that the choice stays the same while counts change a little.
 * What was left out before stays left out as long as a small cell of then is small still; else the next epoch would tell what this one
 * keeps back.
 */
export function suppress(cells: readonly Cell[], before?: Suppression): Suppression {
  const small = new Set(cells.filter(isSmall).map(({ region }) => region))
  if (small.size === 0) return { regions: small, sum: false }
  const goesOn = before !== undefined && [...before.regions].some((region) => small.has(region))
  const kept = goesOn ? cells.filter(({ region }) => before.regions.has(region)) : []
  const left = new Set([...small, ...kept.map(({ region }) => region)])
  const further = cells
    .filter(({ region }) => !left.has(region))
    .sort((a, b) => (a.size === b.size ? a.region - b.region : a.size > b.size ? -1 : 1))
  while (!areProtected(cells, left)) {
    const next = further.shift()
    if (next === undefined) return { regions: new Set(cells.map(({ region }) => region)), sum: true }
    left.add(next.region)
  }
  return { regions: left, sum: goesOn && before.sum }
}

/** The suppression of the last of some tables, one an epoch, oldest first. */
export function suppressLast(tables: readonly (readonly Cell[])[]): Suppression {
  return tables.reduce<Suppression>((before, cells) => suppress(cells, before), {
    regions: new Set(),
    sum: false,
  })
}

/** A region without members has no secret: nobody can have been paid. */
function isSmall({ count, most }: Cell): boolean {
  return most > 0 && count < SMALLEST_COUNT
}

/** What anybody knows of a cell that is left out, even one who knows this procedure. */
function bounds(cell: Cell): [least: number, most: number] {
  return isSmall(cell)
    ? [0, Math.min(SMALLEST_COUNT - 1, cell.most)]
    : [Math.min(SMALLEST_COUNT, cell.most), cell.most]
}

/** Whether the sum of the cells left out, which the sum over all regions tells, narrows down no small one of them. */
function areProtected(cells: readonly Cell[], left: ReadonlySet<number>): boolean {
  const hidden = cells.filter(({ region }) => left.has(region))
  let [below, above] = [0, 0]
  for (const cell of hidden) {
    const [least, most] = bounds(cell)
    below += cell.count - least
    above += most - cell.count
  }
  return hidden.filter(isSmall).every((cell) => {
    const [least, most] = bounds(cell)
    const othersBelow = below - (cell.count - least)
    const othersAbove = above - (most - cell.count)
    return othersBelow >= most - cell.count && othersAbove >= cell.count - least
  })
}
