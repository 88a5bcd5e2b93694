import { StandardMerkleTree } from '@openzeppelin/merkle-tree'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { merkleTree } from '@/lib/audit/merkle'
import {
  type LeafPayment,
  PAYMENT_LEAF,
  paymentProof,
  paymentTree,
  rootHex,
  verifyPaymentProof,
} from '@/lib/audit/payment-tree'
import type { Hex } from '@/lib/audit/types'

const hex = (bytes: number) =>
  fc
    .uint8Array({ minLength: bytes, maxLength: bytes })
    .map((value): Hex => `0x${Buffer.from(value).toString('hex')}`)
const payment: fc.Arbitrary<LeafPayment> = fc.record({
  at: fc.record({ transactionHash: hex(32), logIndex: fc.nat() }),
  region: fc.nat(),
  nullifier: fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }),
  recipient: hex(20),
  amount: fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }),
  root: fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }),
})
const standard = (payments: LeafPayment[]) =>
  StandardMerkleTree.of(
    payments.map(({ at, region, nullifier, recipient, amount, root }) => [
      at.transactionHash,
      at.logIndex,
      region,
      nullifier,
      recipient,
      amount,
      root,
    ]),
    PAYMENT_LEAF.map(({ type }) => type),
  )

describe('the tree over payments', () => {
  test("is StandardMerkleTree's, root and proofs", () => {
    fc.assert(
      fc.property(fc.array(payment, { minLength: 1, maxLength: 40 }), (payments) => {
        const theirs = standard(payments)
        const ours = paymentTree(payments)
        expect(rootHex(ours)).toBe(theirs.root)
        for (const [at, each] of payments.entries()) {
          const proof = paymentProof(ours, each)
          expect(proof).toEqual(theirs.getProof(at))
          expect(verifyPaymentProof(rootHex(ours) ?? '0x', each, proof ?? [])).toBe(true)
        }
      }),
      { seed: 5, numRuns: 60 },
    )
  })

  test('does not prove a payment of which one bit differs', () => {
    const [first, ...rest] = fc.sample(payment, { seed: 6, numRuns: 9 })
    if (first === undefined) throw new Error('no payment')
    const tree = paymentTree([first, ...rest])
    const proof = paymentProof(tree, first) ?? []
    const root = rootHex(tree) ?? '0x'
    const altered: LeafPayment[] = [
      { ...first, amount: first.amount ^ 1n },
      { ...first, region: first.region ^ 1 },
      { ...first, nullifier: first.nullifier ^ 1n },
      { ...first, root: first.root ^ 1n },
      { ...first, recipient: flip(first.recipient) },
      { ...first, at: { ...first.at, logIndex: first.at.logIndex ^ 1 } },
      { ...first, at: { ...first.at, transactionHash: flip(first.at.transactionHash) } },
    ]
    for (const each of altered) {
      expect(paymentProof(tree, each)).toBeUndefined()
      expect(verifyPaymentProof(root, each, proof)).toBe(false)
    }
  })

  test('has no root without payments', () => {
    expect(rootHex(paymentTree([]))).toBeUndefined()
    expect(() => merkleTree(new Uint8Array(33))).toThrow(RangeError)
  })
})

function flip(value: Hex): Hex {
  return `0x${value.slice(2, -1)}${(Number.parseInt(value.slice(-1), 16) ^ 1).toString(16)}`
}
