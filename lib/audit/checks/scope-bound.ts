import { counted, fail, indeterminate, pass, placeOf } from '../outcome'
import type { Check } from '../types'

export const scopeBound: Check = {
  id: 'scope-bound',
  name: 'Scope binding',
  statement:
    'Each nullifier is that of a registered person under scope = keccak256(abi.encode(program, epoch)) >> 8.',
  run: ({ data, people }) => {
    if (people === undefined) {
      return indeterminate('The membership events before the opening were not indexed.')
    }
    const deviations = data.payments
      .filter(({ nullifier }) => !people.commitments.has(nullifier))
      .map(({ nullifier, region, at }) => ({
        subject: `payment in region ${region}`,
        ...placeOf(at),
        expected: `a registered person's nullifier under scope ${people.scope}`,
        actual: `nullifier ${nullifier}`,
      }))
    const all = counted(data.payments.length, 'payment')
    if (deviations.length === 0)
      return pass(`${all}, each under a registered person's nullifier in this epoch.`)
    return fail(`${deviations.length} of ${all} under a nullifier of nobody in this epoch.`, deviations)
  },
}
