/** What the rule needs to know of a region: published inputs and members at the snapshot. */
export interface RegionInput {
  region: number
  population: bigint
  /** basis points */
  need: number
  /** basis points */
  geography: number
  /** active members at the snapshot */
  active: bigint
}

export interface RuleInputs {
  /** wei */
  budget: bigint
  /** the most that one person is paid, wei */
  cap: bigint
  regions: readonly RegionInput[]
}

/** How the rule comes to a region's amount, step by step. Amounts in wei. */
export interface RegionTrace extends RegionInput {
  /** population * need * geography */
  weight: bigint
  /** floor(budget * weight / total weight) */
  floor: bigint
  /** budget * weight modulo total weight: what the floor cut off, in parts of the total weight */
  remainder: bigint
  /** position by remainder, largest first, ties to the lower region id; from 0 */
  rank: number
  /** 1 where the region receives one of the units left over, else 0 */
  extra: bigint
  /** floor + extra */
  share: bigint
  /** floor(share / active); 0 where nobody is a member */
  equalPart: bigint
  capped: boolean
  /** min(cap, equalPart): what each member may claim */
  amount: bigint
  /** active * amount */
  owed: bigint
  /** share - owed */
  undistributed: bigint
}

export interface RuleTrace {
  budget: bigint
  cap: bigint
  totalWeight: bigint
  /** units that the floors leave, given out by rank; the whole budget where the total weight is 0 */
  leftOver: bigint
  /** sum of shares: the budget, or 0 where the total weight is 0 */
  shared: bigint
  /** sum of owed */
  owed: bigint
  /** budget - owed: rounding and cap */
  undistributed: bigint
  /** by region id */
  regions: RegionTrace[]
}

/**
 * The rule of Personhood Pay, to the wei (docs/audit.md, "The rule"): shares by weight, units left over by largest
 * remainder (Hamilton's method) with ties to the lower region id, an equal part a member, at most the cap.
 * Throws RangeError where an input is negative or a region is given twice.
 */
export function evaluateRule({ budget, cap, regions }: RuleInputs): RuleTrace {
  requireValid(budget, cap, regions)
  const ordered = [...regions].sort((a, b) => a.region - b.region)
  const weights = ordered.map(weightOf)
  const totalWeight = sum(weights)
  if (totalWeight === 0n) return nothingShared(budget, cap, ordered)

  const floors = weights.map((weight) => (budget * weight) / totalWeight)
  const remainders = weights.map((weight) => (budget * weight) % totalWeight)
  const leftOver = budget - sum(floors)
  const ranks = ranksByRemainder(remainders)

  const traces = ordered.map((input, i): RegionTrace => {
    const floor = floors[i] ?? 0n
    const rank = ranks[i] ?? 0
    const extra = BigInt(rank) < leftOver ? 1n : 0n
    return {
      ...input,
      weight: weights[i] ?? 0n,
      floor,
      remainder: remainders[i] ?? 0n,
      rank,
      extra,
      ...distribute(floor + extra, input.active, cap),
    }
  })
  return total(budget, cap, totalWeight, leftOver, traces)
}

/** Weight of a region: population * need * geography. */
export function weightOf(region: RegionInput): bigint {
  return region.population * BigInt(region.need) * BigInt(region.geography)
}

function distribute(share: bigint, active: bigint, cap: bigint) {
  const equalPart = active === 0n ? 0n : share / active
  const amount = equalPart < cap ? equalPart : cap
  const owed = active * amount
  return { share, equalPart, capped: equalPart > cap, amount, owed, undistributed: share - owed }
}

/** Position of each region by remainder, largest first; equal remainders keep their order, which is by region id. */
function ranksByRemainder(remainders: readonly bigint[]): number[] {
  const order = remainders.map((_, i) => i)
  order.sort((a, b) => {
    const difference = (remainders[b] ?? 0n) - (remainders[a] ?? 0n)
    if (difference !== 0n) return difference > 0n ? 1 : -1
    return a - b
  })
  const ranks = new Array<number>(remainders.length).fill(0)
  for (const [rank, i] of order.entries()) ranks[i] = rank
  return ranks
}

function nothingShared(budget: bigint, cap: bigint, ordered: readonly RegionInput[]): RuleTrace {
  const traces = ordered.map(
    (input, rank): RegionTrace => ({
      ...input,
      weight: 0n,
      floor: 0n,
      remainder: 0n,
      rank,
      extra: 0n,
      ...distribute(0n, input.active, cap),
    }),
  )
  return total(budget, cap, 0n, budget, traces)
}

function total(
  budget: bigint,
  cap: bigint,
  totalWeight: bigint,
  leftOver: bigint,
  regions: RegionTrace[],
): RuleTrace {
  const shared = sum(regions.map((region) => region.share))
  const owed = sum(regions.map((region) => region.owed))
  return { budget, cap, totalWeight, leftOver, shared, owed, undistributed: budget - owed, regions }
}

function requireValid(budget: bigint, cap: bigint, regions: readonly RegionInput[]): void {
  if (budget < 0n || cap < 0n) throw new RangeError(`budget ${budget} and cap ${cap} must not be negative`)
  const seen = new Set<number>()
  for (const input of regions) {
    if (seen.has(input.region)) throw new RangeError(`region ${input.region} is given twice`)
    seen.add(input.region)
    if (input.population < 0n || input.need < 0 || input.geography < 0 || input.active < 0n) {
      throw new RangeError(`region ${input.region} has a negative input`)
    }
  }
}

function sum(values: readonly bigint[]): bigint {
  return values.reduce((total, value) => total + value, 0n)
}
