/**
 * How far two partitions of the same things agree, 1 for the same and 0 for chance: the adjusted Rand index (Hubert and
 * Arabie 1985, J. Classification 2). Each list gives the class of every thing, in the same order.
 * Throws a RangeError where the lists differ in length.
 */
export function adjustedRandIndex(first: readonly string[], second: readonly string[]): number {
  if (first.length !== second.length) {
    throw new RangeError(`the partitions are of ${first.length} and of ${second.length} things`)
  }
  const pairs = (counts: Iterable<number>) => {
    let sum = 0
    for (const count of counts) sum += (count * (count - 1)) / 2
    return sum
  }
  const both = pairs(sizes(first.map((name, at) => JSON.stringify([name, second[at]]))))
  const inFirst = pairs(sizes(first))
  const inSecond = pairs(sizes(second))
  const all = pairs([first.length])
  const chance = all === 0 ? 0 : (inFirst * inSecond) / all
  const most = (inFirst + inSecond) / 2
  return most === chance ? 1 : (both - chance) / (most - chance)
}

function sizes(names: readonly string[]): Iterable<number> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts.values()
}
