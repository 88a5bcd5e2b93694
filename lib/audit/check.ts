import type { AuditContext } from './context'
import type { Payment, PaymentProof } from './facts'
import type { SemaphoreStatement } from './semaphore/proof'
import type { CheckOutcome, Hex, TokenTransfer } from './types'

interface Described {
  /** stable, appears in reports */
  id: string
  name: string
  /** what has to hold, as docs/audit.md has it */
  statement: string
}

/** A check of the catalogue. Pure: the same data gives the same outcome. */
export type Check = Described &
  (
    | {
        /** What the facts and the sums over all payments say, once the last step was seen. */
        run: (context: AuditContext) => CheckOutcome
      }
    | {
        /** Begins to follow the steps, before the first. */
        follow: (context: AuditContext) => Follower
      }
  )

/** A payment of the epoch, as the followers see it. */
export interface FollowedPayment {
  payment: Payment
  /** how it was proved; undefined where nobody looked */
  found?: PaymentProof
  /** what the proof states; undefined where there is none of that form */
  proof?: SemaphoreStatement
  /** the transaction of the first payment under the same nullifier; undefined for that one itself */
  paidBefore?: Hex
}

/**
 * A check over what happens, step by step in chain order. What it keeps does not grow with the number of payments, but
 * for what deviates.
 */
export interface Follower {
  /** a payment of the epoch, wherever it is */
  payment?(followed: FollowedPayment): void
  /** a payment of another epoch in the blocks of the audit */
  neighbour?(payment: Payment): void
  /** a transfer of the token from or to program or treasury in the blocks of the audit */
  transfer?(transfer: TokenTransfer): void
  /** any transfer of the token in the same blocks that is at hand: all by accounts that the epoch paid up to FUNNEL_BLOCKS before */
  moved?(transfer: TokenTransfer): void
  /** a mint or a burn of the token in the same blocks: a transfer from or to nobody */
  issuance?(transfer: TokenTransfer): void
  /**
   * A payment of the epoch without a transfer of its own to its payee and amount. `instead` is what left the program in the same
   * transaction in its place, where anything did.
   */
  unpaid?(payment: Payment, instead: TokenTransfer | undefined): void
  /** a transfer out of program or treasury that no payment, close or opening answers for */
  unexplained?(transfer: TokenTransfer): void
  /** After the last step. */
  finish(): CheckOutcome
}
