import type { Check } from '../check'
import type { Payment } from '../facts'
import { counted, Deviations, EVIDENCE_LIMIT, fail, indeterminate, pass, placeOf } from '../outcome'
import type { RegionGroups } from '../semaphore/region-groups'

export const revokedUnpaid: Check = {
  id: 'revoked-unpaid',
  name: 'Revoked not paid',
  statement:
    'No payment was proved against a root under which somebody removed before the snapshot could prove.',
  follow: ({ data: { people }, payments }) => {
    const stale = new StalePayments()
    return {
      payment: ({ payment, proof }) => {
        // The root that the proof states, or where there is none the event.
        const root = proof?.root ?? payment.root
        if (people !== undefined && root !== people.group(payment.region)?.root) stale.add(payment, root)
      },
      finish: () => {
        if (people === undefined) {
          return indeterminate('The membership events before the opening were not indexed.')
        }
        const deviations = stale.earlier(people)
        if (deviations.count > 0) {
          return fail(`${counted(deviations.count, 'payment')} that removed members could claim.`, deviations)
        }
        const unproved = payments.unprovedReason
        if (unproved !== undefined) return indeterminate(`${unproved}.`)
        return pass(
          `None of ${counted(people.removed, 'removed member')} can prove against the roots that were paid on.`,
        )
      },
    }
  },
}

/** Payments of a region on one root that is not the one of the opening. */
interface OnRoot {
  region: number
  root: bigint
  count: number
  /** the first, with their numbers among all stale ones */
  first: { number: number; payment: Payment }[]
}

/** Payments on other roots than those of the opening, by region and root. */
class StalePayments {
  private readonly byRoot = new Map<string, OnRoot>()
  private count = 0

  add(payment: Payment, root: bigint): void {
    const { region } = payment
    const key = `${region} ${root}`
    const on = this.byRoot.get(key) ?? { region, root, count: 0, first: [] }
    this.byRoot.set(key, on)
    if (on.first.length < EVIDENCE_LIMIT) on.first.push({ number: this.count, payment })
    on.count++
    this.count++
  }

  /** Those on a root that the region's group had before the opening, when members since removed were in it. */
  earlier(people: RegionGroups): Deviations {
    const all = [...this.byRoot.values()]
    const rows: { number: number; row: ReturnType<typeof evidenceOf> }[] = []
    let count = 0
    for (const region of new Set(all.map((on) => on.region))) {
      const ofRegion = all.filter((on) => on.region === region)
      const found = people.group(region)?.earlierRoots(new Set(ofRegion.map(({ root }) => root)))
      for (const on of ofRegion) {
        const removed = found?.get(on.root)
        if (removed === undefined) continue
        count += on.count
        for (const { number, payment } of on.first) rows.push({ number, row: evidenceOf(payment, removed) })
      }
    }
    rows.sort((a, b) => a.number - b.number)
    return Deviations.first(
      rows.map(({ row }) => row),
      count,
    )
  }
}

function evidenceOf({ region, at }: Payment, { count, first }: { count: number; first: bigint }) {
  return {
    subject: `payment in region ${region}`,
    ...placeOf(at),
    expected: 'a root without anybody removed before the opening',
    actual: `an earlier root with ${counted(count, 'removed member')}, among them commitment ${first}`,
  }
}
