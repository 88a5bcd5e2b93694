import type { Check } from '../check'
import { counted, Deviations, fail, indeterminate, pass, placeOf } from '../outcome'

export const eventTransfer: Check = {
  id: 'event-transfer',
  name: 'Event and transfer agree',
  statement:
    "Each payment has a transfer of the program's token of its own, in the same transaction, to the same payee, of the same amount.",
  follow: ({ payments, transfers }) => {
    const deviations = new Deviations()
    return {
      unpaid: (payment, instead) =>
        deviations.add(() => ({
          subject: `payment in region ${payment.region}`,
          ...placeOf(instead ?? payment.at),
          expected: `transfer of ${payment.amount} wei to ${payment.recipient}`,
          actual: instead ? `transfer of ${instead.amount} wei to ${instead.to}` : 'no transfer',
        })),
      finish: () => {
        if (transfers === undefined) return indeterminate('The token transfers of the epoch are not known.')
        const all = counted(payments.count, 'payment')
        if (deviations.count === 0) return pass(`${all}, each with a transfer of its own.`)
        return fail(`${deviations.count} of ${all} without the transfer that the event states.`, deviations)
      },
    }
  },
}
