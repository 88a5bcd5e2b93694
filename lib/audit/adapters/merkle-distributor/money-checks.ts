import { counted, fail, indeterminate, pass, placeOf, sumOf } from '../../outcome'
import type { Evidence } from '../../types'
import { type AdapterCheck, partOf } from '../adapter'
import { completeness as completenessOf } from '../common/completeness'
import { powers as powersOf, upgrades as upgradesOf } from '../common/contract-checks'
import { eventTransfer as eventTransferOf, outOfBand as outOfBandOf } from '../common/moves'
import { balanceRecon as balanceReconOf, supply as supplyOf } from '../common/token-checks'
import type { Distribution } from './context'

export const eventTransfer: AdapterCheck<Distribution> = {
  id: 'event-transfer',
  statement:
    'Each claim has a transfer of its own out of the distributor, in the same transaction, to the account of the event, of the same amount.',
  run: ({ claims, moves }) => eventTransferOf(claims, moves),
}

export const outOfBand: AdapterCheck<Distribution> = {
  id: 'out-of-band',
  statement:
    'Every transfer out of the distributor is a claim or, where it has a deadline, a return to its owner.',
  run: ({ unexplained, returns, moves }) =>
    outOfBandOf(unexplained, {
      all: moves.of.filter((move) => move !== undefined).length + returns.length + unexplained.length,
      from: 'distributor',
      expected: 'a claim, or a return to the owner after a deadline',
    }),
}

export const expiry: AdapterCheck<Distribution> = {
  id: 'expiry',
  statement: 'What was not claimed returns to the owner not before the deadline.',
  run: ({ returns, deadline }) => {
    if (deadline === undefined)
      return pass('The distributor names no deadline: what is not claimed stays claimable.')
    const early = returns.filter(({ at }) => at.timestamp < deadline)
    if (early.length === 0)
      return pass(
        `${counted(returns.length, 'return')}, ${sumOf(returns, ({ amount }) => amount)} wei, none before the deadline.`,
      )
    return fail(
      `${early.length} of ${counted(returns.length, 'return')} before the deadline.`,
      early.map(({ at, amount, to }) => ({
        subject: `return of ${amount} wei to ${to}`,
        ...placeOf(at),
        expected: `not before ${deadline}`,
        actual: `${at.timestamp}`,
        unit: 'unix seconds',
      })),
    )
  },
}

export const schedule: AdapterCheck<Distribution> = {
  id: 'schedule',
  statement: 'Every claim is made before the deadline, where the distributor names one.',
  run: ({ claims, deadline }) => {
    if (deadline === undefined)
      return pass('The distributor names no deadline: claims are in time at any time.')
    const late = claims.filter(({ at }) => at.timestamp >= deadline)
    const all = counted(claims.length, 'claim')
    if (late.length === 0) return pass(`${all}, none after the deadline.`)
    return fail(
      `${late.length} of ${all} after the deadline.`,
      late.map(({ at, subject }) => ({
        subject,
        ...placeOf(at),
        expected: `before ${deadline}`,
        actual: `${at.timestamp}`,
        unit: 'unix seconds',
      })),
    )
  },
}

export const conservation: AdapterCheck<Distribution> = {
  id: 'conservation',
  statement:
    'What the distributor had before it was created + what came in = claims by their events + returns + what it has.',
  run: ({ answers, claims, returns, transfers, facts: { program, range } }) => {
    const before = answers.integer('balance:distributor', range.first.number)
    const after = answers.integer('balance:distributor', range.last.number)
    if (before === undefined || after === undefined)
      return indeterminate('What the distributor had and has is not known.')
    const received = sumOf(transfers, ({ to, amount }) => (to === program.address ? amount : 0n))
    const paid = sumOf(claims, ({ amount }) => amount)
    const returned = sumOf(returns, ({ amount }) => amount)
    const expected = before + received - paid - returned
    if (expected === after)
      return pass(
        `${before} wei before + ${received} wei in = ${paid} wei claimed + ${returned} wei returned + ${after} wei left.`,
      )
    const row: Evidence = {
      subject: `distributor's balance at block ${range.last.number}`,
      blockNumber: range.last.number,
      expected: `${expected} (${before} before + ${received} in - ${paid} claimed - ${returned} returned)`,
      actual: `${after}`,
      unit: 'wei',
    }
    return fail('What the distributor holds is not what its claims and returns leave.', [row])
  },
}

export const balanceRecon: AdapterCheck<Distribution> = {
  id: 'balance-recon',
  statement: "The distributor's balance by the token's state is what its transfers leave.",
  run: ({ answers, transfers, facts: { program, range } }) =>
    balanceReconOf({ range, answers, transfers }, { distributor: program.address }),
}

export const supply: AdapterCheck<Distribution> = {
  id: 'supply',
  statement:
    "The token's total supply changes by its mints less its burns, as its transfers from and to nobody tell them.",
  run: ({ answers, transfers, facts: { range } }) => supplyOf({ range, answers, transfers }, {}),
}

const contracts = ({ facts: { program } }: Distribution) => ({
  program: program.address,
  token: partOf(program, 'token'),
})

export const upgrades: AdapterCheck<Distribution> = {
  id: 'upgrades',
  statement:
    'The code and the proxy slots of distributor and token stay the same, and neither tells of an upgrade.',
  run: (context) => upgradesOf({ ...context, range: context.facts.range }, contracts(context)),
}

export const powers: AdapterCheck<Distribution> = {
  id: 'powers',
  statement:
    'Who owns distributor and token is known and stays, neither is paused, and nobody may spend for the distributor.',
  run: (context) =>
    powersOf({ ...context, range: context.facts.range }, contracts(context), {
      distributor: context.facts.program.address,
    }),
}

export const completeness: AdapterCheck<Distribution> = {
  id: 'completeness',
  statement:
    'Every block since the creation is linked to the one before and was searched, and every event of the distributor is understood.',
  run: ({ facts: { range }, strange }) => completenessOf(range, strange),
}
