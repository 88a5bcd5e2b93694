import { counted, fail, pass, placeOf } from '../../outcome'
import type { CheckOutcome, Evidence } from '../../types'
import type { AdapterPayment } from '../adapter'

/**
 * Whether each claimant has one claim.
 * @param claimantOf what may be claimed under once: an account, an index of a list
 * @param words what a second claim is, and what all claims are where there is none
 */
export function claimedOnce<Claim extends AdapterPayment>(
  claims: readonly Claim[],
  claimantOf: (claim: Claim) => string | bigint,
  words: { fail: string; pass: string },
): CheckOutcome {
  const first = new Map<string | bigint, Claim>()
  const deviations: Evidence[] = []
  for (const claim of claims) {
    const earlier = first.get(claimantOf(claim))
    if (earlier === undefined) {
      first.set(claimantOf(claim), claim)
      continue
    }
    deviations.push({
      subject: claim.subject,
      ...placeOf(claim.at),
      expected: `one claim, made in transaction ${earlier.at.transactionHash}`,
      actual: 'claimed again',
    })
  }
  const all = counted(claims.length, 'claim')
  if (deviations.length > 0) return fail(`${deviations.length} of ${all} ${words.fail}.`, deviations)
  return pass(`${all}, ${words.pass}.`)
}
