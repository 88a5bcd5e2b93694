import type { ProgramEvent } from '@/lib/audit/adapters/personhood-pay'
import { paymentProofs, type SentCall } from '@/lib/audit/adapters/personhood-pay-claims'
import type { PaymentProof } from '@/lib/audit/facts'
import type { Hex } from '@/lib/audit/types'
import { proofPool } from './pool'

/** The proofs of the payments among a program's events, each verified again. */
export function verifiedProofs(
  events: readonly ProgramEvent[],
  program: Hex,
  sentIn: (transactionHash: Hex) => SentCall | undefined,
): Promise<PaymentProof[]> {
  return Promise.all(
    paymentProofs(events, program, sentIn).map(async (found) =>
      found.bytes === undefined ? found : { ...found, refusal: await proofPool().refuse(found.bytes) },
    ),
  )
}
