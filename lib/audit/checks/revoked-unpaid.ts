import type { Check } from '../check'
import type { AuditContext, People } from '../context'
import { counted, fail, indeterminate, pass, placeOf } from '../outcome'
import { type ProvedPayment, unprovedReason } from '../proved'
import { earlierRoots } from '../semaphore/region-groups'
import type { Evidence } from '../types'

export const revokedUnpaid: Check = {
  id: 'revoked-unpaid',
  name: 'Revoked not paid',
  statement:
    'No payment was proved against a root under which somebody removed before the snapshot could prove.',
  run: (context) => {
    const { people, proved } = context
    if (people === undefined) {
      return indeterminate('The membership events before the opening were not indexed.')
    }
    const deviations = earlierPayments(context, people)
    if (deviations.length > 0) {
      return fail(`${counted(deviations.length, 'payment')} that removed members could claim.`, deviations)
    }
    const unproved = unprovedReason(proved)
    if (unproved !== undefined) return indeterminate(`${unproved}.`)
    const removed = [...people.atOpening.values()].reduce((sum, group) => sum + group.removed.size, 0)
    return pass(
      `None of ${counted(removed, 'removed member')} can prove against the roots that were paid on.`,
    )
  },
}

/** Payments on a root that the region's group had before the opening, when members since removed were in it. */
function earlierPayments({ proved }: AuditContext, { atOpening, before }: People): Evidence[] {
  const stale = proved.flatMap(({ payment, proof }) => {
    const root = rootOf({ payment, proof })
    return root === atOpening.get(payment.region)?.root ? [] : [{ payment, root }]
  })
  const regions = new Set(stale.map(({ payment }) => payment.region))
  const wanted = new Set(stale.map(({ root }) => root))
  const earlier = new Map([...regions].map((region) => [region, earlierRoots(before, region, wanted)]))
  return stale.flatMap(({ payment, root }) => {
    const then = earlier.get(payment.region)?.get(root)
    const removed = [...(then?.active ?? [])].filter((person) =>
      atOpening.get(payment.region)?.removed.has(person),
    )
    const [first] = removed
    if (first === undefined) return []
    return {
      subject: `payment in region ${payment.region}`,
      ...placeOf(payment.at),
      expected: 'a root without anybody removed before the opening',
      actual: `an earlier root with ${counted(removed.length, 'removed member')}, among them commitment ${first}`,
    }
  })
}

/** The root that the proof states, or where there is none the event. */
function rootOf({ payment, proof }: ProvedPayment): bigint {
  return proof?.root ?? payment.root
}
