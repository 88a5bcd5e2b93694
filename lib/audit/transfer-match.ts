import type { EpochClosing, EpochFacts, EpochOpening, Payment } from './facts'
import type { Hex, TokenTransfer } from './types'

/** Who is told what the transfers of a transaction do not fit to. */
export interface MatchListener {
  /** a payment without a transfer of its own; `instead` left the program in its place */
  unpaid(payment: Payment, instead: TokenTransfer | undefined): void
  /** a transfer out of program or treasury that no event answers for */
  unexplained(transfer: TokenTransfer): void
}

/**
 * Finds which transfer moved what the program's events state, by transaction, parties and amount. A transfer answers for one event
 * alone: openings come first, then closes, then payments of the epoch before those of others; and last, a payment that found none
 * takes what else left the program in its transaction.
 */
export class TransferMatcher {
  private readonly openings = new Map<Hex, EpochOpening[]>()
  private readonly closings = new Map<Hex, EpochClosing[]>()
  private readonly moved = new Set<EpochOpening | EpochClosing>()

  constructor(private readonly facts: EpochFacts) {
    const { openings, closings, neighbours } = facts
    for (const opening of [...openings, ...neighbours.openings]) append(this.openings, opening)
    for (const close of [...closings, ...neighbours.closings]) append(this.closings, close)
  }

  /** openings of this epoch whose budget did not move from the treasury in their transaction */
  get unfunded(): EpochOpening[] {
    return this.facts.openings.filter((opening) => opening.budget !== 0n && !this.moved.has(opening))
  }

  /** closes of this epoch whose reclaimed amount did not move to the treasury in their transaction */
  get unreturned(): EpochClosing[] {
    return this.facts.closings.filter((close) => close.reclaimed !== 0n && !this.moved.has(close))
  }

  /**
   * Matches a transaction.
   * @param own payments of the epoch
   * @param others payments of other epochs
   * @param outgoing transfers out of program or treasury, in chain order
   */
  match(
    transactionHash: Hex,
    own: readonly Payment[],
    others: readonly Payment[],
    outgoing: readonly TokenTransfer[],
    listener: MatchListener,
  ): void {
    const { address, treasury } = this.facts.program
    const pool = new Pool(outgoing)
    for (const opening of this.openings.get(transactionHash) ?? [])
      if (pool.take(treasury, address, opening.budget)) this.moved.add(opening)
    for (const close of this.closings.get(transactionHash) ?? [])
      if (pool.take(address, treasury, close.reclaimed)) this.moved.add(close)
    const unpaid = this.without(own, pool)
    const unpaidOthers = this.without(others, pool)
    for (const payment of unpaid) listener.unpaid(payment, pool.takeFrom(address))
    for (const _ of unpaidOthers) pool.takeFrom(address)
    for (const transfer of pool.rest()) listener.unexplained(transfer)
  }

  /** Those of some payments that find no transfer left. */
  private without(payments: readonly Payment[], pool: Pool): Payment[] {
    const { address } = this.facts.program
    const unpaid: Payment[] = []
    for (const payment of payments) {
      const { recipient, amount } = payment
      if (amount !== 0n && pool.take(address, recipient, amount) === undefined) unpaid.push(payment)
    }
    return unpaid
  }
}

/** Transfers of a transaction that no event has taken yet. */
class Pool {
  private readonly left: (TokenTransfer | undefined)[]
  /** what is before it is taken: in the order of the logs, the next event's transfer is the next transfer */
  private next = 0

  constructor(transfers: readonly TokenTransfer[]) {
    this.left = [...transfers]
  }

  /** Takes the first transfer left with just these parties and amount; none for an amount of 0. */
  take(from: Hex, to: Hex, amount: bigint): TokenTransfer | undefined {
    for (let at = this.first(); at < this.left.length; at++) {
      const one = this.left[at]
      if (one?.amount === amount && one.to === to && one.from === from && amount !== 0n) return this.out(at)
    }
    return undefined
  }

  /** Takes the first transfer left from a holder, whatever it moved. */
  takeFrom(from: Hex): TokenTransfer | undefined {
    for (let at = this.first(); at < this.left.length; at++) {
      if (this.left[at]?.from === from) return this.out(at)
    }
    return undefined
  }

  rest(): TokenTransfer[] {
    return this.first() === this.left.length ? [] : this.left.filter((one) => one !== undefined)
  }

  private first(): number {
    while (this.next < this.left.length && this.left[this.next] === undefined) this.next++
    return this.next
  }

  private out(at: number): TokenTransfer | undefined {
    const one = this.left[at]
    this.left[at] = undefined
    return one
  }
}

function append<Event extends { at: { transactionHash: Hex } }>(map: Map<Hex, Event[]>, event: Event): void {
  const { transactionHash } = event.at
  const events = map.get(transactionHash)
  if (events) events.push(event)
  else map.set(transactionHash, [event])
}
