import { counted, fail, indeterminate, pass, placeOf } from '../outcome'
import type { Check } from '../types'

export const revokedUnpaid: Check = {
  id: 'revoked-unpaid',
  name: 'Revoked not paid',
  statement: 'Nobody who was removed before the snapshot is paid.',
  run: ({ data, people }) => {
    if (people === undefined) {
      return indeterminate('The membership events before the opening were not indexed.')
    }
    const lists = [...people.atOpening.values()]
    const active = new Set(lists.flatMap((list) => [...list.active]))
    const revoked = new Set(
      lists.flatMap((list) => [...list.removed]).filter((person) => !active.has(person)),
    )
    const deviations = data.payments.flatMap((payment) => {
      const commitment = people.commitments.get(payment.nullifier)
      if (commitment === undefined || !revoked.has(commitment)) return []
      return {
        subject: `payment in region ${payment.region}`,
        ...placeOf(payment.at),
        expected: 'nobody removed before the opening',
        actual: `commitment ${commitment}, removed`,
      }
    })
    const members = counted(revoked.size, 'removed member')
    if (deviations.length === 0) return pass(`None of ${members} is among those paid.`)
    return fail(`${counted(deviations.length, 'payment')} to removed members.`, deviations)
  },
}
