import type { Check } from '../check'
import type { AuditContext } from '../context'
import { fail, indeterminate, pass } from '../outcome'
import type { Evidence, Hex } from '../types'

export const balanceRecon: Check = {
  id: 'balance-recon',
  name: 'Balances reconcile',
  statement:
    "From before the epoch to its close, the balances of program and treasury by the token's state change by what its transfers say.",
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

function flowOf({ data }: AuditContext, holder: Hex): { expected: bigint; last: bigint } | undefined {
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
