import type { Check } from '../check'
import { scopeOf } from '../field'
import { counted, fail, indeterminate, pass, placeOf } from '../outcome'
import { unprovedReason } from '../proved'

export const scopeBound: Check = {
  id: 'scope-bound',
  name: 'Scope binding',
  statement: "Each claim's proof is made under scope = keccak256(abi.encode(program, epoch)) >> 8.",
  run: ({ data, proved }) => {
    const scope = scopeOf(data.program.address, data.epoch)
    const deviations = proved.flatMap(({ payment, proof }) => {
      if (proof === undefined || proof.scope === scope) return []
      return {
        subject: `payment in region ${payment.region}`,
        ...placeOf(payment.at),
        expected: `scope ${scope}`,
        actual: `scope ${proof.scope}`,
      }
    })
    const all = counted(proved.length, 'payment')
    if (deviations.length > 0)
      return fail(`${deviations.length} of ${all} by a proof for something else.`, deviations)
    const unproved = unprovedReason(proved)
    if (unproved !== undefined) return indeterminate(`${unproved}.`)
    return pass(`${all}, each by a proof for this program and this epoch.`)
  },
}
