import type { Check, FollowedPayment } from '../check'
import { counted, Deviations, fail, indeterminate, pass, placeOf } from '../outcome'
import type { Evidence } from '../types'

export const proofValid: Check = {
  id: 'proof-valid',
  name: 'Proof of personhood',
  statement:
    "The zero-knowledge proof of each claim verifies again, off chain, in a second implementation, for the payment's nullifier.",
  follow: ({ data, payments }) => {
    const deviations = new Deviations()
    return {
      payment: (followed) => {
        const differing = difference(followed)
        if (differing === undefined) return
        const { region, at } = followed.payment
        deviations.add(() => ({ subject: `payment in region ${region}`, ...placeOf(at), ...differing }))
      },
      finish: () => {
        if (!data.known.proofs) return indeterminate('The calldata of the claims is not known.')
        const all = counted(payments.count, 'payment')
        if (deviations.count > 0)
          return fail(`${deviations.count} of ${all} without a valid proof.`, deviations)
        if (payments.unseen > 0) {
          return indeterminate(
            `${payments.unseen} of ${all} claimed through another contract whose calldata does not show the proof; the other proofs verify.`,
          )
        }
        return pass(`${all}, each by a Semaphore proof that verifies again.`)
      },
    }
  },
}

function difference({
  payment,
  found,
  proof,
}: FollowedPayment): Pick<Evidence, 'expected' | 'actual'> | undefined {
  if (found === undefined || found.source === 'elsewhere') return undefined
  if (found.source === 'none') return { expected: 'a proof in the calldata', actual: 'no claim with a proof' }
  if (found.refusal !== undefined) return { expected: 'a proof that verifies', actual: found.refusal }
  if (proof === undefined || proof.nullifier === payment.nullifier) return undefined
  return { expected: `a proof of nullifier ${payment.nullifier}`, actual: `nullifier ${proof.nullifier}` }
}
