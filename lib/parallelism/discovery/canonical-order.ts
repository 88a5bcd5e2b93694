import type { Heat } from './co-access'

const MOST_ROUNDS = 8

/**
 * An order of the nodes that follows from the graph alone: by heat, then by the heat of the neighbours, of theirs and so on
 * (colour refinement, Weisfeiler and Leman 1968). A search that goes through nodes in this order finds the same whatever
 * the addresses are; only nodes that the refinement cannot tell apart are ordered by address.
 * @returns indexes into heat
 */
export function canonicalOrder(
  heat: readonly Heat[],
  pairs: readonly { a: number; b: number; weight: number }[],
): number[] {
  const neighbours: { other: number; weight: number }[][] = heat.map(() => [])
  for (const { a, b, weight } of pairs) {
    neighbours[a]?.push({ other: b, weight })
    neighbours[b]?.push({ other: a, weight })
  }
  let { colours, count } = ranked(heat.map(({ gas, transactions }) => `${gas} ${transactions}`))
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const now = colours
    const next = ranked(
      neighbours.map((list, at) => {
        const around = list.map(({ other, weight }) => `${now[other]}:${weight}`).sort()
        return `${String(now[at]).padStart(8, '0')} ${around.join(' ')}`
      }),
    )
    if (next.count === count) break
    colours = next.colours
    count = next.count
  }
  const address = (at: number) => heat[at]?.contract ?? ''
  return heat
    .map((_, at) => at)
    .sort((x, y) => (colours[x] ?? 0) - (colours[y] ?? 0) || (address(x) < address(y) ? -1 : 1))
}

/** The rank of each text among the distinct ones. */
function ranked(texts: readonly string[]): { colours: number[]; count: number } {
  const distinct = [...new Set(texts)].sort()
  const rank = new Map(distinct.map((text, at) => [text, at]))
  return { colours: texts.map((text) => rank.get(text) ?? 0), count: distinct.length }
}
