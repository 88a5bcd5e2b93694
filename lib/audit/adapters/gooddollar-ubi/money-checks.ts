import { fail, indeterminate, pass, sumOf } from '../../outcome'
import { type AdapterCheck, partOf } from '../adapter'
import { completeness } from '../common/completeness'
import { powers, upgrades } from '../common/contract-checks'
import { eventTransfer, outOfBand } from '../common/moves'
import { parametersLogged } from '../common/parameters'
import { balanceRecon, supply } from '../common/token-checks'
import type { UbiDay } from './context'
import { nextMinActiveUsers } from './formula'

const scheme = ({ facts: { program } }: UbiDay) => ({ scheme: program.address })
const contracts = ({ facts: { program } }: UbiDay) => ({
  program: program.address,
  token: partOf(program, 'token'),
  ...(program.parts.identity !== undefined && { identity: program.parts.identity }),
})

/** The checks of a day's money and of the contracts that it passes through. */
export const MONEY_CHECKS: readonly AdapterCheck<UbiDay>[] = [
  {
    id: 'event-transfer',
    statement:
      'Each claim has a transfer of its own out of the scheme, in the same transaction, of the same amount.',
    run: ({ claims, moves }) =>
      eventTransfer(
        claims.map((claim) => ({ ...claim, payee: undefined })),
        moves,
      ),
  },
  {
    id: 'conservation',
    statement: 'What the scheme had before the day + what came in = claims by their events + what it has.',
    run: ({ answers, claims, transfers, facts: { program, range } }) => {
      const before = answers.integer('balance:scheme', range.first.number)
      const after = answers.integer('balance:scheme', range.last.number)
      if (before === undefined || after === undefined)
        return indeterminate('What the scheme had before and after the day is not known.')
      const received = sumOf(transfers, ({ to, amount }) => (to === program.address ? amount : 0n))
      const paid = sumOf(claims, ({ amount }) => amount)
      const expected = before + received - paid
      if (expected === after)
        return pass(`${before} wei before + ${received} wei in = ${paid} wei claimed + ${after} wei after.`)
      return fail('What the scheme holds is not what its claims leave.', [
        {
          subject: `scheme's balance at block ${range.last.number}`,
          blockNumber: range.last.number,
          expected: `${expected} (${before} before + ${received} in - ${paid} claimed)`,
          actual: `${after}`,
          unit: 'wei',
        },
      ])
    },
  },
  {
    id: 'out-of-band',
    statement: 'Every transfer out of the scheme is a claim: withdraw() emits nothing and is seen here.',
    run: ({ moves, claims }) =>
      outOfBand([...moves.rest], {
        all: claims.filter((_, at) => moves.of[at] !== undefined).length + moves.rest.length,
        from: 'scheme',
        expected: 'a claim',
      }),
  },
  {
    id: 'balance-recon',
    statement: "The scheme's balance by the token's state changes by what its transfers say.",
    run: (context) => balanceRecon({ ...context, range: context.facts.range }, scheme(context)),
  },
  {
    id: 'supply',
    statement:
      "The token's total supply changes by its mints less its burns, as its transfers from and to nobody tell them.",
    run: (context) => supply({ ...context, range: context.facts.range }, {}),
  },
  {
    id: 'parameters-logged',
    statement:
      'The values reserveFactor, paused, cycleLength and shouldWithdrawFromDAO are at the end of the day what events made of them, and minActiveUsers is what its rule gives.',
    run: ({ answers, said, calculation, facts: { range } }) => {
      const at = (id: string, block: bigint) => answers.integer(id, block)?.toString()
      const became = new Map<string, string>()
      for (const { event } of said) {
        if (event.eventName === 'CycleLengthSet') became.set('cycleLength', `${event.args.newCycleLength}`)
        if (event.eventName === 'ShouldWithdrawFromDAOSet')
          became.set('shouldWithdrawFromDAO', event.args.ShouldWithdrawFromDAO ? '1' : '0')
      }
      if (typeof calculation !== 'string') {
        const next = nextMinActiveUsers(calculation.inputs)
        if (next !== calculation.inputs.minActiveUsers) became.set('minActiveUsers', `${next}`)
      }
      const names = ['reserveFactor', 'paused', 'cycleLength', 'shouldWithdrawFromDAO', 'minActiveUsers']
      return parametersLogged(
        range,
        names.map((name) => ({
          name,
          before: at(name, range.first.number),
          last: at(name, range.last.number),
          became: became.get(name),
        })),
      )
    },
  },
  {
    id: 'upgrades',
    statement:
      'The code and the proxy slots of scheme, token and identity stay the same, and none tells of an upgrade.',
    run: (context) => upgrades({ ...context, range: context.facts.range }, contracts(context)),
  },
  {
    id: 'powers',
    statement:
      'Who owns scheme, token and identity is known and stays, nothing is paused, and nobody may spend for the scheme.',
    run: (context) => powers({ ...context, range: context.facts.range }, contracts(context), scheme(context)),
  },
  {
    id: 'completeness',
    statement:
      'Every block of the day is linked to the one before and was searched, and every event of the scheme is understood.',
    run: ({ facts: { range }, strange }) => completeness(range, strange),
  },
]
