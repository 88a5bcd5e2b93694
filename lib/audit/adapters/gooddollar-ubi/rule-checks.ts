import { counted, fail, indeterminate, pass, placeOf } from '../../outcome'
import type { CheckOutcome, Evidence } from '../../types'
import type { AdapterCheck } from '../adapter'
import { claimedOnce } from '../common/claimed-once'
import { addressIn, NOBODY } from '../common/logs'
import { rootQuestion, type UbiClaim, type UbiDay } from './context'

/** Claims whose payee's whitelisted root, by the identity contract at the claim's block, is not what it must be. */
function byRoot(
  { claims, answers, facts: { program } }: UbiDay,
  deviates: (claim: UbiClaim, root: string) => Pick<Evidence, 'expected' | 'actual'> | undefined,
  words: { fail: string; pass: string },
): CheckOutcome {
  if (program.parts.identity === undefined) {
    return indeterminate(
      'The identity contract was not named, so that nobody can be asked for the whitelisted root of a payee.',
    )
  }
  const deviations: Evidence[] = []
  let unknown = 0
  for (const claim of claims) {
    const word = claim.payee && answers.word(rootQuestion(claim.payee), claim.at.blockNumber)
    if (claim.payee === undefined) continue
    if (word?.length !== 66) {
      unknown++
      continue
    }
    const row = deviates(claim, addressIn(word))
    if (row) deviations.push({ subject: claim.subject, ...placeOf(claim.at), ...row })
  }
  const all = counted(claims.length, 'claim')
  if (deviations.length > 0) return fail(`${deviations.length} of ${all} ${words.fail}.`, deviations)
  if (unknown > 0)
    return indeterminate(`The whitelisted root of the payee is not known for ${unknown} of ${all}.`)
  return pass(`${all}, ${words.pass}.`)
}

/** The checks of a day's rule: amounts, people, times. */
export const RULE_CHECKS: readonly AdapterCheck<UbiDay>[] = [
  {
    id: 'amount-exact',
    statement:
      'Each claim of the day is floor(dailyCyclePool / max(floor(claimers of the last day * reserveFactor / 10000), minActiveUsers)), to the wei.',
    run: ({ claims, calculation }) => {
      if (typeof calculation === 'string') {
        return claims.length === 0
          ? pass('No claim on this day.')
          : indeterminate(`The amount of the day cannot be computed: ${calculation}.`)
      }
      const { dailyUbi, inputs } = calculation
      const deviations = claims
        .filter(({ amount }) => amount !== dailyUbi)
        .map(({ subject, at, amount }) => ({
          subject,
          ...placeOf(at),
          expected: `${dailyUbi}`,
          actual: `${amount}`,
          unit: 'wei',
        }))
      const all = counted(claims.length, 'claim')
      if (deviations.length > 0)
        return fail(`${deviations.length} of ${all} differ from the amount of the day.`, deviations)
      return pass(
        `${all} of ${dailyUbi} wei: ${inputs.dailyCyclePool} / max(${inputs.prevDayClaimers} * ${inputs.reserveFactor} / 10000, ${inputs.minActiveUsers}), rounded down.`,
      )
    },
  },
  {
    id: 'inputs-committed',
    statement:
      'The pool, the amount and the number of claimers that events state are what the state of the block before, the claims of the day before and the formula give.',
    run: ({ calculation, claimsBefore, calculated, claims, facts: { period } }) => {
      if (typeof calculation === 'string')
        return claims.length === 0
          ? pass('No claim on this day.')
          : indeterminate(`The inputs of the day cannot be looked at: ${calculation}.`)
      const deviations = [...calculation.deviations]
      const { claimersOfDayBefore, inputs, lastDay } = calculation
      if (claimersOfDayBefore !== undefined && claimersOfDayBefore !== BigInt(claimsBefore)) {
        deviations.push({
          subject: `claimers of day ${period.id - 1n}`,
          blockNumber: calculated[0]?.log.at.blockNumber,
          expected: `${claimsBefore} (events)`,
          actual: `${claimersOfDayBefore} (state)`,
        })
      }
      if (deviations.length > 0)
        return fail(
          'The amount of the day stands on other figures than its events and state give.',
          deviations,
        )
      return pass(
        `A pool of ${inputs.dailyCyclePool} wei a day and ${counted(inputs.prevDayClaimers, 'claimer')} of day ${lastDay}, as state and events have them.`,
      )
    },
  },
  {
    id: 'nullifier-unique',
    statement: 'Each whitelisted root claims once on the day.',
    run: ({ claims }) =>
      claimedOnce(claims, ({ claimer }) => claimer, {
        fail: 'by a root that had claimed already',
        pass: 'each by a root of its own',
      }),
  },
  {
    id: 'recipient-bound',
    statement:
      "The claimer of each event is the payee's whitelisted root, by the identity contract at the claim's block.",
    run: (context) =>
      byRoot(
        context,
        ({ claimer, payee }, root) =>
          root === claimer || root === NOBODY
            ? undefined
            : { expected: claimer, actual: `${payee} of the root ${root}` },
        { fail: 'pay an account of another root', pass: "each paid to an account of the claimer's" },
      ),
  },
  {
    id: 'eligible',
    statement:
      "Each payee is an account of a whitelisted root, by the identity contract at the claim's block.",
    run: (context) =>
      byRoot(
        context,
        ({ payee }, root) =>
          root === NOBODY ? { expected: 'a whitelisted root', actual: `${payee} has none` } : undefined,
        { fail: 'pay an account without a whitelisted root', pass: 'each of a whitelisted root' },
      ),
  },
  {
    id: 'schedule',
    statement: 'The amount is calculated once, for this day, and before the first claim of it.',
    run: ({ calculated, claims, facts: { period } }) => {
      const deviations: Evidence[] = calculated.flatMap(({ log, day }, at): Evidence[] => {
        if (day !== period.id)
          return [
            {
              subject: 'calculation',
              ...placeOf(log.at),
              expected: `day ${period.id}`,
              actual: `day ${day}`,
            },
          ]
        return at === 0
          ? []
          : [
              {
                subject: 'calculation',
                ...placeOf(log.at),
                expected: 'one calculation a day',
                actual: 'calculated again',
              },
            ]
      })
      const [first] = claims
      const [calculation] = calculated
      const early =
        first !== undefined &&
        (calculation === undefined ||
          first.at.blockNumber < calculation.log.at.blockNumber ||
          (first.at.blockNumber === calculation.log.at.blockNumber &&
            first.at.logIndex < calculation.log.at.logIndex))
      if (early)
        deviations.push({
          subject: first.subject,
          ...placeOf(first.at),
          expected: 'after the calculation of the day',
          actual: 'before it',
        })
      if (deviations.length > 0)
        return fail('The amount was not calculated once, for this day and before its claims.', deviations)
      return pass(
        `${counted(calculated.length, 'calculation')} on day ${period.id}, before its ${counted(claims.length, 'claim')}.`,
      )
    },
  },
]
