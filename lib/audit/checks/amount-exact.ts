import type { Check } from '../check'
import { counted, fail, indeterminate, pass, placeOf } from '../outcome'
import type { Evidence } from '../types'

export const amountExact: Check = {
  id: 'amount-exact',
  name: 'Amount exact',
  statement: "Each payment is what the rule gives for its region from the epoch's inputs, to the wei.",
  run: ({ data, rule, ruleProblem, amounts }) => {
    if (rule === undefined) return indeterminate(`The rule cannot be computed: ${ruleProblem}.`)
    const deviations: Evidence[] = []
    for (const payment of data.payments) {
      const expected = amounts.get(payment.region)?.amount ?? 0n
      if (payment.amount === expected) continue
      deviations.push({
        subject: `payment in region ${payment.region}`,
        ...placeOf(payment.at),
        expected: `${expected}`,
        actual: `${payment.amount}`,
        unit: 'wei',
      })
    }
    const all = counted(data.payments.length, 'payment')
    if (deviations.length === 0) return pass(`${all} recomputed from the rule, each equal to the wei.`)
    return fail(`${deviations.length} of ${all} differ from what the rule gives.`, deviations)
  },
}
