import type { ParsedPoint } from './points'
import { parseG1, parseG2 } from './points'
import { COMMON_POINTS, DEPTH_POINTS } from './semaphore-key-data'
import { type VerifyingKey, verifyingKey } from './verify'

const keys = new Map<number, VerifyingKey>()

/** The key of the Semaphore v4 circuit for trees of this depth; undefined where there is none. */
export function semaphoreKey(depth: number): VerifyingKey | undefined {
  const known = keys.get(depth)
  if (known !== undefined) return known
  const points = DEPTH_POINTS[depth - 1]
  if (points === undefined) return undefined
  const common = reader(COMMON_POINTS)
  const own = reader(points)
  const key = verifyingKey({
    alpha: common.g1(),
    beta: common.g2(),
    gamma: common.g2(),
    delta: own.g2(),
    signals: Array.from({ length: 5 }, own.g1),
  })
  keys.set(depth, key)
  return key
}

/** Takes points off a row of words in hex, one after another. */
function reader(words: string) {
  let at = 0
  const word = () => {
    at += 64
    return BigInt(`0x${words.slice(at - 64, at)}`)
  }
  return {
    g1: () => sound(parseG1(word(), word())),
    g2: () => sound(parseG2([word(), word()], [word(), word()])),
  }
}

function sound<Point>(parsed: ParsedPoint<Point>): Point {
  if ('refused' in parsed) throw new Error(`A point of the Semaphore keys ${parsed.refused}.`)
  return parsed.point
}
