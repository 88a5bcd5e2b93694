import { type PaymentProof, PROOF_PLACES } from '@/lib/audit/facts'
import type { PrismaClient } from '../generated/client'
import { hexOf } from '../hex'

/** How a payment was proved, as it was verified when its block was stored; undefined where nobody looked. */
export async function findPaymentProof(
  db: PrismaClient,
  chainId: bigint,
  { blockNumber, logIndex }: { blockNumber: bigint; logIndex: number },
): Promise<PaymentProof | undefined> {
  const row = await db.paymentProof.findUnique({
    where: { chainId_blockNumber_logIndex: { chainId, blockNumber, logIndex } },
  })
  if (!row) return undefined
  return {
    blockNumber,
    logIndex,
    source: PROOF_PLACES.find((place) => place === row.source) ?? 'elsewhere',
    bytes: row.proof ? hexOf(row.proof) : undefined,
    refusal: row.refusal ?? undefined,
  }
}
