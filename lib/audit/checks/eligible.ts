import type { Check } from '../check'
import type { EpochFacts } from '../facts'
import { counted, Deviations, fail, indeterminate, pass, placeOf } from '../outcome'
import type { RegionGroups } from '../semaphore/region-groups'
import type { Evidence } from '../types'

export const eligible: Check = {
  id: 'eligible',
  name: 'Eligible at the snapshot',
  statement:
    "Each payment was proved against its region's snapshot root; and the snapshot is what the membership events give at the opening.",
  follow: ({ data, snapshots, payments }) => {
    /** payments whose event or proof names a root that is not the snapshot's */
    const stale = new Deviations()
    return {
      payment: ({ payment, proof }) => {
        const snapshot = snapshots.get(payment.region)
        const root = proof === undefined || proof.root === snapshot?.root ? payment.root : proof.root
        if (snapshot?.root === root) return
        stale.add(() => ({
          subject: `payment in region ${payment.region}`,
          ...placeOf(payment.at),
          expected: snapshot ? `root ${snapshot.root}` : 'a region of the epoch',
          actual: `root ${root}`,
        }))
      },
      finish: () => {
        const { people } = data
        const deviations = Deviations.of(stale, people ? againstGroups(data, people) : [])
        const all = counted(payments.count, 'payment')
        if (deviations.count > 0) {
          return fail('Payments or snapshots are not those of the members at the opening.', deviations)
        }
        if (people === undefined) {
          return indeterminate(
            `${all}, each against the snapshot root of its region; whether the snapshots hold the members is not known, because the membership events before them were not indexed.`,
          )
        }
        const unproved = payments.unprovedReason
        if (unproved !== undefined) return indeterminate(`${unproved}.`)
        return pass(
          `${all}, each proved against the snapshot root of its region, which the membership events give.`,
        )
      },
    }
  },
}

function againstGroups({ regions }: EpochFacts, people: RegionGroups): Evidence[] {
  return regions.flatMap(({ region, root, active, at }) => {
    const group = people.group(region)
    const [expectedRoot, expectedActive] = [group?.root ?? 0n, BigInt(group?.active ?? 0)]
    const row = { subject: `snapshot of region ${region}`, ...placeOf(at) }
    const deviations: Evidence[] = []
    if (root !== expectedRoot)
      deviations.push({ ...row, expected: `root ${expectedRoot}`, actual: `root ${root}` })
    if (active !== expectedActive)
      deviations.push({ ...row, expected: `${expectedActive}`, actual: `${active}`, unit: 'members' })
    return deviations
  })
}
