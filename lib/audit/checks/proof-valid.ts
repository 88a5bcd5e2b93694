import type { Check } from '../check'
import { counted, fail, indeterminate, pass, placeOf } from '../outcome'
import type { ProvedPayment } from '../proved'
import type { Evidence } from '../types'

export const proofValid: Check = {
  id: 'proof-valid',
  name: 'Proof of personhood',
  statement:
    "The zero-knowledge proof of each claim verifies again, off chain, in a second implementation, for the payment's nullifier.",
  run: ({ data, proved }) => {
    if (data.proofs === undefined) return indeterminate('The calldata of the claims is not known.')
    const deviations = proved.flatMap(deviation)
    const all = counted(proved.length, 'payment')
    if (deviations.length > 0)
      return fail(`${deviations.length} of ${all} without a valid proof.`, deviations)
    const unseen = proved.filter(({ found }) => found?.source !== 'calldata').length
    if (unseen > 0) {
      return indeterminate(
        `${unseen} of ${all} claimed through another contract whose calldata does not show the proof; the other proofs verify.`,
      )
    }
    return pass(`${all}, each by a Semaphore proof that verifies again.`)
  },
}

function deviation({ payment, found, proof }: ProvedPayment): Evidence[] {
  const row = { subject: `payment in region ${payment.region}`, ...placeOf(payment.at) }
  if (found === undefined || found.source === 'elsewhere') return []
  if (found.source === 'none')
    return [{ ...row, expected: 'a proof in the calldata', actual: 'no claim with a proof' }]
  if (found.refusal !== undefined)
    return [{ ...row, expected: 'a proof that verifies', actual: found.refusal }]
  if (proof === undefined || proof.nullifier === payment.nullifier) return []
  return [
    { ...row, expected: `a proof of nullifier ${payment.nullifier}`, actual: `nullifier ${proof.nullifier}` },
  ]
}
