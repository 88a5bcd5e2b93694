import { gapBefore, uncountedEpochs } from '@/lib/audit/checks/sequence'
import { fail, indeterminate, pass, placeOf } from '@/lib/audit/outcome'
import type { Evidence } from '@/lib/audit/types'
import type { WholeCheck, WholeContext } from './context'
import { outOfTurn } from './sequence'

/** An epoch that is opened, or closed, later than its time by more than a quarter of its length is late. */
const LATENESS_DIVISOR = 4n

export const schedule: WholeCheck = {
  id: 'schedule',
  run: (context) => {
    const { data, opening } = context
    const deviations = [
      ...openingsAgain(context),
      ...announcedTimes(context),
      ...onTime(context),
      ...paymentsOutside(context),
      ...gapBefore(data),
      ...outOfTurn(data),
      ...uncountedEpochs(data, context.answers.integerLast('lastEpoch')),
    ]
    if (deviations.length > 0) return fail('The epoch does not keep to its schedule.', deviations)
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
  },
}

function openingsAgain({ data }: WholeContext): Evidence[] {
  return data.openings.slice(1).map((again) => ({
    subject: 'opening',
    ...placeOf(again.at),
    expected: 'one opening',
    actual: 'opened again',
  }))
}

function announcedTimes({ data, opening }: WholeContext): Evidence[] {
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

function onTime({ data, opening }: WholeContext): Evidence[] {
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

function paymentsOutside({ data, opening: { opensAt, closesAt } }: WholeContext): Evidence[] {
  return data.payments
    .filter(({ at }) => at.timestamp < opensAt || at.timestamp >= closesAt)
    .map(({ region, at }) => ({
      subject: `payment in region ${region}`,
      ...placeOf(at),
      expected: `from ${opensAt} and before ${closesAt}`,
      actual: `${at.timestamp}`,
      unit: 'unix seconds',
    }))
}
