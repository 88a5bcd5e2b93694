import type { ProgramEvent } from '@/lib/audit/adapters/personhood-pay'
import { paymentProofs } from '@/lib/audit/adapters/personhood-pay-claims'
import type { PaymentProof } from '@/lib/audit/facts'
import { refuseProofBytes } from '@/lib/audit/semaphore/proof'
import type { Hex } from '@/lib/audit/types'
import type { VerifiedBlock } from './verified-logs'

const SAY_EVERY = 20

/** Verifies the proofs of the payments of an epoch again, in this thread: 40 ms each, with room for others in between. */
export class ProofVerifier {
  private done = 0

  /**
   * @param total payments of the epoch
   * @param say told how far it is
   */
  constructor(
    private readonly of: { program: Hex; epoch: bigint; total: number },
    private readonly say: (sentence: string) => void,
  ) {}

  /** The proofs of the payments of the epoch among a block's events. */
  async verify(events: readonly ProgramEvent[], { paying }: VerifiedBlock): Promise<PaymentProof[]> {
    const { program, epoch, total } = this.of
    const own = events.filter((said) => said.event === 'Claimed' && said.args.epoch === epoch)
    const proofs: PaymentProof[] = []
    for (const proof of paymentProofs(own, program, (hash) => paying.get(hash))) {
      proofs.push(proof.bytes === undefined ? proof : { ...proof, refusal: refuseProofBytes(proof.bytes) })
      this.done++
      if (this.done % SAY_EVERY === 0) this.say(`${this.done} of ${total} proofs verified`)
      await new Promise((resolve) => setTimeout(resolve, 0))
    }
    return proofs
  }
}
