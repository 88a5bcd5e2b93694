import type { EpochData, Payment, PaymentProof } from './facts'
import { counted } from './outcome'
import { decodeSemaphoreProof, type SemaphoreProof } from './semaphore/proof'

/** A payment with what its claim proved. */
export interface ProvedPayment {
  payment: Payment
  /** undefined where nobody looked */
  found?: PaymentProof
  /** what the proof states; undefined where there is none of that form */
  proof?: SemaphoreProof
}

/** Every payment of an epoch with its proof, in the order of the payments. */
export function provedPayments({ payments, proofs }: EpochData): ProvedPayment[] {
  const placed = new Map((proofs ?? []).map((found) => [`${found.blockNumber}.${found.logIndex}`, found]))
  return payments.map((payment) => {
    const found = placed.get(`${payment.at.blockNumber}.${payment.at.logIndex}`)
    return { payment, found, proof: found?.bytes && decodeSemaphoreProof(found.bytes) }
  })
}

/** Why what the proofs state says nothing about some payments; undefined where each has a proof that verifies. */
export function unprovedReason(proved: readonly ProvedPayment[]): string | undefined {
  const without = proved.filter(
    ({ found }) => found?.source !== 'calldata' || found.refusal !== undefined,
  ).length
  if (without === 0) return undefined
  return `${counted(without, 'payment')} of ${proved.length} without a proof that was seen and verifies (see proof-valid)`
}
