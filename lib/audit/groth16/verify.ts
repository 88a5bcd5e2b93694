import { bn254 } from '@noble/curves/bn254.js'
import { FIELD_ORDER } from '../field'
import { type G1Point, type G2Point, parseG1, parseG2 } from './points'

type Precomputed = ReturnType<typeof bn254.utils.calcPairingPrecomputes>
type Fp12 = ReturnType<typeof bn254.millerLoopBatch>

/** A verification key, with what does not depend on the proof worked out. */
export interface VerifyingKey {
  /** Miller loop of alpha and beta */
  alphaBeta: Fp12
  gamma: Precomputed
  delta: Precomputed
  /** points of the public signals, the constant one first */
  signals: readonly G1Point[]
}

/** Coordinates of A (x, y), B (x1, x0, y1, y0: as the EVM has them) and C (x, y). */
export type ProofPoints = readonly [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint]

/** Prepares a key from its points. */
export function verifyingKey(points: {
  alpha: G1Point
  beta: G2Point
  gamma: G2Point
  delta: G2Point
  signals: readonly G1Point[]
}): VerifyingKey {
  const { calcPairingPrecomputes } = bn254.utils
  return {
    alphaBeta: bn254.pairing(points.alpha, points.beta, false),
    gamma: calcPairingPrecomputes(points.gamma),
    delta: calcPairingPrecomputes(points.delta),
    signals: points.signals,
  }
}

/**
 * Verifies a Groth16 proof over BN254 (Groth 2016, "On the Size of Pairing-Based Non-interactive Arguments", section 3.2):
 * e(A, B) = e(alpha, beta) * e(sum of signal_i * S_i, gamma) * e(C, delta), where A, B, C are in their groups of prime
 * order and no signal has a second name.
 * @returns undefined where it verifies, else the reason in words
 */
export function refuseGroth16(
  key: VerifyingKey,
  [ax, ay, bx1, bx0, by1, by0, cx, cy]: ProofPoints,
  signals: readonly bigint[],
): string | undefined {
  if (signals.length + 1 !== key.signals.length)
    return `${signals.length} public signals are not what the key takes`
  if (!signals.every((signal) => signal >= 0n && signal < FIELD_ORDER))
    return 'a public signal is at or above the order of the scalar field'
  const a = parseG1(ax, ay)
  if ('refused' in a) return `point A ${a.refused}`
  const b = parseG2([bx0, bx1], [by0, by1])
  if ('refused' in b) return `point B ${b.refused}`
  const c = parseG1(cx, cy)
  if ('refused' in c) return `point C ${c.refused}`
  return holds(key, a.point, b.point, c.point, signals) ? undefined : 'the pairing equation does not hold'
}

/** e(-A, B) * e(alpha, beta) * e(X, gamma) * e(C, delta) = 1 */
function holds(key: VerifyingKey, a: G1Point, b: G2Point, c: G1Point, signals: readonly bigint[]): boolean {
  const { Fp12 } = bn254.fields
  const pairs: [Precomputed, bigint, bigint][] = []
  const add = (g1: G1Point, g2: Precomputed) => {
    // A pairing with the point at infinity is 1.
    if (g1.is0()) return
    const { x, y } = g1.toAffine()
    pairs.push([g2, x, y])
  }
  add(a.negate(), bn254.utils.calcPairingPrecomputes(b))
  add(combination(key.signals, signals), key.gamma)
  add(c, key.delta)
  const product = Fp12.mul(bn254.millerLoopBatch(pairs), key.alphaBeta)
  return Fp12.eql(Fp12.finalExponentiate(product), Fp12.ONE)
}

function combination([constant, ...points]: readonly G1Point[], signals: readonly bigint[]): G1Point {
  const terms = points.map((point, at) => point.multiplyUnsafe(signals[at] ?? 0n))
  return terms.reduce((sum, term) => sum.add(term), constant ?? bn254.G1.Point.ZERO)
}
