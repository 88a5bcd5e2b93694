import type { Check } from '../check'
import { scopeOf } from '../field'
import { counted, Deviations, fail, indeterminate, pass, placeOf } from '../outcome'

export const scopeBound: Check = {
  id: 'scope-bound',
  name: 'Scope binding',
  statement: "Each claim's proof is made under scope = keccak256(abi.encode(program, epoch)) >> 8.",
  follow: ({ data, payments }) => {
    const scope = scopeOf(data.program.address, data.epoch)
    const deviations = new Deviations()
    return {
      payment: ({ payment, proof }) => {
        if (proof === undefined || proof.scope === scope) return
        deviations.add(() => ({
          subject: `payment in region ${payment.region}`,
          ...placeOf(payment.at),
          expected: `scope ${scope}`,
          actual: `scope ${proof.scope}`,
        }))
      },
      finish: () => {
        const all = counted(payments.count, 'payment')
        if (deviations.count > 0)
          return fail(`${deviations.count} of ${all} by a proof for something else.`, deviations)
        const unproved = payments.unprovedReason
        if (unproved !== undefined) return indeterminate(`${unproved}.`)
        return pass(`${all}, each by a proof for this program and this epoch.`)
      },
    }
  },
}
