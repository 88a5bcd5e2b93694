import type { PaymentProof } from '@/lib/audit/facts'
import { scopeOf } from '@/lib/audit/field'
import { decodeSemaphoreProof, type SemaphoreProof } from '@/lib/audit/semaphore/proof'
import type { Verdict } from '@/lib/audit/types'
import type { Payment } from '@/lib/db/read/payments'

/** One thing that a proof states, held against what it has to state. */
export interface ProofStatement {
  name: string
  /** why it has to be so, in a few words */
  hint: string
  stated: bigint
  expected: bigint
}

/** A payment's proof, step by step. */
export interface ProofSteps {
  verdict: Verdict
  /** one sentence */
  summary: string
  /** undefined where there is no proof of that form */
  proof: SemaphoreProof | undefined
  statements: ProofStatement[]
}

/** Holds a payment's proof against the payment: does it verify, and for whom, what and when. */
export function proofSteps(payment: Payment, found: PaymentProof | undefined): ProofSteps {
  const none = { proof: undefined, statements: [] }
  if (found === undefined || found.source === 'elsewhere') {
    const summary = found
      ? 'The claim was made through another contract, whose calldata does not show the proof.'
      : 'The calldata of this claim was not looked at.'
    return { verdict: 'indeterminate', summary, ...none }
  }
  if (found.source === 'none' || found.bytes === undefined)
    return {
      verdict: 'fail',
      summary: 'The transaction holds no claim with a proof for this payment.',
      ...none,
    }
  const proof = decodeSemaphoreProof(found.bytes)
  const statements = proof ? statementsOf(payment, proof) : []
  if (found.refusal !== undefined) {
    return { verdict: 'fail', summary: `The proof does not verify: ${found.refusal}.`, proof, statements }
  }
  const wrong = statements.find(({ stated, expected }) => stated !== expected)
  return {
    verdict: wrong ? 'fail' : 'pass',
    summary: wrong
      ? `The proof verifies, but states another ${wrong.name.toLowerCase()}.`
      : 'The zero-knowledge proof was verified again off chain, in a second implementation.',
    proof,
    statements,
  }
}

function statementsOf(payment: Payment, proof: SemaphoreProof): ProofStatement[] {
  const program = `0x${payment.program.slice(2)}` as const
  return [
    {
      name: 'Root',
      hint: 'of the group that the claimant is a member of',
      stated: proof.root,
      expected: BigInt(payment.root),
    },
    {
      name: 'Nullifier',
      hint: 'the one that is marked as paid',
      stated: proof.nullifier,
      expected: payment.nullifier,
    },
    { name: 'Message', hint: 'the recipient', stated: proof.message, expected: BigInt(payment.recipient) },
    {
      name: 'Scope',
      hint: 'keccak256(program, epoch) >> 8',
      stated: proof.scope,
      expected: scopeOf(program, payment.epoch),
    },
  ]
}
