import { verifyProof } from '@semaphore-protocol/core'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { claimantsIn } from '@/devnet/people/groups'
import { READY_EPOCHS, readyProof } from '@/devnet/people/ready-proofs'
import { FIELD_ORDER } from '@/lib/audit/field'
import { FIELD_MODULUS } from '@/lib/audit/groth16/points'
import type { ProofPoints } from '@/lib/audit/groth16/verify'
import {
  decodeSemaphoreProof,
  publicSignals,
  refuseSemaphoreProof,
  type SemaphoreProof,
} from '@/lib/audit/semaphore/proof'

// Pairings take a while on a machine that is busy.
vi.setConfig({ testTimeout: 60_000 })

/** The proofs that were made ahead for the first claims of an epoch. */
function realProofs(epoch: number, count: number): SemaphoreProof[] {
  return claimantsIn(epoch)
    .slice(0, count)
    .map((member) => {
      const proof = decodeSemaphoreProof(readyProof(epoch, member)?.proof ?? '0x')
      if (proof === undefined) throw new Error(`no proof of person ${member.person} in epoch ${epoch}`)
      return proof
    })
}

const [real, other] = realProofs(1, 2)
if (real === undefined || other === undefined) throw new Error('no proofs')

/** The proof with other points at some places. */
const withPoints = (changes: Partial<Record<number, bigint>>): SemaphoreProof => {
  const [a, b, c, d, e, f, g, h] = real.points.map((point, at) => changes[at] ?? point)
  const points: ProofPoints = [a ?? 0n, b ?? 0n, c ?? 0n, d ?? 0n, e ?? 0n, f ?? 0n, g ?? 0n, h ?? 0n]
  return { ...real, points }
}

/** The verdict of snarkjs, which the devnet proves with; what it cannot take counts as refused. */
async function snarkjsAccepts({
  depth,
  root,
  nullifier,
  message,
  scope,
  points,
}: SemaphoreProof): Promise<boolean> {
  const [a = 0n, b = 0n, c = 0n, d = 0n, e = 0n, f = 0n, g = 0n, h = 0n] = points
  try {
    return await verifyProof({
      merkleTreeDepth: Number(depth),
      merkleTreeRoot: `${root}`,
      nullifier: `${nullifier}`,
      message: `${message}`,
      scope: `${scope}`,
      points: [`${a}`, `${b}`, `${c}`, `${d}`, `${e}`, `${f}`, `${g}`, `${h}`],
    })
  } catch {
    return false
  }
}

const WRONG = 'the pairing equation does not hold'
const OVER = 'a public signal is at or above the order of the scalar field'
/** A point of the twist y^2 = x^3 + 3 / (9 + u) that is not of prime order, x = 2 + u. */
const OUTSIDE = {
  y0: 7292567877523311580221095596750716176434782432868683424513645834767876293070n,
  y1: 19659275751359636165940301690575149581329631496732780143538578556285923319774n,
}

describe('the second implementation of the proof of personhood', () => {
  test('verifies the real proofs of every epoch, of trees of different depths, as snarkjs does', async () => {
    const depths = new Set<bigint>()
    for (let epoch = 1; epoch <= READY_EPOCHS; epoch++) {
      for (const proof of realProofs(epoch, 5)) {
        depths.add(proof.depth)
        expect(refuseSemaphoreProof(proof)).toBeUndefined()
        expect(await snarkjsAccepts(proof)).toBe(true)
      }
    }
    expect(depths.size).toBeGreaterThan(1)
  })

  test('makes the public signals of the circuit', () => {
    expect(publicSignals({ ...real, root: 1n, nullifier: 2n, message: 0n, scope: 7n })).toEqual([
      1n,
      2n,
      // keccak256(32 zero bytes) is 0x290decd9...e563
      0x290decd9548b62a8d60345a988386fc84ba6bc95484008f6362f93160ef3e5n,
      0xa66cc928b5edb82af9bd49922954155ab7b0942694bea4ce44661d9a8736c6n,
    ])
  })

  test.each<[string, SemaphoreProof, string]>([
    ['another root', { ...real, root: real.root + 1n }, WRONG],
    ['another nullifier', { ...real, nullifier: other.nullifier }, WRONG],
    ['another message', { ...real, message: other.message }, WRONG],
    ['another scope', { ...real, scope: real.scope + 1n }, WRONG],
    ["another person's points", { ...real, points: other.points }, WRONG],
    ['the circuit of another depth', { ...real, depth: real.depth + 1n }, WRONG],
    [
      'A and C swapped',
      withPoints({ 0: real.points[6], 1: real.points[7], 6: real.points[0], 7: real.points[1] }),
      WRONG,
    ],
    ['A negated', withPoints({ 1: FIELD_MODULUS - real.points[1] }), WRONG],
    ['C negated', withPoints({ 7: FIELD_MODULUS - real.points[7] }), WRONG],
    [
      'coordinates of A swapped',
      withPoints({ 0: real.points[1], 1: real.points[0] }),
      'point A is not on the curve',
    ],
    [
      "the parts of B's coordinates swapped",
      withPoints({ 2: real.points[3], 3: real.points[2], 4: real.points[5], 5: real.points[4] }),
      'point B is not on the curve',
    ],
    ['A off the curve', withPoints({ 0: real.points[0] + 1n }), 'point A is not on the curve'],
    ['B off the curve', withPoints({ 2: real.points[2] + 1n }), 'point B is not on the curve'],
    ['C off the curve', withPoints({ 7: real.points[7] - 1n }), 'point C is not on the curve'],
    [
      'B outside the subgroup',
      withPoints({ 2: 1n, 3: 2n, 4: OUTSIDE.y1, 5: OUTSIDE.y0 }),
      'point B is outside the subgroup of prime order',
    ],
    ['A at infinity', withPoints({ 0: 0n, 1: 0n }), 'point A is the point at infinity'],
    ['B at infinity', withPoints({ 2: 0n, 3: 0n, 4: 0n, 5: 0n }), 'point B is the point at infinity'],
    ['C at infinity', withPoints({ 6: 0n, 7: 0n }), 'point C is the point at infinity'],
    [
      'a tree without a circuit',
      { ...real, depth: 33n },
      'there is no Semaphore circuit for a tree of depth 33',
    ],
    ['no tree', { ...real, depth: 0n }, 'there is no Semaphore circuit for a tree of depth 0'],
    [
      'a depth beyond any number',
      { ...real, depth: 2n ** 64n + 6n },
      'there is no Semaphore circuit for a tree of depth 18446744073709551622',
    ],
  ])('refuses %s, as snarkjs does', async (_, proof, reason) => {
    expect(refuseSemaphoreProof(proof)).toBe(reason)
    expect(await snarkjsAccepts(proof)).toBe(false)
  })

  test('refuses second names of what it accepts: signals and coordinates at or above their moduli', () => {
    expect(refuseSemaphoreProof({ ...real, nullifier: real.nullifier + FIELD_ORDER })).toBe(OVER)
    expect(refuseSemaphoreProof({ ...real, nullifier: FIELD_ORDER })).toBe(OVER)
    expect(refuseSemaphoreProof({ ...real, root: real.root + FIELD_ORDER })).toBe(OVER)
    const names = ['A', 'A', 'B', 'B', 'B', 'B', 'C', 'C']
    for (const [at, coordinate] of real.points.entries()) {
      expect(refuseSemaphoreProof(withPoints({ [at]: coordinate + FIELD_MODULUS }))).toBe(
        `point ${names[at]} has a coordinate at or above the field modulus`,
      )
    }
  })

  test('refuses every proof with one bit changed', () => {
    const bytes = readyBytes()
    fc.assert(
      fc.property(fc.nat(bytes.length * 4 - 1), (bit) => {
        const digits = [...bytes]
        const at = bit >> 2
        digits[at] = (Number.parseInt(digits[at] ?? '0', 16) ^ (1 << (bit & 3))).toString(16)
        const proof = decodeSemaphoreProof(`0x${digits.join('')}`)
        return proof !== undefined && refuseSemaphoreProof(proof) !== undefined
      }),
      { seed: 5, numRuns: 60 },
    )
  })

  test('reads 13 words and nothing else', () => {
    expect(decodeSemaphoreProof(`0x${readyBytes()}`)).toEqual(real)
    expect(decodeSemaphoreProof(`0x${readyBytes()}00`)).toBeUndefined()
    expect(decodeSemaphoreProof('0x')).toBeUndefined()
  })
})

/** The proof in hex, without 0x. */
function readyBytes(): string {
  const [member] = claimantsIn(1)
  const ready = member && readyProof(1, member)
  if (ready === undefined) throw new Error('no proof')
  return ready.proof.slice(2)
}
