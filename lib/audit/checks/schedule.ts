import type { Check } from '../check'
import type { AuditContext } from '../context'
import type { EpochOpening, Payment } from '../facts'
import { Deviations, fail, indeterminate, pass, placeOf } from '../outcome'
import type { CheckOutcome, Evidence } from '../types'
import { gapBefore, Turns, uncountedEpochs } from './sequence'

/** An epoch that is opened, or closed, later than its time by more than a quarter of its length is late. */
const LATENESS_DIVISOR = 4n

export const schedule: Check = {
  id: 'schedule',
  name: 'Schedule',
  statement:
    "The epoch has the times that the program's schedule gives it, follows the one before without gap or overlap, is opened once and not before its time, is opened and closed at most a quarter of its length after its times, and pays between them alone; and from the close before on, one epoch is open at a time, by number, and payments name the open one.",
  follow: (context) => {
    const { data, opening } = context
    const turns = new Turns(data)
    const outside = new Deviations()
    return {
      payment: ({ payment }) => {
        turns.payment(payment)
        if (isOutside(payment, opening)) outside.add(() => paidOutside(payment, opening))
      },
      neighbour: (payment) => turns.neighbour(payment),
      finish: () =>
        outcome(
          context,
          Deviations.of(
            openingsAgain(context),
            announcedTimes(context),
            onTime(context),
            outside,
            gapBefore(data),
            turns.outOfTurn(),
            uncountedEpochs(data, context.answers.integerLast('lastEpoch')),
          ),
        ),
    }
  },
}

function outcome({ data, opening }: AuditContext, deviations: Deviations): CheckOutcome {
  if (deviations.count > 0) return fail('The epoch does not keep to its schedule.', deviations)
  if (data.schedule === undefined) {
    return indeterminate("The program's schedule could not be read from its state.")
  }
  if (data.epoch > 1n && data.previousOpening === undefined) {
    return indeterminate(`The opening of epoch ${data.epoch - 1n} was not indexed.`)
  }
  const opened = `Opened ${opening.at.timestamp - opening.opensAt} s after its time`
  const close = data.closings[0]
  if (close === undefined) {
    return indeterminate(`${opened}, and not closed up to block ${data.upTo.number}.`)
  }
  return pass(
    `${opened} and closed ${close.at.timestamp - opening.closesAt} s after its time, next to the epoch before.`,
  )
}

function openingsAgain({ data }: AuditContext): Evidence[] {
  return data.openings.slice(1).map((again) => ({
    subject: 'opening',
    ...placeOf(again.at),
    expected: 'one opening',
    actual: 'opened again',
  }))
}

function announcedTimes({ data, opening }: AuditContext): Evidence[] {
  const rows: Evidence[] = []
  const compare = (subject: string, expected: bigint, actual: bigint) => {
    if (expected === actual) return
    rows.push({
      subject,
      ...placeOf(opening.at),
      expected: `${expected}`,
      actual: `${actual}`,
      unit: 'unix seconds',
    })
  }
  if (data.schedule) {
    const { firstOpensAt, epochDuration } = data.schedule
    const opensAt = firstOpensAt + (data.epoch - 1n) * epochDuration
    compare('announced start', opensAt, opening.opensAt)
    compare('announced end', opensAt + epochDuration, opening.closesAt)
  }
  if (data.previousOpening) {
    compare(
      'announced start, after the end of the epoch before',
      data.previousOpening.closesAt,
      opening.opensAt,
    )
  }
  return rows
}

function onTime({ data, opening }: AuditContext): Evidence[] {
  const tolerance = (opening.closesAt - opening.opensAt) / LATENESS_DIVISOR
  // A close before its time is expiry's finding.
  const moments = [
    { subject: 'opening', at: opening.at, due: opening.opensAt },
    ...data.closings
      .filter(({ at }) => at.timestamp >= opening.closesAt)
      .map((close) => ({ subject: 'close', at: close.at, due: opening.closesAt })),
  ]
  const rows = moments
    .filter(({ at, due }) => at.timestamp < due || at.timestamp > due + tolerance)
    .map(
      ({ subject, at, due }): Evidence => ({
        subject,
        ...placeOf(at),
        expected: `${due} to ${due + tolerance}`,
        actual: `${at.timestamp}`,
        unit: 'unix seconds',
      }),
    )
  if (data.closings.length === 0 && data.upTo.timestamp > opening.closesAt + tolerance) {
    rows.push({
      subject: 'close',
      blockNumber: data.upTo.number,
      expected: `${opening.closesAt} to ${opening.closesAt + tolerance}`,
      actual: `not closed at ${data.upTo.timestamp}`,
      unit: 'unix seconds',
    })
  }
  return rows
}

function isOutside({ at }: Payment, { opensAt, closesAt }: EpochOpening): boolean {
  return at.timestamp < opensAt || at.timestamp >= closesAt
}

function paidOutside({ region, at }: Payment, { opensAt, closesAt }: EpochOpening): Evidence {
  return {
    subject: `payment in region ${region}`,
    ...placeOf(at),
    expected: `from ${opensAt} and before ${closesAt}`,
    actual: `${at.timestamp}`,
    unit: 'unix seconds',
  }
}
