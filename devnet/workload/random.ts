/** Draws that follow from a seed alone. */
export type Random = {
  /** A whole number from 0 to below `bound`. */
  below(bound: number): number
  /** True once in `times` draws. */
  oneIn(times: number): boolean
  /** One of the items. @throws when there is none */
  pick<T>(items: readonly T[]): T
}

function hash(text: string, salt: number): number {
  let state = 0x811c9dc5 ^ salt
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 0x01000193)
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b)
  return (state ^ (state >>> 13)) >>> 0
}

/** A generator (sfc32, by Chris Doty-Humphrey) whose four words of state come from the seed. */
export function createRandom(seed: string): Random {
  let [a, b, c, counter] = [hash(seed, 1), hash(seed, 2), hash(seed, 3), 1]
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return sum >>> 0
  }
  for (let i = 0; i < 12; i++) next()
  const below = (bound: number) => Math.floor((next() / 2 ** 32) * bound)
  const oneIn = (times: number) => below(times) === 0
  const pick = <T>(items: readonly T[]): T => {
    const item = items[below(items.length)]
    if (item === undefined) throw new Error('There is nothing to pick from.')
    return item
  }
  return { below, oneIn, pick }
}
