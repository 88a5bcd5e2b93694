import type { Check } from '../check'
import type { AuditContext, People } from '../context'
import { counted, fail, indeterminate, pass, placeOf } from '../outcome'
import { unprovedReason } from '../proved'
import type { Evidence } from '../types'

export const eligible: Check = {
  id: 'eligible',
  name: 'Eligible at the snapshot',
  statement:
    "Each payment was proved against its region's snapshot root; and the snapshot is what the membership events give at the opening.",
  run: (context) => {
    const { proved, people } = context
    const deviations = [...staleRoots(context), ...(people ? againstGroups(context, people) : [])]
    const all = counted(proved.length, 'payment')
    if (deviations.length > 0) {
      return fail('Payments or snapshots are not those of the members at the opening.', deviations)
    }
    if (people === undefined) {
      return indeterminate(
        `${all}, each against the snapshot root of its region; whether the snapshots hold the members is not known, because the membership events before them were not indexed.`,
      )
    }
    const unproved = unprovedReason(proved)
    if (unproved !== undefined) return indeterminate(`${unproved}.`)
    return pass(
      `${all}, each proved against the snapshot root of its region, which the membership events give.`,
    )
  },
}

/** Roots that events or proofs name and that are not the snapshot's. */
function staleRoots({ proved, snapshots }: AuditContext): Evidence[] {
  return proved.flatMap(({ payment, proof }) => {
    const snapshot = snapshots.get(payment.region)
    const root = proof === undefined || proof.root === snapshot?.root ? payment.root : proof.root
    if (snapshot?.root === root) return []
    return {
      subject: `payment in region ${payment.region}`,
      ...placeOf(payment.at),
      expected: snapshot ? `root ${snapshot.root}` : 'a region of the epoch',
      actual: `root ${root}`,
    }
  })
}

function againstGroups({ data }: AuditContext, { atOpening }: People): Evidence[] {
  return data.regions.flatMap(({ region, root, active, at }) => {
    const group = atOpening.get(region)
    const [expectedRoot, expectedActive] = [group?.root ?? 0n, BigInt(group?.active.size ?? 0)]
    const row = { subject: `snapshot of region ${region}`, ...placeOf(at) }
    const deviations: Evidence[] = []
    if (root !== expectedRoot)
      deviations.push({ ...row, expected: `root ${expectedRoot}`, actual: `root ${root}` })
    if (active !== expectedActive)
      deviations.push({ ...row, expected: `${expectedActive}`, actual: `${active}`, unit: 'members' })
    return deviations
  })
}
