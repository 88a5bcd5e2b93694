import type { EpochClosing, EpochOpening, Payment } from '@/lib/audit/facts'
import type { Hex, TokenTransfer } from '@/lib/audit/types'
import type { WholeEpoch } from './context'

/** Which transfer moved what the program's events state. A transfer answers for one event alone. */
export interface TransferMatch {
  /**
   * Payments of this epoch without a transfer of their own to their payee and amount. `instead` is what left the program in
   * the same transaction in its place, where anything did.
   */
  unpaid: { payment: Payment; instead?: TokenTransfer }[]
  /** closes of this epoch whose reclaimed amount did not move to the treasury in their transaction */
  unreturned: EpochClosing[]
  /** openings of this epoch whose budget did not move from the treasury in their transaction */
  unfunded: EpochOpening[]
  /** transfers out of program or treasury that no payment, close or opening of the range answers for */
  unexplained: TokenTransfer[]
}

/** Matches the transfers of the range with the events of all epochs in it, by transaction, parties and amount. */
export function matchTransfers(data: WholeEpoch, transfers: readonly TokenTransfer[]): TransferMatch {
  const { address, treasury } = data.program
  const pool = new Pool(transfers.filter(({ from }) => from === address || from === treasury))
  const openings = [...data.openings, ...data.neighbours.openings]
  const closings = [...data.closings, ...data.neighbours.closings]
  const payments = [...data.payments, ...data.neighbours.payments]

  const without = <Event extends { at: { transactionHash: Hex } }>(
    events: Event[],
    from: Hex,
    to: (event: Event) => Hex,
    amount: (event: Event) => bigint,
  ) =>
    events.filter((event) => {
      const expected = {
        transactionHash: event.at.transactionHash,
        from,
        to: to(event),
        amount: amount(event),
      }
      return amount(event) !== 0n && !pool.take(expected)
    })

  const unfunded = without(
    openings,
    treasury,
    () => address,
    (opening) => opening.budget,
  )
  const unreturned = without(
    closings,
    address,
    () => treasury,
    (closing) => closing.reclaimed,
  )
  const unmatched = without(
    payments,
    address,
    (payment) => payment.recipient,
    (payment) => payment.amount,
  )
  const unpaid = unmatched.map((payment) => ({
    payment,
    instead: pool.takeAny(payment.at.transactionHash, address),
  }))
  return {
    unfunded: unfunded.filter((event) => event.epoch === data.epoch),
    unreturned: unreturned.filter((event) => event.epoch === data.epoch),
    unpaid: unpaid.filter(({ payment }) => payment.epoch === data.epoch),
    unexplained: pool.rest(),
  }
}

type Movement = Pick<TokenTransfer, 'transactionHash' | 'from' | 'to' | 'amount'>

/** Transfers that no event has taken yet. */
class Pool {
  private readonly byMovement = new Map<string, TokenTransfer[]>()
  private readonly byTransaction = new Map<string, TokenTransfer[]>()
  private readonly taken = new Set<TokenTransfer>()

  constructor(private readonly transfers: readonly TokenTransfer[]) {
    for (const transfer of transfers) {
      append(this.byMovement, movementKey(transfer), transfer)
      append(this.byTransaction, `${transfer.transactionHash} ${transfer.from}`, transfer)
    }
  }

  /** Takes the first transfer left with just these parties and amount in this transaction. */
  take(expected: Movement): TokenTransfer | undefined {
    return this.firstLeft(this.byMovement.get(movementKey(expected)))
  }

  /** Takes the first transfer left from a holder in this transaction, whatever it moved. */
  takeAny(transactionHash: Hex, from: Hex): TokenTransfer | undefined {
    return this.firstLeft(this.byTransaction.get(`${transactionHash} ${from}`))
  }

  rest(): TokenTransfer[] {
    return this.transfers.filter((transfer) => !this.taken.has(transfer))
  }

  private firstLeft(queue: TokenTransfer[] | undefined): TokenTransfer | undefined {
    for (let next = queue?.shift(); next !== undefined; next = queue?.shift()) {
      if (this.taken.has(next)) continue
      this.taken.add(next)
      return next
    }
    return undefined
  }
}

function movementKey({ transactionHash, from, to, amount }: Movement): string {
  return `${transactionHash} ${from} ${to} ${amount}`
}

function append<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const queue = map.get(key)
  if (queue) queue.push(value)
  else map.set(key, [value])
}
