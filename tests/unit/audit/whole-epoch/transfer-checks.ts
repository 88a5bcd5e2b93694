import type { Payment } from '@/lib/audit/facts'
import { counted, fail, indeterminate, pass, placeOf } from '@/lib/audit/outcome'
import type { Evidence, TokenTransfer } from '@/lib/audit/types'
import type { WholeCheck, WholeContext } from './context'

export const eventTransfer: WholeCheck = {
  id: 'event-transfer',
  run: ({ data, transfers }) => {
    if (transfers === undefined) return indeterminate('The token transfers of the epoch are not known.')
    const all = counted(data.payments.length, 'payment')
    if (transfers.unpaid.length === 0) return pass(`${all}, each with a transfer of its own.`)
    const deviations = transfers.unpaid.map(({ payment, instead }) => ({
      subject: `payment in region ${payment.region}`,
      ...placeOf(instead ?? payment.at),
      expected: `transfer of ${payment.amount} wei to ${payment.recipient}`,
      actual: instead ? `transfer of ${instead.amount} wei to ${instead.to}` : 'no transfer',
    }))
    return fail(`${deviations.length} of ${all} without the transfer that the event states.`, deviations)
  },
}

export const outOfBand: WholeCheck = {
  id: 'out-of-band',
  run: ({ data, transfers }) => {
    if (transfers === undefined) return indeterminate('The token transfers of the epoch are not known.')
    const { program } = data
    const outgoing = (data.transfers ?? []).filter(
      ({ from }) => from === program.address || from === program.treasury,
    )
    const deviations = transfers.unexplained.map((transfer) => ({
      subject: `transfer out of the ${transfer.from === program.address ? 'program' : 'treasury'}`,
      ...placeOf(transfer),
      expected: 'a payment, a return or a budget',
      actual: `${transfer.amount} wei to ${transfer.to}`,
    }))
    const all = counted(outgoing.length, 'outgoing transfer')
    if (deviations.length === 0) return pass(`${all}, each with the event that accounts for it.`)
    return fail(`${deviations.length} of ${all} without an event that accounts for them.`, deviations)
  },
}

export const solvency: WholeCheck = {
  id: 'solvency',
  run: (context) => {
    const { data, rule, ruleProblem, opening, transfers } = context
    if (rule === undefined) return indeterminate(`The rule cannot be computed: ${ruleProblem}.`)
    if (transfers === undefined) return indeterminate('The token transfers of the epoch are not known.')
    const deviations: Evidence[] = transfers.unfunded.map(({ at, budget }) => ({
      subject: 'funding',
      ...placeOf(at),
      expected: `transfer of ${budget} wei from the treasury`,
      actual: 'no such transfer',
    }))
    const firstBlock = opening.at.blockNumber
    const before = data.balances.find(
      ({ holder, blockNumber }) => holder === data.program.address && blockNumber === firstBlock - 1n,
    )
    if (before !== undefined) deviations.push(...shortBlocks(context, before.balance, rule.owed))
    if (deviations.length > 0) return fail('The program could not pay everybody what it owed.', deviations)
    if (before === undefined) {
      return indeterminate(`The program's balance at block ${firstBlock - 1n} is not known.`)
    }
    return pass(
      `Funded with ${opening.budget} wei against ${rule.owed} wei owed, and never short of what was left to pay.`,
    )
  },
}

/** Blocks in which the balance or the debt changes and the balance then does not cover the debt. */
function shortBlocks(
  { data, opening, amounts }: WholeContext,
  before: bigint,
  owedAtOpening: bigint,
): Evidence[] {
  const last = data.closings[0]?.at.blockNumber ?? data.upTo.number + 1n
  const first = opening.at.blockNumber
  const moved = (data.transfers ?? []).filter((transfer) => transfer.blockNumber >= first)
  const transfers = grouped(moved, (transfer) => transfer.blockNumber)
  const payments = grouped(data.payments, (payment) => payment.at.blockNumber)
  const blocks = [...new Set([...transfers.keys(), ...payments.keys()])].filter(
    (block) => block >= first && block < last,
  )
  blocks.sort((a, b) => (a < b ? -1 : 1))
  let balance = before
  let owed = owedAtOpening
  const settled = new Set<bigint>()
  const rows: Evidence[] = []
  for (const block of blocks) {
    for (const transfer of transfers.get(block) ?? []) balance += change(transfer, data.program.address)
    for (const payment of payments.get(block) ?? []) owed -= due(payment)
    if (balance >= owed) continue
    rows.push({
      subject: "program's balance",
      blockNumber: block,
      expected: `at least ${owed}`,
      actual: `${balance}`,
      unit: 'wei',
    })
  }
  return rows

  function due({ region, nullifier }: Payment): bigint {
    if (settled.has(nullifier)) return 0n
    settled.add(nullifier)
    return amounts.get(region)?.amount ?? 0n
  }
}

function change({ from, to, amount }: TokenTransfer, holder: string): bigint {
  return (to === holder ? amount : 0n) - (from === holder ? amount : 0n)
}

function grouped<Row>(rows: readonly Row[], blockOf: (row: Row) => bigint): Map<bigint, Row[]> {
  const groups = new Map<bigint, Row[]>()
  for (const row of rows) {
    const group = groups.get(blockOf(row))
    if (group) group.push(row)
    else groups.set(blockOf(row), [row])
  }
  return groups
}
