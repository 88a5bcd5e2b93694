import { FIELD_ORDER } from '@/lib/audit/field'
import type { RegionTrace } from '@/lib/audit/rule'
import type { Verdict } from '@/lib/audit/types'
import type { EpochRegion } from '@/lib/db/read/epochs'
import type { Payment, PaymentTransfer } from '@/lib/db/read/payments'

/** What a payment is held against. */
export interface PaymentFacts {
  payment: Payment
  region: EpochRegion | undefined
  /** the rule's way to the amount of the region */
  trace: RegionTrace | undefined
  /** payments of the epoch with the same nullifier, this one included */
  nullifierUses: number
  /** payments of the same transaction in log order, this one included */
  beside: Payment[]
  /** the token's transfers out of the program in the same transaction */
  transfers: PaymentTransfer[]
}

/** What each fact of a payment says for itself; the audit of the epoch has the last word. */
export interface PaymentSteps {
  nullifier: Verdict
  root: Verdict
  amount: Verdict
  transfer: Verdict
  /** the transfer that answers for this payment alone */
  ownTransfer: PaymentTransfer | undefined
}

/** Holds a payment against the epoch's snapshot, the rule and the token's own log. */
export function paymentSteps(facts: PaymentFacts): PaymentSteps {
  const { payment, region, trace, nullifierUses } = facts
  const ownTransfer = transferOf(facts)
  return {
    nullifier: verdict(nullifierUses === 1 && payment.nullifier < FIELD_ORDER),
    root: region === undefined ? 'fail' : verdict(BigInt(region.root) === BigInt(payment.root)),
    amount: trace === undefined ? 'fail' : verdict(trace.amount === payment.amount),
    transfer: verdict(ownTransfer !== undefined),
    ownTransfer,
  }
}

/** The n-th transfer to the payee of the amount, for the n-th payment of the transaction that states both. */
function transferOf({ payment, beside, transfers }: PaymentFacts): PaymentTransfer | undefined {
  const same = ({ recipient, amount }: Payment) =>
    recipient === payment.recipient && amount === payment.amount
  const place = beside.filter(same).findIndex(({ logIndex }) => logIndex === payment.logIndex)
  return transfers.filter(({ to, amount }) => to === payment.recipient && amount === payment.amount)[place]
}

function verdict(holds: boolean): Verdict {
  return holds ? 'pass' : 'fail'
}
