/** A module of before. */
export interface Earlier {
  id: string
  members: readonly string[]
}

/** An earlier module that a later one goes on, and how much they share. */
export interface Match {
  id: string
  /** members of both over members of either: the Jaccard index */
  overlap: number
}

/** Below this overlap a community is a new one (Greene, Doyle and Cunningham 2010 use 0.3 as well). */
export const LEAST_OVERLAP = 0.3

/**
 * For each later community the earlier module that it goes on, one to one: of all pairs the one with the largest overlap
 * is matched first; ties go to the earlier id that comes first, then to the later community that does. Members decide and not
 * the order of any list. Undefined for a community that is new.
 */
export function matchCommunities(
  earlier: readonly Earlier[],
  later: readonly (readonly string[])[],
): (Match | undefined)[] {
  const placesOf = new Map<string, number[]>()
  for (const [at, { members }] of earlier.entries()) {
    for (const member of new Set(members)) placesOf.set(member, [...(placesOf.get(member) ?? []), at])
  }
  const pairs = later.flatMap((members, to) => {
    const shared = new Map<number, number>()
    for (const member of new Set(members)) {
      for (const from of placesOf.get(member) ?? []) shared.set(from, (shared.get(from) ?? 0) + 1)
    }
    return [...shared].map(([from, both]) => {
      const either = new Set(earlier[from]?.members).size + new Set(members).size - both
      return { from, to, id: earlier[from]?.id ?? '', overlap: both / either }
    })
  })
  pairs.sort((x, y) => y.overlap - x.overlap || compare(x.id, y.id) || x.to - y.to)
  const matches: (Match | undefined)[] = later.map(() => undefined)
  const taken = new Set<number>()
  for (const { from, to, id, overlap } of pairs) {
    if (overlap < LEAST_OVERLAP || taken.has(from) || matches[to] !== undefined) continue
    taken.add(from)
    matches[to] = { id, overlap }
  }
  return matches
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
