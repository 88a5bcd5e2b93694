import { erc20Abi } from 'viem'
import { UserError } from '../../errors'
import { type Adapter, type Period, partOf } from './adapter'
import { civilDate, dayStart, monthName, nextMonth, SECONDS_A_DAY } from './common/calendar'
import { powerSources, tokenSources } from './common/logs'
import { contractQuestions, tokenQuestions } from './common/state'
import { notAnswered } from './common/unanswerable'
import { TREASURY_CHECKS } from './erc20-treasury/checks'
import { outflowsOf } from './erc20-treasury/context'

/** A month as 202611 or a day as 20261105, in UTC. */
function periodOf(id: bigint | undefined): Period {
  if (id === undefined)
    throw new UserError('Name a month as 202611 or a day as 20261105 (UTC) with --period.')
  const whole = id >= 10_000_000n
  const [year, month, day] = whole
    ? [id / 10_000n, (id / 100n) % 100n, id % 100n]
    : [id / 100n, id % 100n, 1n]
  const from = dayStart(year, month, day)
  const read = civilDate(from)
  if (year < 1970n || year > 9999n || read.year !== year || read.month !== month || read.day !== day) {
    throw new UserError(
      `${id} is no period of a treasury: name a month as 202611 or a day as 20261105 (UTC).`,
    )
  }
  if (whole) {
    const label = `${day} ${monthName(month)} ${year} (UTC)`
    return { id, label, window: { kind: 'time', from, to: from + SECONDS_A_DAY } }
  }
  const next = nextMonth(year, month)
  const label = `${monthName(month)} ${year} (UTC)`
  return { id, label, window: { kind: 'time', from, to: dayStart(next.year, next.month, 1n) } }
}

/** An account that pays out an ERC-20 token: every outflow is listed and reconciled, and compared with a list where one is given. */
export const erc20Treasury: Adapter = {
  kind: 'erc20-treasury',
  name: 'ERC-20 treasury',
  about:
    'An account, of a contract or of a key, that pays out an ERC-20 token by transfers. Its rule is off the chain: a published list of payments can be given and is then compared with every outflow.',
  periods: 'a month (202611) or a day (20261105) of UTC',
  presets: [],
  abi: erc20Abi,
  views: [],
  given: ['token'],
  periodOf: (_, id) => periodOf(id),
  periodsAt: (_, timestamp) => {
    const { year, month } = civilDate(timestamp)
    return [year * 100n + month]
  },
  token: (program) => partOf(program, 'token'),
  sources: (program) => [
    ...tokenSources(partOf(program, 'token'), [program.address]),
    ...powerSources(program.address),
  ],
  questions: ({ program, range }) => {
    const token = partOf(program, 'token')
    const questions = [
      ...tokenQuestions(token, { treasury: program.address }),
      ...contractQuestions({ treasury: program.address, token }),
    ]
    return [range.first, range.last].map(({ number }) => ({ blockNumber: number, questions }))
  },
  audit: (facts) => {
    const context = outflowsOf(facts)
    return {
      payments: context.payments,
      checks: TREASURY_CHECKS.map(({ id, run }) => ({ id, ...run(context) })),
    }
  },
  supported: TREASURY_CHECKS.map(({ id, statement }) => ({ id, statement })),
  unanswerable: [
    {
      id: 'list-just',
      name: 'The list is right',
      statement: 'The published list has everybody who should be paid, and each with the right amount.',
      reason:
        'The rule is off the chain. Without a list even the payments cannot be told from other transfers.',
    },
    ...notAnswered({
      funnelling:
        'Of the payees, transfers are not read: what they do with the money afterwards is not looked at here.',
      'event-transfer': 'The treasury emits no event of its own: the transfer is the payment.',
      conservation: 'Payments are known by the transfers alone: balance-recon compares those with the state.',
      solvency: 'Nothing on the chain says what is still owed.',
      'region-policy': 'Transfers name no region.',
      remainder: 'Nothing is divided on the chain.',
      'inputs-committed': 'No hash of the rule or of the list is on the chain.',
      'proof-valid': 'Nobody proves anything: the holder of the key pays.',
      'scope-bound': 'There is no proof to be bound.',
      'recipient-bound': 'There is no proof to be bound.',
      eligible: 'Who may be paid is not on the chain.',
      'revoked-unpaid': 'Who may be paid is not on the chain.',
      schedule: 'The times of payments are not on the chain: a period is a stretch of the calendar.',
      expiry: 'Nothing is set aside, so that nothing returns.',
      'parameters-logged': 'There are no parameters on the chain.',
      timelock: 'There are no parameters on the chain.',
    }),
    {
      id: 'one-person',
      name: 'One person, one account',
      statement: 'Each paid account is of one person, and nobody has two.',
      reason: 'Accounts are not persons.',
    },
  ],
}
