import type { ProgramEvent } from '@/lib/audit/adapters/personhood-pay'
import { paymentProofs, type SentCall } from '@/lib/audit/adapters/personhood-pay-claims'
import type { PaymentProof } from '@/lib/audit/facts'
import { refuseProofBytes } from '@/lib/audit/semaphore/proof'
import type { Hex } from '@/lib/audit/types'

const SAY_EVERY = 20

/**
 * The proofs of the payments of an epoch, each verified again in this thread: 40 ms each, with room for others in between.
 * @param sentIn what was sent in the transactions of verified blocks
 */
export async function verifyProofs(
  events: readonly ProgramEvent[],
  { program, epoch }: { program: Hex; epoch: bigint },
  sentIn: (transactionHash: Hex) => SentCall | undefined,
  say: (sentence: string) => void,
): Promise<PaymentProof[]> {
  const own = events.filter((said) => said.event === 'Claimed' && said.args.epoch === epoch)
  const found = paymentProofs(own, program, sentIn)
  const proofs: PaymentProof[] = []
  for (const proof of found) {
    proofs.push(proof.bytes === undefined ? proof : { ...proof, refusal: refuseProofBytes(proof.bytes) })
    if (proofs.length % SAY_EVERY === 0) say(`${proofs.length} of ${found.length} proofs verified`)
    await new Promise((resolve) => setTimeout(resolve, 0))
  }
  return proofs
}
