import type { Check } from '../check'
import { counted, Deviations, fail, indeterminate, pass, placeOf } from '../outcome'

export const recipientBound: Check = {
  id: 'recipient-bound',
  name: 'Recipient binding',
  statement: "The message that each claim's proof signs is its payee.",
  follow: ({ payments }) => {
    const deviations = new Deviations()
    return {
      payment: ({ payment, proof }) => {
        if (proof === undefined || proof.message === BigInt(payment.recipient)) return
        deviations.add(() => ({
          subject: `payment in region ${payment.region}`,
          ...placeOf(payment.at),
          expected: `message ${payment.recipient}, the payee`,
          actual: `message 0x${proof.message.toString(16).padStart(40, '0')}`,
        }))
      },
      finish: () => {
        const all = counted(payments.count, 'payment')
        if (deviations.count > 0)
          return fail(
            `${deviations.count} of ${all} to another than the one that the proof names.`,
            deviations,
          )
        const unproved = payments.unprovedReason
        if (unproved !== undefined) return indeterminate(`${unproved}.`)
        return pass(`${all}, each to the recipient that the proof names.`)
      },
    }
  },
}
