import { counted, fail, indeterminate, pass, placeOf, sumOf } from '../../outcome'
import type { Evidence, Hex } from '../../types'
import type { AdapterCheck } from '../adapter'
import { completeness } from '../common/completeness'
import { powers, upgrades } from '../common/contract-checks'
import { NOBODY } from '../common/logs'
import type { CirclesDay, Issue, PersonalMint } from './context'
import { dayOf, discounted } from './issuance'

/** What an invited person is given at the registration, by version of the hub. */
const WELCOME = [48n * 10n ** 18n, 50n * 10n ** 18n]

const hub = ({ facts: { program } }: CirclesDay) => ({ program: program.address })

/** Mints of a person's own token that no personal mint takes: a welcome, or a finding. */
function besideMints({ issues, mints, registrations }: CirclesDay): {
  taken: Set<PersonalMint>
  rest: Issue[]
} {
  const byTransaction = new Map<Hex, PersonalMint[]>()
  for (const mint of mints) {
    const own = byTransaction.get(mint.at.transactionHash)
    if (own) own.push(mint)
    else byTransaction.set(mint.at.transactionHash, [mint])
  }
  const welcomed = new Set(registrations.map(({ at, human }) => `${at.transactionHash} ${human}`))
  const taken = new Set<PersonalMint>()
  const rest = issues.filter(({ at, from, to, owner, amount }) => {
    if (from !== NOBODY) return false
    const mint = byTransaction
      .get(at.transactionHash)
      ?.find((one) => !taken.has(one) && one.human === owner && to === owner && one.amount === amount)
    if (mint) taken.add(mint)
    const welcome = welcomed.has(`${at.transactionHash} ${owner}`)
    return !mint && !(welcome && to === owner && WELCOME.includes(amount))
  })
  return { taken, rest }
}

/** The checks of a day's tokens and of the hub. */
export const MONEY_CHECKS: readonly AdapterCheck<CirclesDay>[] = [
  {
    id: 'event-transfer',
    statement:
      "Each personal mint has a transfer of its own out of nothing, in the same transaction, of the person's own token to the person, of the same amount.",
    run: (context) => {
      const { taken } = besideMints(context)
      const missing = context.mints.filter((mint) => !taken.has(mint))
      const all = counted(context.mints.length, 'mint')
      if (missing.length === 0) return pass(`${all}, each with a transfer of its own.`)
      return fail(
        `${missing.length} of ${all} without the transfer that the event states.`,
        missing.map(({ subject, at, human, amount }) => ({
          subject,
          ...placeOf(at),
          expected: `transfer of ${amount} to ${human}`,
          actual: 'no such transfer',
        })),
      )
    },
  },
  {
    id: 'out-of-band',
    statement:
      "Every new unit of a person's token is of a personal mint or of the welcome at the registration.",
    run: (context) => {
      const { rest } = besideMints(context)
      const {
        answers,
        issues,
        facts: { range },
      } = context
      const human = (owner: Hex) => answers.integer(`human:${owner}`, range.last.number)
      const deviations = rest
        .filter(({ owner }) => human(owner) === 1n)
        .map(({ at, to, owner, amount }) => ({
          subject: `new units of the token of ${owner}`,
          ...placeOf(at),
          expected: 'a personal mint, or a welcome',
          actual: `${amount} to ${to}`,
        }))
      const all = counted(issues.filter(({ from }) => from === NOBODY).length, 'transfer')
      if (deviations.length > 0)
        return fail(`${deviations.length} of ${all} out of nothing are neither mint nor welcome.`, deviations)
      const unknown = rest.filter(({ owner }) => human(owner) === undefined).length
      if (unknown > 0)
        return indeterminate(
          `Whose token it is, a person's or a group's, is not known for ${unknown} of ${all} out of nothing.`,
        )
      return pass(
        `${all} out of nothing, ${rest.length} of them of tokens of groups; each of a person's by a mint or a welcome.`,
      )
    },
  },
  {
    id: 'supply',
    statement:
      "The supply of each minter's token at the end of the day is what it was before, demurraged, with the day's mints and without its burns; to within the rounding of two demurrages.",
    run: ({ mints, issues, answers, zero, facts: { range } }) => {
      const deviations: Evidence[] = []
      const humans = [...new Set(mints.map(({ human }) => human))]
      let unknown = 0
      const days = dayOf(range.last.timestamp, zero) - dayOf(range.first.timestamp, zero)
      for (const human of humans) {
        const before = answers.integer(`supply:${human}`, range.first.number)
        const last = answers.integer(`supply:${human}`, range.last.number)
        if (before === undefined || last === undefined) {
          unknown++
          continue
        }
        const own = issues.filter(({ owner }) => owner === human)
        const expected =
          discounted(before, days) +
          sumOf(own, ({ from, amount }) => (from === NOBODY ? amount : 0n)) -
          sumOf(own, ({ to, amount }) => (to === NOBODY ? amount : 0n))
        const difference = expected > last ? expected - last : last - expected
        if (difference <= 2n + (before >> 60n)) continue
        deviations.push({
          subject: `supply of the token of ${human}`,
          blockNumber: range.last.number,
          expected: `${expected}`,
          actual: `${last}`,
        })
      }
      const all = counted(humans.length, 'token')
      if (deviations.length > 0)
        return fail(
          `${deviations.length} of ${all} have another supply than mints and demurrage leave.`,
          deviations,
        )
      if (unknown > 0)
        return indeterminate(`The supply before and after the day is not known for ${unknown} of ${all}.`)
      return pass(`${all} of minters, each with the supply that mints, burns and demurrage leave.`)
    },
  },
  {
    id: 'upgrades',
    statement: 'The code and the proxy slots of the hub stay the same, and it tells of no upgrade.',
    run: (context) => upgrades({ ...context, range: context.facts.range }, hub(context)),
  },
  {
    id: 'powers',
    statement: 'Who owns the hub, if anybody, is known and stays, and it is not paused.',
    run: (context) => powers({ ...context, range: context.facts.range }, hub(context), {}),
  },
  {
    id: 'completeness',
    statement:
      'Every block of the day is linked to the one before and was searched for mints, registrations and stops.',
    run: ({ facts: { range } }) => completeness(range, []),
  },
]
