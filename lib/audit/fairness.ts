/** An exact fraction, not reduced; floats appear at display alone. */
export interface Fraction {
  numerator: bigint
  denominator: bigint
}

/** People who received the same amount in an epoch. */
export interface AmountGroup {
  /** wei */
  amount: bigint
  people: bigint
}

/** A point of the Lorenz curve: what the poorest `people` received together. */
export interface LorenzPoint {
  people: bigint
  /** wei */
  amount: bigint
}

/** What a region received, and what the policy meant for it, in wei. */
export interface RegionSum {
  paid: bigint
  share: bigint
}

/**
 * What everybody eligible received, smallest amount first: the unpaid count with zero. One payment is one person. Where there are
 * more payments than eligible people (a finding of its own) nobody counts as unpaid.
 */
export function distribution(amounts: Iterable<bigint>, eligible: bigint): AmountGroup[] {
  const counts = new Map<bigint, bigint>()
  for (const amount of amounts) counts.set(amount, (counts.get(amount) ?? 0n) + 1n)
  return distributionOf([counts], eligible)
}

/** The same from how many payments there are of which amount, counted in several parts. */
export function distributionOf(
  parts: readonly ReadonlyMap<bigint, bigint>[],
  eligible: bigint,
): AmountGroup[] {
  const people = new Map<bigint, bigint>()
  let paid = 0n
  for (const [amount, count] of parts.flatMap((counts) => [...counts])) {
    people.set(amount, (people.get(amount) ?? 0n) + count)
    paid += count
  }
  if (eligible > paid) people.set(0n, (people.get(0n) ?? 0n) + eligible - paid)
  return [...people]
    .map(([amount, count]) => ({ amount, people: count }))
    .sort((a, b) => (a.amount < b.amount ? -1 : 1))
}

/**
 * Gini coefficient, sum over all pairs of |x - y| / (2 n * sum of x), by ranks: (2 * sum of i * x_i - (n + 1) * sum of x) /
 * (n * sum of x) for x in rising order, i from 1 (Sen 1973). undefined where nobody received anything.
 */
export function gini(groups: readonly AmountGroup[]): Fraction | undefined {
  let before = 0n
  let sum = 0n
  let ranked = 0n
  for (const { amount, people } of groups) {
    ranked += amount * (people * before + (people * (people + 1n)) / 2n)
    sum += amount * people
    before += people
  }
  if (sum === 0n) return undefined
  return { numerator: 2n * ranked - (before + 1n) * sum, denominator: before * sum }
}

/** The Lorenz curve's corners, from (0, 0): between them it is straight. */
export function lorenzCurve(groups: readonly AmountGroup[]): LorenzPoint[] {
  const points: LorenzPoint[] = [{ people: 0n, amount: 0n }]
  let people = 0n
  let amount = 0n
  for (const group of groups) {
    people += group.people
    amount += group.people * group.amount
    points.push({ people, amount })
  }
  return points
}

/** Herfindahl index, sum of squared shares: 1 / n where all receive the same. undefined where nobody received anything. */
export function herfindahl(groups: readonly AmountGroup[]): Fraction | undefined {
  let sum = 0n
  let squares = 0n
  for (const { amount, people } of groups) {
    sum += amount * people
    squares += amount * amount * people
  }
  return sum === 0n ? undefined : { numerator: squares, denominator: sum * sum }
}

/**
 * Hoover index against the policy: the part of the paid sum that would have to move between regions for their parts to be those of
 * the policy, half the sum of |paid / all paid - share / all shares|. undefined where nothing was paid or shared.
 */
export function hooverAgainstPolicy(regions: readonly RegionSum[]): Fraction | undefined {
  const paid = regions.reduce((sum, region) => sum + region.paid, 0n)
  const shared = regions.reduce((sum, region) => sum + region.share, 0n)
  if (paid === 0n || shared === 0n) return undefined
  const numerator = regions.reduce((sum, region) => {
    const difference = region.paid * shared - region.share * paid
    return sum + (difference < 0n ? -difference : difference)
  }, 0n)
  return { numerator, denominator: 2n * paid * shared }
}
