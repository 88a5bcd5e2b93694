import { counted, fail, indeterminate, pass, placeOf, sumOf } from '../../outcome'
import type { Evidence } from '../../types'
import { type AdapterCheck, partOf } from '../adapter'
import { completeness } from '../common/completeness'
import { powers, upgrades } from '../common/contract-checks'
import { outOfBand } from '../common/moves'
import { balanceRecon, supply } from '../common/token-checks'
import type { Outflows } from './context'

const NO_LIST = 'No published list of payments was given'
const contracts = ({ facts: { program } }: Outflows) => ({
  treasury: program.address,
  token: partOf(program, 'token'),
})
const payer = ({ facts: { program } }: Outflows) => ({ treasury: program.address })
const flows = ({ facts: { range }, answers, transfers }: Outflows) => ({ range, answers, transfers })
const said = ({ facts: { range }, answers, logs }: Outflows) => ({ range, answers, logs })

/** The checks of a treasury, in the order of the catalogue. */
export const TREASURY_CHECKS: readonly AdapterCheck<Outflows>[] = [
  {
    id: 'amount-exact',
    statement: 'Every payment of the published list was made, once, to its account and of its amount.',
    run: ({ matched }) => {
      if (matched === undefined) return indeterminate(`${NO_LIST}: what anybody is due is not known.`)
      const all = counted(matched.entries.length, 'payment')
      if (matched.unpaid.length === 0)
        return pass(`${all} of the list, each made with its amount, to the wei.`)
      return fail(
        `${matched.unpaid.length} of ${all} of the list were not made.`,
        matched.unpaid.map(({ account, amount }) => ({
          subject: `payment to ${account}`,
          expected: `${amount}`,
          actual: 'no transfer of this amount to this account',
          unit: 'wei',
        })),
      )
    },
  },
  {
    id: 'budget-cap',
    statement: 'What leaves the treasury in the period is at most the sum of the published list.',
    run: ({ outgoing, matched }) => {
      const paid = sumOf(outgoing, ({ amount }) => amount)
      if (matched === undefined)
        return indeterminate(
          `${NO_LIST}: ${paid} wei left in ${counted(outgoing.length, 'transfer')}, and no budget is known.`,
        )
      const budget = sumOf(matched.entries, ({ amount }) => amount)
      if (paid <= budget) return pass(`Paid ${paid} wei of the list's ${budget} wei.`)
      return fail(`Paid ${paid} wei, ${paid - budget} wei more than the list has.`, [
        { subject: 'treasury', expected: `at most ${budget}`, actual: `${paid}`, unit: 'wei' },
      ])
    },
  },
  {
    id: 'nullifier-unique',
    statement: 'No account is paid more often than the published list has it.',
    run: ({ outgoing, matched }) => {
      if (matched === undefined)
        return indeterminate(`${NO_LIST}: how often an account is to be paid is not known.`)
      const due = new Map<string, number>()
      for (const { account } of matched.entries) due.set(account, (due.get(account) ?? 0) + 1)
      const paid = new Map<string, number>()
      const deviations = outgoing.flatMap(({ to, at, amount }): Evidence[] => {
        const times = (paid.get(to) ?? 0) + 1
        paid.set(to, times)
        const allowed = due.get(to)
        if (allowed === undefined || times <= allowed) return []
        return [
          {
            subject: `payment to ${to}`,
            ...placeOf(at),
            expected: counted(allowed, 'payment'),
            actual: `payment ${times}, of ${amount} wei`,
          },
        ]
      })
      if (deviations.length > 0)
        return fail(
          `${counted(deviations.length, 'payment')} beyond what the list has for the account.`,
          deviations,
        )
      return pass(`${counted(paid.size, 'account')} paid, none more often than the list has it.`)
    },
  },
  {
    id: 'out-of-band',
    statement: 'Every transfer of the token out of the treasury is a payment of the published list.',
    run: ({ outgoing, matched }) => {
      if (matched === undefined) {
        const sum = sumOf(outgoing, ({ amount }) => amount)
        return indeterminate(
          `${counted(outgoing.length, 'outgoing transfer')}, ${sum} wei to ${counted(new Set(outgoing.map(({ to }) => to)).size, 'account')}, all listed: without a published rule nobody can say which of them are payments.`,
        )
      }
      const unexplained = outgoing.filter((_, at) => matched.of[at] === undefined)
      return outOfBand(unexplained, {
        all: outgoing.length,
        from: 'treasury',
        expected: 'a payment of the list',
      })
    },
  },
  {
    id: 'balance-recon',
    statement: "The treasury's balance by the token's state changes by what its transfers say.",
    run: (context) => balanceRecon(flows(context), payer(context)),
  },
  {
    id: 'supply',
    statement:
      "The token's total supply changes by its mints less its burns, and nothing is minted to the treasury.",
    run: (context) => supply(flows(context), payer(context)),
  },
  {
    id: 'upgrades',
    statement:
      'The code and the proxy slots of treasury and token stay the same, and neither tells of an upgrade.',
    run: (context) => upgrades(said(context), contracts(context)),
  },
  {
    id: 'powers',
    statement:
      'Who owns treasury and token is known and stays, neither is paused, and nobody was allowed to spend for the treasury.',
    run: (context) => powers(said(context), contracts(context), payer(context)),
  },
  {
    id: 'completeness',
    statement: 'Every block of the period is linked to the one before and was searched for transfers.',
    run: ({ facts: { range } }) => completeness(range, []),
  },
]
