import { describe, expect, it } from 'vitest'
import { proofSteps } from '@/components/payouts/proof-steps'
import { accountAddress } from '@/devnet/accounts'
import { contractAddresses } from '@/devnet/layout'
import { claimantsIn } from '@/devnet/people/groups'
import { readyProof } from '@/devnet/people/ready-proofs'
import { decodeSemaphoreProof } from '@/lib/audit/semaphore/proof'

const [member] = claimantsIn(1)
const ready = member && readyProof(1, member)
const proof = ready && decodeSemaphoreProof(ready.proof)
if (!member || !ready || !proof) throw new Error('no proof')
const payment = {
  program: contractAddresses().PersonhoodPay.toLowerCase(),
  epoch: 1n,
  region: member.region,
  nullifier: ready.nullifier,
  recipient: accountAddress(member.person).toLowerCase(),
  amount: 5n,
  root: `0x${proof.root.toString(16).padStart(64, '0')}`,
  blockNumber: 10n,
  logIndex: 4,
  timestamp: 0n,
  transactionHash: '0x05',
  transactionIndex: 0,
  sender: '0xbb',
}
const found = { blockNumber: 10n, logIndex: 4, source: 'calldata' as const, bytes: ready.proof }

describe('proofSteps', () => {
  it('passes a real proof for its payment', () => {
    const steps = proofSteps(payment, found)
    expect(steps.verdict).toBe('pass')
    expect(steps.proof).toEqual(proof)
    expect(steps.statements.map(({ name, stated, expected }) => [name, stated === expected])).toEqual([
      ['Root', true],
      ['Nullifier', true],
      ['Message', true],
      ['Scope', true],
    ])
  })

  it.each([
    ['another recipient', { recipient: `0x${'11'.repeat(20)}` }, 'message'],
    ['another epoch', { epoch: 2n }, 'scope'],
    ['another nullifier', { nullifier: 7n }, 'nullifier'],
    ['another root', { root: '0x07' }, 'root'],
  ])('fails a real proof for %s', (_, change, name) => {
    const steps = proofSteps({ ...payment, ...change }, found)
    expect([steps.verdict, steps.summary]).toEqual([
      'fail',
      `The proof verifies, but states another ${name}.`,
    ])
  })

  it('fails what does not verify and what is not there, and does not know what it cannot see', () => {
    const refused = proofSteps(payment, { ...found, refusal: 'point A is not on the curve' })
    expect([refused.verdict, refused.summary]).toEqual([
      'fail',
      'The proof does not verify: point A is not on the curve.',
    ])
    expect(proofSteps(payment, { blockNumber: 10n, logIndex: 4, source: 'none' }).verdict).toBe('fail')
    expect(proofSteps(payment, { blockNumber: 10n, logIndex: 4, source: 'elsewhere' }).verdict).toBe(
      'indeterminate',
    )
    expect(proofSteps(payment, undefined).verdict).toBe('indeterminate')
  })
})
