import type { Check } from '../check'
import { FIELD_ORDER } from '../field'
import { counted, Deviations, fail, pass, placeOf } from '../outcome'

export const nullifierUnique: Check = {
  id: 'nullifier-unique',
  name: 'One payment a person',
  statement: 'Each nullifier is paid once in the epoch, and is below the order of the BN254 scalar field.',
  follow: ({ payments }) => {
    const deviations = new Deviations()
    return {
      payment: ({ payment: { nullifier, at }, paidBefore }) => {
        if (paidBefore !== undefined) {
          deviations.add(() => ({
            subject: `payment under nullifier ${nullifier}`,
            ...placeOf(at),
            expected: `one payment, made in transaction ${paidBefore}`,
            actual: 'paid again',
          }))
        }
        if (nullifier >= FIELD_ORDER) {
          deviations.add(() => ({
            subject: 'nullifier',
            ...placeOf(at),
            expected: `below ${FIELD_ORDER}`,
            actual: `${nullifier}`,
          }))
        }
      },
      finish: () => {
        const all = counted(payments.count, 'payment')
        if (deviations.count === 0) return pass(`${all}, each under a nullifier of its own and in the field.`)
        return fail(`${deviations.count} of ${all} under a used or an invalid nullifier.`, deviations)
      },
    }
  },
}
