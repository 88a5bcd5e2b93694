import { NOBODY } from '@/lib/audit/facts'
import { counted, fail, indeterminate, pass, placeOf, sumOf } from '@/lib/audit/outcome'
import type { Evidence, Hex } from '@/lib/audit/types'
import type { WholeCheck, WholeContext } from './context'

export const amountExact: WholeCheck = {
  id: 'amount-exact',
  run: ({ data, rule, ruleProblem, amounts }) => {
    if (rule === undefined) return indeterminate(`The rule cannot be computed: ${ruleProblem}.`)
    const deviations: Evidence[] = []
    for (const payment of data.payments) {
      const expected = amounts.get(payment.region)?.amount ?? 0n
      if (payment.amount === expected) continue
      deviations.push({
        subject: `payment in region ${payment.region}`,
        ...placeOf(payment.at),
        expected: `${expected}`,
        actual: `${payment.amount}`,
        unit: 'wei',
      })
    }
    const all = counted(data.payments.length, 'payment')
    if (deviations.length === 0) return pass(`${all} recomputed from the rule, each equal to the wei.`)
    return fail(`${deviations.length} of ${all} differ from what the rule gives.`, deviations)
  },
}

export const regionPolicy: WholeCheck = {
  id: 'region-policy',
  run: ({ data, rule, ruleProblem, amounts }) => {
    if (rule === undefined) return indeterminate(`The rule cannot be computed: ${ruleProblem}.`)
    const sums = new Map(rule.regions.map(({ region }) => [region, { count: 0n, paid: 0n }]))
    for (const { region, amount } of data.payments) {
      const sum = sums.get(region) ?? { count: 0n, paid: 0n }
      sums.set(region, { count: sum.count + 1n, paid: sum.paid + amount })
    }
    const deviations: Evidence[] = []
    for (const [region, { count, paid }] of [...sums].sort(([a], [b]) => a - b)) {
      const { amount = 0n, share = 0n } = amounts.get(region) ?? {}
      const subject = `region ${region}`
      if (paid !== count * amount) {
        const expected = `${count * amount} (${counted(count, 'payment')} of ${amount})`
        deviations.push({ subject, expected, actual: `${paid}`, unit: 'wei' })
      }
      if (paid > share) {
        deviations.push({ subject, expected: `at most its share, ${share}`, actual: `${paid}`, unit: 'wei' })
      }
    }
    if (deviations.length > 0) return fail('Regions are paid otherwise than by the policy.', deviations)
    return pass(`${counted(rule.regions.length, 'region')}, each paid by its amount and within its share.`)
  },
}

export const budgetCap: WholeCheck = {
  id: 'budget-cap',
  run: ({ data, opening }) => {
    const paid = sumOf(data.payments, (payment) => payment.amount)
    if (paid <= opening.budget) return pass(`Paid ${paid} wei of a budget of ${opening.budget} wei.`)
    return fail(`Paid ${paid} wei, ${paid - opening.budget} wei more than the budget.`, [
      { subject: 'epoch', expected: `at most ${opening.budget}`, actual: `${paid}`, unit: 'wei' },
    ])
  },
}

export const conservation: WholeCheck = {
  id: 'conservation',
  run: (context) => {
    const { data } = context
    const deviations = misstatedCloses(context)
    const flows = balanceOverRange(context)
    if (flows !== undefined && flows.expected !== flows.after) {
      deviations.push({
        subject: `program's balance at block ${data.upTo.number}`,
        blockNumber: data.upTo.number,
        expected: `${flows.expected} (${flows.before} before + ${flows.received} in - ${flows.paid} paid - ${flows.reclaimed} reclaimed)`,
        actual: `${flows.after}`,
        unit: 'wei',
      })
    }
    if (deviations.length > 0) {
      return fail('What the program holds or states is not what its payments and returns leave.', deviations)
    }
    if (flows === undefined) return indeterminate(`The balances cannot be compared: ${missing(context)}.`)
    const { before, received, paid, reclaimed, after } = flows
    return pass(
      `${before} wei before + ${received} wei in = ${paid} wei paid + ${reclaimed} wei reclaimed + ${after} wei after.`,
    )
  },
}

/** Sums over the whole blocks of the range, other epochs' events in them included. All in wei. */
function balanceOverRange({ data, opening }: WholeContext) {
  const first = opening.at.blockNumber
  const before = balanceAt(data.balances, data.program.address, first - 1n)
  const after = balanceAt(data.balances, data.program.address, data.upTo.number)
  if (before === undefined || after === undefined || data.transfers === undefined) return undefined
  const received = sumOf(
    data.transfers.filter(({ to, blockNumber }) => to === data.program.address && blockNumber >= first),
    ({ amount }) => amount,
  )
  const inRange = <Event extends { at: { blockNumber: bigint } }>(own: Event[], others: Event[]) =>
    [...own, ...others].filter(({ at }) => at.blockNumber >= first)
  const paid = sumOf(inRange(data.payments, data.neighbours.payments), ({ amount }) => amount)
  const reclaimed = sumOf(inRange(data.closings, data.neighbours.closings), (close) => close.reclaimed)
  return { before, received, paid, reclaimed, after, expected: before + received - paid - reclaimed }
}

function misstatedCloses({ data }: WholeContext): Evidence[] {
  const paid = sumOf(data.payments, ({ amount }) => amount)
  return data.closings
    .filter((close) => close.paid !== paid)
    .map((close) => ({
      subject: 'total paid, as the close states it',
      ...placeOf(close.at),
      expected: `${paid}`,
      actual: `${close.paid}`,
      unit: 'wei',
    }))
}

function missing({ data, opening }: WholeContext): string {
  if (data.transfers === undefined) return 'the token transfers of the epoch are not known'
  const { address } = data.program
  const blocks = [opening.at.blockNumber - 1n, data.upTo.number]
  const unknown = blocks.filter((block) => balanceAt(data.balances, address, block) === undefined)
  return `the program's balance at block ${unknown.join(' and block ')} is not known`
}

function balanceAt(
  balances: WholeContext['data']['balances'],
  holder: string,
  block: bigint,
): bigint | undefined {
  return balances.find((row) => row.holder === holder && row.blockNumber === block)?.balance
}

export const balanceRecon: WholeCheck = {
  id: 'balance-recon',
  run: (context) => {
    const { address, treasury } = context.data.program
    const holders = [
      { name: 'program', holder: address },
      { name: 'treasury', holder: treasury },
    ]
    const rows = holders.map(({ name, holder }) => ({ name, flow: flowOf(context, holder) }))
    const deviations = rows.flatMap(({ name, flow }): Evidence[] => {
      if (flow === undefined || flow.expected === flow.last) return []
      return [
        {
          subject: `balance of the ${name}`,
          blockNumber: context.data.upTo.number,
          expected: `${flow.expected}`,
          actual: `${flow.last}`,
          unit: 'wei',
        },
      ]
    })
    if (deviations.length > 0) return fail('Balances changed without transfers.', deviations)
    if (rows.some(({ flow }) => flow === undefined)) {
      return indeterminate('The balances of program and treasury before and after the epoch are not known.')
    }
    return pass('The balances of program and treasury are what their transfers leave, to the wei.')
  },
}

function flowOf({ data }: WholeContext, holder: Hex): { expected: bigint; last: bigint } | undefined {
  const { range, upTo, transfers, balances } = data
  const at = (block: bigint | undefined) =>
    balances.find((row) => row.holder === holder && row.blockNumber === block)?.balance
  const before = at(range?.first.number)
  const last = at(upTo.number)
  if (range === undefined || transfers === undefined || before === undefined || last === undefined)
    return undefined
  let expected = before
  for (const { from, to, amount, blockNumber } of transfers) {
    if (blockNumber <= range.first.number) continue
    if (from === holder) expected -= amount
    if (to === holder) expected += amount
  }
  return { expected, last }
}

export const supply: WholeCheck = {
  id: 'supply',
  run: ({ data, answers }) => {
    const before = answers.integerBefore('supply')
    const last = answers.integerLast('supply')
    if (before === undefined || last === undefined || data.issuance === undefined) {
      return indeterminate("The token's total supply before and after the epoch is not known.")
    }
    const minted = sumOf(data.issuance, ({ from, amount }) => (from === NOBODY ? amount : 0n))
    const burned = sumOf(data.issuance, ({ to, amount }) => (to === NOBODY ? amount : 0n))
    const expected = before + minted - burned
    const { address, treasury } = data.program
    const toItself = data.issuance.filter(
      ({ from, to }) => from === NOBODY && (to === address || to === treasury),
    )
    if (toItself.length > 0) {
      const rows = toItself.map((mint) => ({
        subject: `mint to the ${mint.to === address ? 'program' : 'treasury'}`,
        ...placeOf(mint),
        expected: 'money that somebody had before',
        actual: `${mint.amount} wei out of nothing`,
      }))
      return fail('The program pays with money that was minted for it.', rows)
    }
    if (last === expected) {
      return pass(`Supply ${before} wei before + ${minted} wei minted - ${burned} wei burned = ${last} wei.`)
    }
    return fail('The supply changed otherwise than mints and burns say.', [
      {
        subject: 'total supply',
        blockNumber: data.upTo.number,
        expected: `${expected}`,
        actual: `${last}`,
        unit: 'wei',
      },
    ])
  },
}
