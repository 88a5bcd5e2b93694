import type { EpochFacts, Payment } from '../facts'
import { counted, Deviations, placeOf } from '../outcome'
import { byPosition } from '../stored-event'
import type { Evidence, Position } from '../types'

type Step = { at: Position; epoch: bigint; kind: 'opening' | 'close' | 'payment' }

/**
 * What the program did out of turn, from the close of the epoch before on: one epoch is open at a time, the next is the next by number,
 * and payments name the one that is open. Second openings and closes of this epoch itself are left to others (schedule, expiry).
 */
export class Turns {
  /** openings and closes, in chain order */
  private readonly steps: Step[]
  private done = 0
  private open: bigint | undefined
  private last: bigint
  private readonly rows = new Deviations()
  private readonly own = new Deviations()

  constructor(private readonly facts: EpochFacts) {
    this.steps = stepsOf(facts)
    this.last = facts.epoch - 1n
  }

  /** A payment of another epoch, in chain order. */
  neighbour({ at, epoch }: Payment): void {
    this.upTo(at)
    this.step({ at, epoch, kind: 'payment' })
  }

  /** A payment of this epoch: before the event of its opening, or after that of its close, whatever the clock said. */
  payment({ at }: Payment): void {
    const { epoch, openings, closings } = this.facts
    const [opening, close] = [openings[0]?.at, closings[0]?.at]
    const early = opening === undefined || byPosition(at, opening) < 0
    if (!early && (close === undefined || byPosition(at, close) < 0)) return
    this.own.add(() => ({
      subject: `payment of epoch ${epoch}`,
      ...placeOf(at),
      expected: `epoch ${epoch} open`,
      actual: early ? 'not opened yet' : 'closed before',
    }))
  }

  /** After the last payment. */
  outOfTurn(): Deviations {
    this.upTo(undefined)
    return Deviations.of(this.rows, this.own)
  }

  /** Takes the openings and closes before a place; all that are left where there is none. */
  private upTo(at: Position | undefined): void {
    for (let next = this.steps[this.done]; next !== undefined; next = this.steps[++this.done]) {
      if (at !== undefined && byPosition(next.at, at) > 0) return
      this.step(next)
    }
  }

  private step({ at, epoch, kind }: Step): void {
    const since = this.facts.previousClosing?.at
    if (since !== undefined && byPosition(at, since) <= 0) return
    const { open, last } = this
    const isNext = epoch === last + 1n
    const inTurn = kind === 'opening' ? open === undefined && isNext : open === epoch
    if (!inTurn) {
      this.rows.add(() => ({
        subject: `${kind} of epoch ${epoch}`,
        ...placeOf(at),
        expected:
          kind !== 'opening'
            ? `epoch ${epoch} open`
            : open === undefined
              ? `opening of epoch ${last + 1n}`
              : `close of epoch ${open} first`,
        actual: open === undefined ? 'no epoch is open' : `epoch ${open} is open`,
      }))
    }
    if (kind === 'opening' && isNext) [this.open, this.last] = [epoch, epoch]
    if (kind === 'close' && open === epoch) this.open = undefined
  }
}

/** The epoch before was never opened, or never closed: where all that the program ever said is known. */
export function gapBefore(data: EpochFacts): Evidence[] {
  const { epoch, parameters, previousOpening, previousClosing, openings } = data
  const at = openings[0]?.at
  if (parameters === undefined || epoch <= 1n || at === undefined) return []
  if (previousOpening !== undefined && previousClosing !== undefined) return []
  return [
    {
      subject: `epoch ${epoch - 1n}`,
      ...placeOf(at),
      expected: `opened and closed before epoch ${epoch}`,
      actual: previousOpening === undefined ? 'never opened' : 'never closed',
    },
  ]
}

/** The program counts other epochs in its state than its events tell of. */
export function uncountedEpochs(data: EpochFacts, lastEpoch: bigint | undefined): Evidence[] {
  const told = [...data.openings, ...data.neighbours.openings].reduce(
    (most, { epoch }) => (epoch > most ? epoch : most),
    0n,
  )
  if (lastEpoch === undefined || lastEpoch === told) return []
  return [
    {
      subject: 'last epoch in the state',
      blockNumber: data.upTo.number,
      expected: `${told}`,
      actual: `${counted(lastEpoch, 'epoch')} opened`,
    },
  ]
}

/** In chain order, of this epoch the first opening and the first close alone. */
function stepsOf({ openings, closings, neighbours }: EpochFacts): Step[] {
  const steps = (kind: Step['kind'], events: readonly { at: Position; epoch: bigint }[]) =>
    events.map(({ at, epoch }): Step => ({ at, epoch, kind }))
  return [
    ...steps('opening', openings.slice(0, 1)),
    ...steps('opening', neighbours.openings),
    ...steps('close', closings.slice(0, 1)),
    ...steps('close', neighbours.closings),
  ].sort((a, b) => byPosition(a.at, b.at))
}
