import { counted, fail, pass, placeOf } from '../../outcome'
import type { CheckOutcome, Evidence, Hex } from '../../types'
import type { AdapterPayment } from '../adapter'
import type { Transfer } from './logs'

/** Which transfer moved which payment. A transfer answers for one payment alone. */
export interface Moves {
  /** by the payment's place in its list; undefined where none moved it */
  of: (Transfer | undefined)[]
  /** what left instead in the same transaction, for payments without a transfer of their own */
  instead: (Transfer | undefined)[]
  /** outgoing transfers that no payment takes */
  rest: Transfer[]
}

/** Matches payments with the transfers out of a holder: same transaction, same amount and, where it is known, same payee. */
export function matchMoves(
  payments: readonly AdapterPayment[],
  transfers: readonly Transfer[],
  holder: Hex,
): Moves {
  const outgoing = transfers.filter(({ from }) => from === holder)
  const byTransaction = new Map<Hex, Transfer[]>()
  for (const transfer of outgoing) {
    const queue = byTransaction.get(transfer.at.transactionHash)
    if (queue) queue.push(transfer)
    else byTransaction.set(transfer.at.transactionHash, [transfer])
  }
  const taken = new Set<Transfer>()
  const take = (hash: Hex, fits: (transfer: Transfer) => boolean) => {
    const found = byTransaction.get(hash)?.find((transfer) => !taken.has(transfer) && fits(transfer))
    if (found) taken.add(found)
    return found
  }
  const of = payments.map(({ at, amount, payee }) =>
    take(
      at.transactionHash,
      (transfer) => transfer.amount === amount && (payee === undefined || transfer.to === payee),
    ),
  )
  const instead = payments.map(({ at, amount }, index) =>
    of[index] === undefined && amount !== 0n ? take(at.transactionHash, () => true) : undefined,
  )
  return { of, instead, rest: outgoing.filter((transfer) => !taken.has(transfer)) }
}

/** event-transfer over a match. */
export function eventTransfer(payments: readonly AdapterPayment[], moves: Moves): CheckOutcome {
  const deviations = payments.flatMap((payment, at): Evidence[] => {
    if (moves.of[at] !== undefined || payment.amount === 0n) return []
    const instead = moves.instead[at]
    const to = payment.payee === undefined ? '' : ` to ${payment.payee}`
    return [
      {
        subject: payment.subject,
        ...placeOf(instead?.at ?? payment.at),
        expected: `transfer of ${payment.amount} wei${to}`,
        actual: instead ? `transfer of ${instead.amount} wei to ${instead.to}` : 'no transfer',
      },
    ]
  })
  const all = counted(payments.length, 'payment')
  if (deviations.length === 0) return pass(`${all}, each with a transfer of its own.`)
  return fail(`${deviations.length} of ${all} without the transfer that the event states.`, deviations)
}

/** out-of-band over the outgoing transfers that nothing accounts for. */
export function outOfBand(
  unexplained: readonly Transfer[],
  { all, from, expected }: { all: number; from: string; expected: string },
): CheckOutcome {
  const deviations = unexplained.map((transfer) => ({
    subject: `transfer out of the ${from}`,
    ...placeOf(transfer.at),
    expected,
    actual: `${transfer.amount} wei to ${transfer.to}`,
  }))
  const outgoing = counted(all, 'outgoing transfer')
  if (deviations.length === 0) return pass(`${outgoing}, each with what accounts for it.`)
  return fail(`${deviations.length} of ${outgoing} without anything that accounts for them.`, deviations)
}
