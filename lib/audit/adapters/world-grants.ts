import { encodeFunctionData } from 'viem'
import { UserError } from '../../errors'
import type { StateQuestion } from '../state-questions'
import type { Hex } from '../types'
import { type Adapter, partOf } from './adapter'
import { addressIn, powerSources, tokenSources } from './common/logs'
import { Answers, contractQuestions, tokenQuestions, viewQuestion } from './common/state'
import { notAnswered } from './common/unanswerable'
import { activeGrants, FIRST_GRANT, grantWindow, LAST_GRANT } from './world-grants/calendar'
import { ABI, claimedIds, grantChanges, grantsOf } from './world-grants/context'
import { MONEY_CHECKS } from './world-grants/money-checks'
import { RULE_CHECKS } from './world-grants/rule-checks'

const CHECKS = [...RULE_CHECKS, ...MONEY_CHECKS]

/** World's monthly grants: RecurringGrantDrop with WLDGrant, of worldcoin/worldcoin-grants-contracts. */
export const worldGrants: Adapter = {
  kind: 'world-grants',
  name: 'World grants',
  about:
    'Pays each holder of a World ID one amount a grant. A grant has a month, and may be claimed in it and in the next; its amount is what the contract WLDGrant has for its id. The event names neither amount nor nullifier: those are joined from the transfer and the calldata.',
  periods: 'a grant id, 39 (August 2024) to 88: its two months',
  presets: [
    {
      chainId: 10n,
      chain: 'Optimism',
      address: '0x7b46ffbc976db2f94c3b3cdd9ebbe4ab50e3d77d',
      name: 'World grants on Optimism',
      parts: {},
    },
  ],
  abi: ABI,
  views: [
    { name: 'token', of: 'program', call: 'token()', as: 'address', needed: true },
    { name: 'holder', of: 'program', call: 'holder()', as: 'address', needed: true },
    { name: 'grant', of: 'program', call: 'grant()', as: 'address', needed: true },
  ],
  given: [],
  periodOf: (_, id) => {
    if (id === undefined || id < FIRST_GRANT || id > LAST_GRANT) {
      throw new UserError(`Name a grant from ${FIRST_GRANT} to ${LAST_GRANT} with --period.`)
    }
    const { from, to, label } = grantWindow(id)
    return { id, label, window: { kind: 'time', from, to } }
  },
  periodsAt: (_, timestamp) => activeGrants(timestamp),
  token: (program) => partOf(program, 'token'),
  sources: (program) => [
    { address: program.address },
    ...tokenSources(partOf(program, 'token'), [partOf(program, 'holder')]),
    ...powerSources(partOf(program, 'grant')),
  ],
  questions: ({ program, period, range, logs, answers }) => {
    const token = partOf(program, 'token')
    const questions: StateQuestion[] = [
      ...tokenQuestions(token, { holder: partOf(program, 'holder') }),
      ...contractQuestions({ program: program.address, token, grant: partOf(program, 'grant') }),
      viewQuestion('grant', program.address, 'grant()'),
      viewQuestion('token', program.address, 'token()'),
      viewQuestion('holder', program.address, 'holder()'),
      viewQuestion('router', program.address, 'worldIdRouter()'),
      viewQuestion('group', program.address, 'groupId()'),
    ]
    const changes = grantChanges(logs, program.address)
    const first = new Answers(answers).word('grant', range.first.number)
    const grants = new Set<Hex>([partOf(program, 'grant'), ...changes.map(({ grant }) => grant)])
    if (first?.length === 66) grants.add(addressIn(first))
    const ids = new Set([period.id, ...claimedIds(logs, program.address)])
    const amounts = [...grants].flatMap((grant) =>
      [...ids].map(
        (id): StateQuestion => ({
          id: `amount:${grant}:${id}`,
          kind: 'view',
          to: grant,
          data: encodeFunctionData({ abi: ABI, functionName: 'getAmount', args: [id] }),
        }),
      ),
    )
    return [
      { blockNumber: range.first.number, questions },
      { blockNumber: range.last.number, questions: [...questions, ...amounts] },
    ]
  },
  audit: (facts) => {
    const context = grantsOf(facts)
    return {
      payments: context.claims,
      checks: CHECKS.map(({ id, run }) => ({ id, ...run(context) })),
    }
  },
  supported: CHECKS.map(({ id, statement }) => ({ id, statement })),
  unanswerable: [
    {
      id: 'one-person',
      name: 'One person, one World ID',
      statement: 'Each World ID is of one living person, and nobody has two.',
      reason: 'That an iris is unique is judged by the operator of the orbs, off the chain.',
    },
    {
      id: 'residence',
      name: 'Where a person lives',
      statement: 'Grants are paid to people where they may be paid.',
      reason: 'Nothing on the chain says where a person lives.',
    },
    ...notAnswered({
      funnelling:
        'Of the payees, transfers are not read: what they do with the money afterwards is not looked at here.',
      'proof-valid':
        "World ID's router verifies the proof on the chain; its circuit has no second implementation here.",
      eligible:
        'The root that a proof is made against is checked by the router, which accepts several at a time: which of them held whom is not on the chain.',
      'revoked-unpaid':
        'Who left the set of World IDs, and until when an older root was accepted, is not in the events of the drop.',
      'budget-cap': 'A grant has no budget: it is paid to everybody who claims.',
      conservation: 'The event names no amount: balance-recon compares the transfers with the state.',
      solvency: 'Who may still claim is not on the chain, so that nobody knows what is owed.',
      'region-policy': 'A grant has no regions.',
      remainder: 'Nothing is divided: each person gets the same amount.',
      'inputs-committed':
        'The amounts are in the grant contract itself; no hash of a published table is on the chain.',
      expiry: 'What is not claimed was never set aside, so that nothing returns.',
      timelock: 'The drop has no timelock: its owner changes it at once, with an event.',
    }),
  ],
}
