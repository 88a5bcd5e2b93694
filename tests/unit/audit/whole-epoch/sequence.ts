import { placeOf } from '@/lib/audit/outcome'
import { byPosition } from '@/lib/audit/stored-event'
import type { Evidence, Position } from '@/lib/audit/types'
import type { WholeEpoch } from './context'

type Step = { at: Position; epoch: bigint; kind: 'opening' | 'close' | 'payment' }

/**
 * What the program did out of turn, from the close of the epoch before on: one epoch is open at a time, the next is the next by number,
 * and payments name the one that is open. Second openings and closes of this epoch itself are left to others (schedule, expiry).
 */
export function outOfTurn(data: WholeEpoch): Evidence[] {
  const since = data.previousClosing?.at
  const rows: Evidence[] = []
  let open: bigint | undefined
  let last = data.epoch - 1n
  for (const { at, epoch, kind } of stepsOf(data)) {
    if (since !== undefined && byPosition(at, since) <= 0) continue
    const now = open === undefined ? 'no epoch is open' : `epoch ${open} is open`
    const isNext = epoch === last + 1n
    const expected =
      kind !== 'opening'
        ? `epoch ${epoch} open`
        : open === undefined
          ? `opening of epoch ${last + 1n}`
          : `close of epoch ${open} first`
    const inTurn = kind === 'opening' ? open === undefined && isNext : open === epoch
    if (!inTurn) rows.push({ subject: `${kind} of epoch ${epoch}`, ...placeOf(at), expected, actual: now })
    if (kind === 'opening' && isNext) [open, last] = [epoch, epoch]
    if (kind === 'close' && open === epoch) open = undefined
  }
  return [...rows, ...paymentsOutOfTurn(data)]
}

/** Payments of this epoch before the event of its opening, or after that of its close, whatever the clock said. */
function paymentsOutOfTurn({ epoch, payments, openings, closings }: WholeEpoch): Evidence[] {
  const [opening, close] = [openings[0]?.at, closings[0]?.at]
  return payments.flatMap(({ at }) => {
    const early = opening === undefined || byPosition(at, opening) < 0
    if (!early && (close === undefined || byPosition(at, close) < 0)) return []
    return {
      subject: `payment of epoch ${epoch}`,
      ...placeOf(at),
      expected: `epoch ${epoch} open`,
      actual: early ? 'not opened yet' : 'closed before',
    }
  })
}

/** In chain order, of this epoch the first opening and the first close alone. */
function stepsOf({ openings, closings, neighbours }: WholeEpoch): Step[] {
  const steps = (kind: Step['kind'], events: readonly { at: Position; epoch: bigint }[]) =>
    events.map(({ at, epoch }): Step => ({ at, epoch, kind }))
  return [
    ...steps('opening', openings.slice(0, 1)),
    ...steps('opening', neighbours.openings),
    ...steps('close', closings.slice(0, 1)),
    ...steps('close', neighbours.closings),
    ...steps('payment', neighbours.payments),
  ].sort((a, b) => byPosition(a.at, b.at))
}
