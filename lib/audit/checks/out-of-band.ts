import type { Check } from '../check'
import { counted, Deviations, fail, indeterminate, pass, placeOf } from '../outcome'

export const outOfBand: Check = {
  id: 'out-of-band',
  name: 'No side door',
  statement:
    "Every transfer out of the program is a payment or a return to the treasury, and every transfer out of the treasury is the budget of an epoch, moved to the program in its opening's transaction.",
  follow: ({ data: { program }, transfers }) => {
    const deviations = new Deviations()
    let outgoing = 0
    return {
      transfer: ({ from }) => {
        if (from === program.address || from === program.treasury) outgoing++
      },
      unexplained: (transfer) =>
        deviations.add(() => ({
          subject: `transfer out of the ${transfer.from === program.address ? 'program' : 'treasury'}`,
          ...placeOf(transfer),
          expected: 'a payment, a return or a budget',
          actual: `${transfer.amount} wei to ${transfer.to}`,
        })),
      finish: () => {
        if (transfers === undefined) return indeterminate('The token transfers of the epoch are not known.')
        const all = counted(outgoing, 'outgoing transfer')
        if (deviations.count === 0) return pass(`${all}, each with the event that accounts for it.`)
        return fail(`${deviations.count} of ${all} without an event that accounts for them.`, deviations)
      },
    }
  },
}
