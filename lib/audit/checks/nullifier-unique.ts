import type { Check } from '../check'
import type { Payment } from '../facts'
import { FIELD_ORDER } from '../field'
import { counted, fail, pass, placeOf } from '../outcome'
import type { Evidence } from '../types'

export const nullifierUnique: Check = {
  id: 'nullifier-unique',
  name: 'One payment a person',
  statement: 'Each nullifier is paid once in the epoch, and is below the order of the BN254 scalar field.',
  run: ({ data }) => {
    const first = new Map<bigint, Payment>()
    const deviations: Evidence[] = []
    for (const payment of data.payments) {
      const { nullifier, at } = payment
      const earlier = first.get(nullifier)
      if (earlier === undefined) {
        first.set(nullifier, payment)
      } else {
        deviations.push({
          subject: `payment under nullifier ${nullifier}`,
          ...placeOf(at),
          expected: `one payment, made in transaction ${earlier.at.transactionHash}`,
          actual: 'paid again',
        })
      }
      if (nullifier >= FIELD_ORDER) {
        deviations.push({
          subject: 'nullifier',
          ...placeOf(at),
          expected: `below ${FIELD_ORDER}`,
          actual: `${nullifier}`,
        })
      }
    }
    const all = counted(data.payments.length, 'payment')
    if (deviations.length === 0) return pass(`${all}, each under a nullifier of its own and in the field.`)
    return fail(`${deviations.length} of ${all} under a used or an invalid nullifier.`, deviations)
  },
}
