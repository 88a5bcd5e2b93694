import type { Check } from '../check'
import { counted, fail, indeterminate, pass, placeOf } from '../outcome'

export const outOfBand: Check = {
  id: 'out-of-band',
  name: 'No side door',
  statement:
    "Every transfer out of the program is a payment or a return to the treasury, and every transfer out of the treasury is the budget of an epoch, moved to the program in its opening's transaction.",
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
