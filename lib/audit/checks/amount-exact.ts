import type { Check } from '../check'
import { counted, Deviations, fail, indeterminate, pass, placeOf } from '../outcome'

export const amountExact: Check = {
  id: 'amount-exact',
  name: 'Amount exact',
  statement: "Each payment is what the rule gives for its region from the epoch's inputs, to the wei.",
  follow: ({ rule, ruleProblem, amounts, payments }) => {
    const deviations = new Deviations()
    return {
      payment: ({ payment }) => {
        const expected = amounts.get(payment.region)?.amount ?? 0n
        if (payment.amount === expected) return
        deviations.add(() => ({
          subject: `payment in region ${payment.region}`,
          ...placeOf(payment.at),
          expected: `${expected}`,
          actual: `${payment.amount}`,
          unit: 'wei',
        }))
      },
      finish: () => {
        if (rule === undefined) return indeterminate(`The rule cannot be computed: ${ruleProblem}.`)
        const all = counted(payments.count, 'payment')
        if (deviations.count === 0) return pass(`${all} recomputed from the rule, each equal to the wei.`)
        return fail(`${deviations.count} of ${all} differ from what the rule gives.`, deviations)
      },
    }
  },
}
