import { counted, fail, indeterminate, pass, placeOf } from '../../outcome'
import { byPosition } from '../../stored-event'
import type { Evidence, Hex, Position } from '../../types'
import type { AdapterCheck } from '../adapter'
import type { CirclesDay, PersonalMint } from './context'
import { FORFEITED_AFTER, issuanceAt, issuanceSince } from './issuance'

/** Mints and registrations by person, for the last one before a mint. */
function historyOf({ allMints, registrations }: CirclesDay): Map<Hex, Position[]> {
  const history = new Map<Hex, Position[]>()
  for (const { at, human } of [...allMints, ...registrations]) {
    const places = history.get(human)
    if (places) places.push(at)
    else history.set(human, [at])
  }
  return history
}

/** When a person last minted or registered before a mint, where that is at most two weeks back. */
function lastBefore(history: ReadonlyMap<Hex, readonly Position[]>, mint: PersonalMint): bigint | undefined {
  let last: bigint | undefined
  for (const at of history.get(mint.human) ?? []) {
    if (byPosition(at, mint.at) >= 0) continue
    if (mint.at.timestamp - at.timestamp > FORFEITED_AFTER) continue
    if (last === undefined || at.timestamp > last) last = at.timestamp
  }
  return last
}

/** The checks of a day's rule: hours, people. */
export const RULE_CHECKS: readonly AdapterCheck<CirclesDay>[] = [
  {
    id: 'amount-exact',
    statement:
      'Each mint is worth its hours, one token an hour with the demurrage of the days since, in 64.64 fixed point, to the unit.',
    run: ({ mints, zero }) => {
      const deviations = mints.flatMap((mint): Evidence[] => {
        const due = issuanceSince(mint.at.timestamp, mint.start, zero)
        if (due?.amount === mint.amount && due.end === mint.end) return []
        return [
          {
            subject: mint.subject,
            ...placeOf(mint.at),
            expected: due ? `${due.amount} for the hours to ${due.end}` : 'no mint of such hours',
            actual: `${mint.amount} for the hours to ${mint.end}`,
          },
        ]
      })
      const all = counted(mints.length, 'mint')
      if (deviations.length > 0)
        return fail(`${deviations.length} of ${all} are not worth their hours.`, deviations)
      return pass(`${all}, each worth its hours with demurrage, to the unit.`)
    },
  },
  {
    id: 'nullifier-unique',
    statement: 'No hour is minted twice by a person: a mint starts where the one before ended, or later.',
    run: (context) => {
      const ends = new Map<Hex, PersonalMint>()
      const ofDay = new Set(context.mints)
      const deviations: Evidence[] = []
      for (const mint of context.allMints) {
        const earlier = ends.get(mint.human)
        ends.set(mint.human, mint)
        if (earlier === undefined || mint.start >= earlier.end || !ofDay.has(mint)) continue
        deviations.push({
          subject: mint.subject,
          ...placeOf(mint.at),
          expected: `hours from ${earlier.end} on`,
          actual: `hours from ${mint.start} on`,
          unit: 'unix seconds',
        })
      }
      const all = counted(context.mints.length, 'mint')
      if (deviations.length > 0)
        return fail(`${deviations.length} of ${all} are of hours that were minted already.`, deviations)
      return pass(`${all}, each of hours of its own.`)
    },
  },
  {
    id: 'schedule',
    statement:
      'Each mint counts its hours from the last mint or the registration, and at most two weeks back: what is older is forfeited.',
    run: (context) => {
      const { mints, zero } = context
      const history = historyOf(context)
      const deviations: Evidence[] = []
      let later = 0
      for (const mint of mints) {
        const now = mint.at.timestamp
        const due = issuanceAt(now, lastBefore(history, mint) ?? now - FORFEITED_AFTER, zero)
        if (due?.start === mint.start) continue
        if (due !== undefined && mint.start > due.start) {
          later++
          continue
        }
        deviations.push({
          subject: mint.subject,
          ...placeOf(mint.at),
          expected: due ? `hours from ${due.start} on` : 'no mint before an hour has passed',
          actual: `hours from ${mint.start} on`,
          unit: 'unix seconds',
        })
      }
      const all = counted(mints.length, 'mint')
      if (deviations.length > 0)
        return fail(
          `${deviations.length} of ${all} count hours that are forfeited or not theirs.`,
          deviations,
        )
      if (later > 0)
        return indeterminate(
          `${later} of ${all} begin later than the last mint tells: a stop of version 1 that the hub noticed emits nothing.`,
        )
      return pass(`${all}, each from the last mint or the registration on, at most two weeks back.`)
    },
  },
  {
    id: 'eligible',
    statement: 'Each mint is by a registered human, by the state of the hub.',
    run: ({ mints, answers, facts: { range } }) => {
      const humans = [...new Set(mints.map(({ human }) => human))]
      const state = humans.map((human) => answers.integer(`human:${human}`, range.last.number))
      const deviations = mints
        .filter(({ human }) => answers.integer(`human:${human}`, range.last.number) === 0n)
        .map(({ subject, at }) => ({
          subject,
          ...placeOf(at),
          expected: 'a registered human',
          actual: 'none',
        }))
      if (deviations.length > 0)
        return fail(`${counted(deviations.length, 'mint')} by nobody who is registered.`, deviations)
      const unknown = state.filter((value) => value === undefined).length
      if (unknown > 0)
        return indeterminate(`Whether ${counted(unknown, 'minter')} are registered is not known.`)
      return pass(`${counted(humans.length, 'minter')}, each a registered human.`)
    },
  },
  {
    id: 'revoked-unpaid',
    statement: "Nobody mints who stopped in the two weeks before, by the hub's events.",
    run: ({ mints, stops }) => {
      const deviations = mints.flatMap((mint): Evidence[] => {
        const stop = stops.find(({ human, at }) => human === mint.human && byPosition(at, mint.at) < 0)
        if (stop === undefined) return []
        return [
          {
            subject: mint.subject,
            ...placeOf(mint.at),
            expected: 'no mint after the stop',
            actual: `stopped in transaction ${stop.at.transactionHash}`,
          },
        ]
      })
      const all = counted(mints.length, 'mint')
      if (deviations.length > 0) return fail(`${deviations.length} of ${all} after a stop.`, deviations)
      return pass(`${all}, none after a stop of the two weeks before.`)
    },
  },
]
