import type { Check } from '../check'
import { counted, fail, indeterminate, pass, placeOf } from '../outcome'
import { unprovedReason } from '../proved'

export const recipientBound: Check = {
  id: 'recipient-bound',
  name: 'Recipient binding',
  statement: "The message that each claim's proof signs is its payee.",
  run: ({ proved }) => {
    const deviations = proved.flatMap(({ payment, proof }) => {
      if (proof === undefined || proof.message === BigInt(payment.recipient)) return []
      return {
        subject: `payment in region ${payment.region}`,
        ...placeOf(payment.at),
        expected: `message ${payment.recipient}, the payee`,
        actual: `message 0x${proof.message.toString(16).padStart(40, '0')}`,
      }
    })
    const all = counted(proved.length, 'payment')
    if (deviations.length > 0)
      return fail(`${deviations.length} of ${all} to another than the one that the proof names.`, deviations)
    const unproved = unprovedReason(proved)
    if (unproved !== undefined) return indeterminate(`${unproved}.`)
    return pass(`${all}, each to the recipient that the proof names.`)
  },
}
