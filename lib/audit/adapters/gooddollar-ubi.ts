import { encodeFunctionData } from 'viem'
import { UserError } from '../../errors'
import type { StateQuestion } from '../state-questions'
import { type Adapter, type AskedAt, partOf } from './adapter'
import { SECONDS_A_DAY } from './common/calendar'
import { powerSources, tokenSources, within } from './common/logs'
import { Answers, contractQuestions, tokenQuestions, viewQuestion } from './common/state'
import { notAnswered } from './common/unanswerable'
import { ABI, calculationsIn, rootQuestion, ubiDayOf } from './gooddollar-ubi/context'
import { MONEY_CHECKS } from './gooddollar-ubi/money-checks'
import { RULE_CHECKS } from './gooddollar-ubi/rule-checks'

/** Whitelisted roots asked for at most; beyond, recipient-bound and eligible are indeterminate. */
const ROOTS_ASKED = 1000

const STATE = [
  'reserveFactor',
  'minActiveUsers',
  'cycleLength',
  'currentCycleLength',
  'dailyCyclePool',
  'startOfCycle',
  'lastWithdrawDay',
  'paused',
  'shouldWithdrawFromDAO',
]

const preset = (chainId: bigint, chain: string, address: `0x${string}`, identity: `0x${string}`) => ({
  chainId,
  chain,
  address,
  name: `GoodDollar UBI on ${chain}`,
  parts: { identity },
})

const CHECKS = [...RULE_CHECKS, ...MONEY_CHECKS]

/** GoodDollar's daily basic income: UBISchemeV2 of GoodDollar/GoodProtocol. */
export const gooddollarUbi: Adapter = {
  kind: 'gooddollar-ubi',
  name: 'GoodDollar UBI',
  about:
    'Pays each whitelisted person the same amount once a day: the pool of a day, divided by the claimers of the last day with a reserve for new ones. The event names the whitelisted root, which may be another account of the person than the one that is paid.',
  periods: "a day, counted from the scheme's periodStart (0 is the first)",
  presets: [
    preset(
      42_220n,
      'Celo',
      '0x43d72ff17701b2da814620735c39c620ce0ea4a1',
      '0xc361a6e67822a0edc17d899227dd9fc50bd62f42',
    ),
    preset(
      122n,
      'Fuse',
      '0xd253a5203817225e9768c05e5996d642fb96ba86',
      '0x2f9c28de9e6d44b71b91b8ba337a5d82e308e7be',
    ),
    preset(
      50n,
      'XDC',
      '0x22867567e2d80f2049200e25c6f31cb6ec2f0faf',
      '0x27a4a02c9ed591e1a86e2e5d05870292c34622c9',
    ),
  ],
  abi: ABI,
  views: [
    { name: 'periodStart', of: 'program', call: 'periodStart()', as: 'time', needed: true },
    { name: 'token', of: 'program', call: 'nativeToken()', as: 'address', needed: true },
  ],
  given: [],
  periodOf: ({ figures }, id) => {
    if (id === undefined)
      throw new UserError(
        "Name a day with --period: days count from the scheme's periodStart, 0 is the first.",
      )
    const from = (figures.periodStart ?? 0n) + id * SECONDS_A_DAY
    return {
      id,
      label: `day ${id}`,
      window: { kind: 'time', from, to: from + SECONDS_A_DAY },
      history: SECONDS_A_DAY,
    }
  },
  periodsAt: ({ figures }, timestamp) => {
    const start = figures.periodStart ?? 0n
    return timestamp < start ? [] : [(timestamp - start) / SECONDS_A_DAY]
  },
  token: (program) => partOf(program, 'token'),
  sources: (program) => [
    { address: program.address },
    ...tokenSources(partOf(program, 'token'), [program.address]),
    ...(program.parts.identity === undefined ? [] : powerSources(program.parts.identity)),
  ],
  questions: (facts) => {
    const { program, period, range, logs } = facts
    const token = partOf(program, 'token')
    const { identity } = program.parts
    const questions: StateQuestion[] = [
      ...tokenQuestions(token, { scheme: program.address }),
      ...contractQuestions({ program: program.address, token, ...(identity !== undefined && { identity }) }),
      ...STATE.map((name) => viewQuestion(name, program.address, `${name}()`)),
    ]
    const [calculation] = calculationsIn(
      within(logs, range).filter(({ address }) => address === program.address),
    )
    const before = calculation && calculation.log.at.blockNumber - 1n
    const lastDay = before && new Answers(facts.answers).integer('lastWithdrawDay', before)
    const claimers = [lastDay, period.id > 0n ? period.id - 1n : 0n].flatMap((day): StateQuestion[] =>
      day === undefined
        ? []
        : [
            {
              id: `claimers:${day}`,
              kind: 'view',
              to: program.address,
              data: encodeFunctionData({ abi: ABI, functionName: 'getClaimerCount', args: [day] }),
            },
          ],
    )
    return merged([
      { blockNumber: range.first.number, questions },
      { blockNumber: range.last.number, questions },
      ...(before === undefined ? [] : [{ blockNumber: before, questions: [...questions, ...claimers] }]),
      ...(identity === undefined ? [] : rootQuestions(ubiDayOf(facts).claims, identity)),
    ])
  },
  audit: (facts) => {
    const context = ubiDayOf(facts)
    return {
      payments: context.claims,
      checks: CHECKS.map(({ id, run }) => ({ id, ...run(context) })),
    }
  },
  supported: CHECKS.map(({ id, statement }) => ({ id, statement })),
  unanswerable: [
    {
      id: 'one-person',
      name: 'One person, one root',
      statement: 'Each whitelisted root is of one living person, and nobody has two.',
      reason: 'A face match off the chain decides who is whitelisted. The chain has its result alone.',
    },
    {
      id: 'silent-setters',
      name: 'Setters without an event',
      statement: 'Who changed reserveFactor or paused the scheme, and when within the day.',
      reason:
        'The functions pause, setNewClaimersReserveFactor and withdraw emit nothing: a change is seen in the state before and after the day, not one that was undone in between.',
    },
    ...notAnswered({
      funnelling:
        'Of the payees, transfers are not read: what they do with the money afterwards is not looked at here.',
      'budget-cap':
        'The pool of a day divides and does not cap: more claimers than the reserve foresees are paid beyond it.',
      'proof-valid': 'A claim brings no proof: the identity contract vouches for the claimer.',
      'scope-bound': 'There is no proof to be bound.',
      'revoked-unpaid':
        'Whether somebody should have been taken off the whitelist is not on the chain; who is on it is checked (eligible).',
      solvency:
        'Nothing is owed: the pool is spread over the days of a cycle, and a claim that it cannot pay fails.',
      'region-policy': 'The scheme has no regions.',
      remainder: 'What the division leaves stays in the pool: there is no rule for it.',
      expiry: 'What is not claimed stays in the pool and returns to nobody.',
      timelock: 'The scheme has no timelock of its own: its avatar is governed elsewhere.',
    }),
  ],
}

/** Roots of payees, each at the end of its claim's block. */
function rootQuestions(
  claims: readonly { payee?: `0x${string}`; at: { blockNumber: bigint } }[],
  identity: `0x${string}`,
): AskedAt[] {
  return claims.slice(0, ROOTS_ASKED).flatMap(({ payee, at }): AskedAt[] => {
    if (payee === undefined) return []
    const data = encodeFunctionData({ abi: ABI, functionName: 'getWhitelistedRoot', args: [payee] })
    return [
      {
        blockNumber: at.blockNumber,
        questions: [{ id: rootQuestion(payee), kind: 'view', to: identity, data }],
      },
    ]
  })
}

/** One entry a block, each question once. */
function merged(asked: readonly AskedAt[]): AskedAt[] {
  const byBlock = new Map<bigint, Map<string, StateQuestion>>()
  for (const { blockNumber, questions } of asked) {
    const held = byBlock.get(blockNumber) ?? new Map<string, StateQuestion>()
    byBlock.set(blockNumber, held)
    for (const question of questions) held.set(question.id, question)
  }
  return [...byBlock].map(([blockNumber, questions]) => ({ blockNumber, questions: [...questions.values()] }))
}
