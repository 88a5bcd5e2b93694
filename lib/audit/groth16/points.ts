import { bn254 } from '@noble/curves/bn254.js'

/** Modulus of the field that coordinates are elements of. */
export const FIELD_MODULUS = bn254.fields.Fp.ORDER

export type G1Point = InstanceType<typeof bn254.G1.Point>
export type G2Point = InstanceType<typeof bn254.G2.Point>

/** Why a point is refused, in words that follow its name; else the point. */
export type ParsedPoint<Point> = { point: Point } | { refused: string }

const OUTSIDE_FIELD = 'has a coordinate at or above the field modulus'
const AT_INFINITY = 'is the point at infinity'
const OFF_CURVE = 'is not on the curve'

/** A point of G1 from its coordinates. The curve has no other points: whatever is on it is in the group. */
export function parseG1(x: bigint, y: bigint): ParsedPoint<G1Point> {
  if (!areInField([x, y])) return { refused: OUTSIDE_FIELD }
  if (x === 0n && y === 0n) return { refused: AT_INFINITY }
  const point = bn254.G1.Point.fromAffine({ x, y })
  return isValid(point) ? { point } : { refused: OFF_CURVE }
}

/** A point of G2 from its coordinates x = x0 + x1 * u and y = y0 + y1 * u. */
export function parseG2(
  [x0, x1]: readonly [bigint, bigint],
  [y0, y1]: readonly [bigint, bigint],
): ParsedPoint<G2Point> {
  const coordinates = [x0, x1, y0, y1]
  if (!areInField(coordinates)) return { refused: OUTSIDE_FIELD }
  if (coordinates.every((coordinate) => coordinate === 0n)) return { refused: AT_INFINITY }
  const { Fp2 } = bn254.fields
  const point = bn254.G2.Point.fromAffine({
    x: Fp2.create({ c0: x0, c1: x1 }),
    y: Fp2.create({ c0: y0, c1: y1 }),
  })
  if (!isOnTwist(point)) return { refused: OFF_CURVE }
  return point.isTorsionFree() ? { point } : { refused: 'is outside the subgroup of prime order' }
}

function areInField(values: readonly bigint[]): boolean {
  return values.every((value) => value >= 0n && value < FIELD_MODULUS)
}

function isValid(point: G1Point): boolean {
  try {
    point.assertValidity()
    return true
  } catch {
    return false
  }
}

/** y^2 = x^3 + b: told apart from the subgroup, which the library checks in the same breath. */
function isOnTwist(point: G2Point): boolean {
  const { Fp2 } = bn254.fields
  const { x, y } = point.toAffine()
  const { b } = bn254.G2.Point.CURVE()
  return Fp2.eql(Fp2.sqr(y), Fp2.add(Fp2.mul(Fp2.sqr(x), x), b))
}
