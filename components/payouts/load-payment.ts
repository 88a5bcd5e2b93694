import type { PrismaClient } from '@/lib/db/generated/client'
import { type BlockCheck, findBlock } from '@/lib/db/read/blocks'
import { findPaymentProof } from '@/lib/db/read/payment-proofs'
import {
  countNullifierUses,
  findPayment,
  getPaymentsBeside,
  getPaymentTransfers,
} from '@/lib/db/read/payments'
import { type EpochData, loadEpoch } from './load-epoch'
import { type PaymentFacts, type PaymentSteps, paymentSteps } from './payment-steps'
import { type ProofSteps, proofSteps } from './proof-steps'

/** What the payment page shows. */
export interface PaymentData {
  epoch: EpochData
  facts: PaymentFacts
  steps: PaymentSteps
  proof: ProofSteps
  /** the checks that the payment's block passed before it was stored */
  checks: BlockCheck[]
}

/** Reads a payment with all that it is held against; undefined where that log announced no payment. */
export async function loadPayment(
  db: PrismaClient,
  chainId: bigint,
  transactionHash: string,
  logIndex: number,
): Promise<PaymentData | undefined> {
  const payment = await findPayment(db, chainId, transactionHash, logIndex)
  if (!payment) return undefined
  const epoch = await loadEpoch(db, chainId, payment.program, payment.epoch)
  if (!epoch) return undefined
  const [nullifierUses, beside, transfers, found, block] = await Promise.all([
    countNullifierUses(db, chainId, payment),
    getPaymentsBeside(db, chainId, payment),
    getPaymentTransfers(db, chainId, payment, epoch.program.token),
    findPaymentProof(db, chainId, payment),
    findBlock(db, chainId, payment.blockNumber),
  ])
  const facts: PaymentFacts = {
    payment,
    region: epoch.regions.find(({ region }) => region === payment.region),
    trace: epoch.rule.regions.find(({ region }) => region === payment.region),
    nullifierUses,
    beside,
    transfers,
  }
  const proof = proofSteps(payment, found)
  return { epoch, facts, steps: paymentSteps(facts), proof, checks: block?.checks ?? [] }
}
