import { encodeFunctionData } from 'viem'
import { UserError } from '../../errors'
import type { StateQuestion } from '../state-questions'
import type { Adapter } from './adapter'
import { ABI, circlesDayOf, eventsOf, hubSources } from './circles-v2/context'
import { FORFEITED_AFTER } from './circles-v2/issuance'
import { MONEY_CHECKS } from './circles-v2/money-checks'
import { RULE_CHECKS } from './circles-v2/rule-checks'
import { civilDate, monthName, SECONDS_A_DAY } from './common/calendar'
import { NOBODY, within } from './common/logs'
import { contractQuestions } from './common/state'
import { notAnswered } from './common/unanswerable'

/** Accounts asked about at most; beyond, the checks that need the answers are indeterminate. */
const ASKED = 1000

const CHECKS = [...RULE_CHECKS, ...MONEY_CHECKS]

/** Personal Circles: the hub of aboutcircles/circles-contracts-v2. */
export const circlesV2: Adapter = {
  kind: 'circles-v2',
  name: 'Circles v2',
  about:
    'Every registered person mints one personal token an hour, at most for the last two weeks; all balances lose 7 % a year, day by day. Each person has a token of their own: their worth is what others accept.',
  periods: "a day, counted from the hub's inflationDayZero (UTC midnight)",
  presets: [],
  abi: ABI,
  views: [{ name: 'zero', of: 'program', call: 'inflationDayZero()', as: 'time', needed: true }],
  given: [],
  periodOf: ({ figures }, id) => {
    if (id === undefined)
      throw new UserError("Name a day with --period: days count from the hub's inflationDayZero.")
    const from = (figures.zero ?? 0n) + id * SECONDS_A_DAY
    const { year, month, day } = civilDate(from)
    return {
      id,
      label: `day ${id}, ${day} ${monthName(month)} ${year}`,
      window: { kind: 'time', from, to: from + SECONDS_A_DAY },
      history: FORFEITED_AFTER,
    }
  },
  periodsAt: ({ figures }, timestamp) => {
    const zero = figures.zero ?? 0n
    return timestamp < zero ? [] : [(timestamp - zero) / SECONDS_A_DAY]
  },
  // The hub is the contract of all personal tokens.
  token: ({ address }) => address,
  unit: { symbol: 'CRC', decimals: 18 },
  sources: ({ address }) => hubSources(address),
  questions: ({ program, range, logs }) => {
    const { mints, issues } = eventsOf({ program, logs: within(logs, range) })
    const minters = [...new Set(mints.map(({ human }) => human))].slice(0, ASKED)
    const owners = issues.filter(({ from }) => from === NOBODY).map(({ owner }) => owner)
    const asked = [...new Set([...minters, ...owners])].slice(0, ASKED)
    const contracts = contractQuestions({ program: program.address })
    const humans = asked.map(
      (account): StateQuestion => ({
        id: `human:${account}`,
        kind: 'view',
        to: program.address,
        data: encodeFunctionData({ abi: ABI, functionName: 'isHuman', args: [account] }),
      }),
    )
    const supplies = minters.map(
      (account): StateQuestion => ({
        id: `supply:${account}`,
        kind: 'view',
        to: program.address,
        data: encodeFunctionData({ abi: ABI, functionName: 'totalSupply', args: [BigInt(account)] }),
      }),
    )
    return [
      {
        blockNumber: range.first.number,
        questions: [...contracts, ...supplies],
      },
      {
        blockNumber: range.last.number,
        questions: [...contracts, ...humans, ...supplies],
      },
    ]
  },
  audit: (facts) => {
    const context = circlesDayOf(facts)
    return {
      payments: context.mints,
      checks: CHECKS.map(({ id, run }) => ({ id, ...run(context) })),
    }
  },
  supported: CHECKS.map(({ id, statement }) => ({ id, statement })),
  unanswerable: [
    {
      id: 'one-person',
      name: 'One person, one avatar',
      statement: 'Each registered avatar is of one living person, and nobody has two.',
      reason:
        'An invitation by somebody who is registered is all that the hub asks for. Who trusts whom is on the chain, who is a person is not.',
    },
    {
      id: 'older-stops',
      name: 'Stops of long ago',
      statement: 'Nobody mints who stopped more than two weeks before.',
      reason:
        "The hub's view stopped() looks at the account that asks, and not at the one that is asked about, so that the state does not say; of events the last two weeks are read.",
    },
    ...notAnswered({
      funnelling:
        'Of the payees, transfers are not read: what they do with the money afterwards is not looked at here.',
      'proof-valid': 'A mint brings no proof: who is registered may mint.',
      'scope-bound': 'There is no proof to be bound.',
      'recipient-bound': 'A person mints to the account that is registered, and to no other.',
      'budget-cap': 'There is no budget: every person issues a token of their own.',
      conservation: 'Tokens come out of nothing: what must hold is under supply.',
      solvency: 'Tokens come out of nothing: nobody has to hold them before.',
      'balance-recon':
        'Demurrage lowers balances every day without a transfer, and where tokens go after the mint is no payment.',
      'region-policy': 'Circles have no regions.',
      remainder: 'Nothing is divided among people.',
      'inputs-committed':
        'The rule is in the code of the hub: it has no inputs that are published elsewhere.',
      expiry: 'Hours older than two weeks are forfeited (schedule); nothing was set aside that could return.',
      'parameters-logged': 'The hub has no parameters that can be changed.',
      timelock: 'The hub has no parameters that can be changed.',
    }),
  ],
}
