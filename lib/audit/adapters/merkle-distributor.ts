import { UserError } from '../../errors'
import { type Adapter, type AdapterCheck, partOf } from './adapter'
import { tokenSources } from './common/logs'
import { contractQuestions, tokenQuestions, viewQuestion } from './common/state'
import { notAnswered } from './common/unanswerable'
import { ABI, type Distribution, distributionOf } from './merkle-distributor/context'
import * as list from './merkle-distributor/list-checks'
import * as money from './merkle-distributor/money-checks'

const CHECKS: readonly AdapterCheck<Distribution>[] = [
  list.amountExact,
  list.budgetCap,
  list.inputsCommitted,
  list.nullifierUnique,
  list.eligible,
  money.eventTransfer,
  money.conservation,
  list.solvency,
  money.outOfBand,
  money.balanceRecon,
  money.supply,
  money.schedule,
  money.expiry,
  money.upgrades,
  money.powers,
  money.completeness,
]

/** A distributor that pays by a list whose Merkle root it holds: Uniswap/merkle-distributor, with and without a deadline. */
export const merkleDistributor: Adapter = {
  kind: 'merkle-distributor',
  name: 'Merkle distributor',
  about:
    'Pays each entry of a list (index, account, amount) once, to whoever brings the proof that the entry is under the Merkle root that the contract was created with. The list itself is off the chain.',
  periods: 'one: the life of its root, from the creation to the block asked for',
  presets: [],
  abi: ABI,
  views: [
    { name: 'token', of: 'program', call: 'token()', as: 'address', needed: true },
    { name: 'root', of: 'program', call: 'merkleRoot()', as: 'hash', needed: true },
    { name: 'deadline', of: 'program', call: 'endTime()', as: 'time', needed: false },
  ],
  given: [],
  periodOf: (program, id) => {
    if (id !== undefined && id !== 1n) {
      throw new UserError(
        `${program.name} has one period, the life of its root: leave the period out, or name 1.`,
      )
    }
    return { id: 1n, label: 'the life of its root', window: { kind: 'life' } }
  },
  periodsAt: () => [1n],
  moments: ({ figures: { deadline } }) => (deadline === undefined ? [] : [deadline]),
  token: (program) => partOf(program, 'token'),
  sources: (program) => [
    { address: program.address },
    ...tokenSources(partOf(program, 'token'), [program.address]),
  ],
  questions: ({ program, range }) => {
    const token = partOf(program, 'token')
    const questions = [
      ...tokenQuestions(token, { distributor: program.address }),
      ...contractQuestions({ program: program.address, token }),
    ]
    const root = viewQuestion('root', program.address, 'merkleRoot()')
    return [
      { blockNumber: range.first.number, questions },
      { blockNumber: range.last.number, questions: [...questions, root] },
    ]
  },
  audit: (facts) => {
    const context = distributionOf(facts)
    return {
      payments: context.claims,
      checks: CHECKS.map(({ id, run }) => ({ id, ...run(context) })),
    }
  },
  supported: CHECKS.map(({ id, statement }) => ({ id, statement })),
  unanswerable: [
    {
      id: 'list-just',
      name: 'The list is right',
      statement: 'The published list has everybody who should be paid, and each with the right amount.',
      reason:
        'The list was made off the chain, by a rule that the contract does not know: the chain has its root alone.',
    },
    ...notAnswered({
      'region-policy': 'A list has no regions.',
      remainder: 'Amounts are those of the list: nothing is divided on the chain.',
      'proof-valid': 'A claim proves that it is in the list; nobody proves to be a person.',
      'scope-bound': 'A Merkle proof is bound to the root, and to nothing else.',
      'recipient-bound':
        'Anybody may bring a proof: it pays the account of the list all the same (event-transfer).',
      'revoked-unpaid': 'A list cannot be changed: nobody is removed from it.',
      funnelling:
        'Of the payees, transfers are not read: what they do with the money afterwards is not looked at here.',
      'parameters-logged': 'Token and root are fixed at the creation: there are no parameters to change.',
      timelock: 'There are no parameters to change.',
    }),
    {
      id: 'one-person',
      name: 'One person, one entry',
      statement: 'Each account of the list is of one person, and nobody has two.',
      reason: 'The list names accounts. Who holds them was judged off the chain, if at all.',
    },
  ],
}
