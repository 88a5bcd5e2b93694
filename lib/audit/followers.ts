import type { FollowedPayment, Follower } from './check'
import type { AuditContext } from './context'
import { NOBODY, type Payment, type ProvedPayment } from './facts'
import type { PaymentLeaves } from './payment-tree'
import { SemaphoreStatements } from './semaphore/proof'
import type { MatchListener } from './transfer-match'
import type { Hex, TokenTransfer } from './types'

type Told = Required<Omit<Follower, 'finish'>>

/** Tells the checks that follow an epoch what happens, in chain order; transfers are matched with payments once a transaction ends. */
export class Followers {
  private readonly told: { [Event in keyof Told]: NonNullable<Follower[Event]>[] }
  private readonly listener: MatchListener
  private readonly statements = new SemaphoreStatements()
  /** of the transaction in work */
  private transactionHash: Hex = '0x'
  private readonly own: Payment[] = []
  private readonly others: Payment[] = []
  private readonly outgoing: TokenTransfer[] = []

  constructor(
    private readonly context: AuditContext,
    private readonly leaves: PaymentLeaves,
    followers: readonly Follower[],
  ) {
    this.told = {
      payment: followers.flatMap((one) => one.payment?.bind(one) ?? []),
      neighbour: followers.flatMap((one) => one.neighbour?.bind(one) ?? []),
      transfer: followers.flatMap((one) => one.transfer?.bind(one) ?? []),
      moved: followers.flatMap((one) => one.moved?.bind(one) ?? []),
      issuance: followers.flatMap((one) => one.issuance?.bind(one) ?? []),
      unpaid: followers.flatMap((one) => one.unpaid?.bind(one) ?? []),
      unexplained: followers.flatMap((one) => one.unexplained?.bind(one) ?? []),
    }
    this.listener = {
      unpaid: (payment, instead) => {
        for (const tell of this.told.unpaid) tell(payment, instead)
      },
      unexplained: (transfer) => {
        for (const tell of this.told.unexplained) tell(transfer)
      },
    }
  }

  payment({ payment, found }: ProvedPayment): void {
    const { data, payments } = this.context
    const { blockNumber, transactionHash } = payment.at
    if (blockNumber > data.upTo.number) return
    this.within(transactionHash)
    if (payment.epoch === data.epoch) {
      const proof = found?.bytes && this.statements.read(found.bytes)
      const followed: FollowedPayment = { payment, found, proof, paidBefore: this.leaves.add(payment) }
      payments.add(followed)
      for (const tell of this.told.payment) tell(followed)
      this.own.push(payment)
    } else if (blockNumber >= data.from) {
      for (const tell of this.told.neighbour) tell(payment)
      this.others.push(payment)
    }
  }

  transfer(transfer: TokenTransfer): void {
    const { data } = this.context
    const { blockNumber, transactionHash, from, to } = transfer
    if (blockNumber < data.from || blockNumber > data.upTo.number) return
    this.within(transactionHash)
    const { address, treasury } = data.program
    for (const tell of this.told.moved) tell(transfer)
    const isOutgoing = from === address || from === treasury
    if (isOutgoing) this.outgoing.push(transfer)
    if (isOutgoing || to === address || to === treasury) for (const tell of this.told.transfer) tell(transfer)
    if (from === NOBODY || to === NOBODY) for (const tell of this.told.issuance) tell(transfer)
  }

  /** After the last step, and of each transaction. */
  end(): void {
    const { own, others, outgoing } = this
    if (own.length + others.length + outgoing.length === 0) return
    this.context.transfers?.match(this.transactionHash, own, others, outgoing, this.listener)
    own.length = 0
    others.length = 0
    outgoing.length = 0
  }

  private within(transactionHash: Hex): void {
    if (transactionHash === this.transactionHash) return
    this.end()
    this.transactionHash = transactionHash
  }
}
