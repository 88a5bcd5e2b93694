import { counted, fail, pass, placeOf } from '../../outcome'
import type { Evidence } from '../../types'
import { type AdapterCheck, partOf } from '../adapter'
import { completeness } from '../common/completeness'
import { powers, upgrades } from '../common/contract-checks'
import { addressIn } from '../common/logs'
import { outOfBand } from '../common/moves'
import { parametersLogged } from '../common/parameters'
import { balanceRecon, supply } from '../common/token-checks'
import type { Grants } from './context'

const PARAMETERS = ['grant', 'token', 'holder', 'router', 'group']
const holder = ({ facts: { program } }: Grants) => ({ holder: partOf(program, 'holder') })
const contracts = ({ facts: { program } }: Grants) => ({
  program: program.address,
  token: partOf(program, 'token'),
  grant: partOf(program, 'grant'),
})

/** The checks of a grant's money and of the contracts that it passes through. */
export const MONEY_CHECKS: readonly AdapterCheck<Grants>[] = [
  {
    id: 'event-transfer',
    statement:
      'Each claim has a transfer of its own out of the holder, in the same transaction, to the receiver of the event.',
    run: ({ all, moves, facts: { period } }) => {
      const deviations = all.flatMap((claim, at): Evidence[] => {
        if (claim.grantId !== period.id || claim.amount !== 0n) return []
        const instead = moves.instead[at]
        return [
          {
            subject: claim.subject,
            ...placeOf(instead?.at ?? claim.at),
            expected: `a transfer to ${claim.payee}`,
            actual: instead ? `transfer of ${instead.amount} wei to ${instead.to}` : 'no transfer',
          },
        ]
      })
      const mine = counted(all.filter(({ grantId }) => grantId === period.id).length, 'claim')
      if (deviations.length === 0) return pass(`${mine}, each with a transfer of its own.`)
      return fail(`${deviations.length} of ${mine} without a transfer to the receiver.`, deviations)
    },
  },
  {
    id: 'out-of-band',
    statement: 'Every transfer out of the holder is a claim of a grant.',
    run: ({ moves, all }) =>
      outOfBand(moves.rest, {
        all: all.filter(({ amount }) => amount !== 0n).length + moves.rest.length,
        from: 'holder',
        expected: 'a claim of a grant',
      }),
  },
  {
    id: 'balance-recon',
    statement: "The holder's balance by the token's state changes by what its transfers say.",
    run: (context) => balanceRecon({ ...context, range: context.facts.range }, holder(context)),
  },
  {
    id: 'supply',
    statement:
      "The token's total supply changes by its mints less its burns, and nothing is minted to the holder.",
    run: (context) => supply({ ...context, range: context.facts.range }, holder(context)),
  },
  {
    id: 'parameters-logged',
    statement:
      'Grant, token, holder, router and group of the drop are at the end what its events made of them since before the period.',
    run: ({ answers, became, facts: { range } }) => {
      const written = (name: string, block: bigint) => {
        const word = answers.word(name, block)
        if (word?.length !== 66) return undefined
        return name === 'group' ? `${BigInt(word)}` : addressIn(word)
      }
      return parametersLogged(
        range,
        PARAMETERS.map((name) => ({
          name,
          before: written(name, range.first.number),
          last: written(name, range.last.number),
          became: became.get(name),
        })),
      )
    },
  },
  {
    id: 'upgrades',
    statement:
      'The code and the proxy slots of drop, token and grant stay the same, and none tells of an upgrade.',
    run: (context) => upgrades({ ...context, range: context.facts.range }, contracts(context)),
  },
  {
    id: 'powers',
    statement:
      'Who owns the drop is known and stays, nothing is paused; allowances of the holder are as they were.',
    run: (context) =>
      powers({ ...context, range: context.facts.range }, contracts(context), holder(context), [
        context.facts.program.address,
      ]),
  },
  {
    id: 'completeness',
    statement:
      'Every block of the period is linked to the one before and was searched, and every event of the drop is understood.',
    run: ({ facts: { range }, strange }) => completeness(range, strange),
  },
]
