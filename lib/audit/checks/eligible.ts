import type { AuditContext, People } from '../context'
import { counted, fail, indeterminate, pass, placeOf } from '../outcome'
import type { Check, Evidence } from '../types'

export const eligible: Check = {
  id: 'eligible',
  name: 'Eligible at the snapshot',
  statement:
    "Each payment was proved against its region's snapshot root, by a member at the snapshot; and the snapshot is what the membership events give at the opening.",
  run: (context) => {
    const { data, people } = context
    const deviations = [...staleRoots(context), ...(people ? againstLists(context, people) : [])]
    const all = counted(data.payments.length, 'payment')
    if (deviations.length > 0) {
      return fail('Payments or snapshots are not those of the members at the opening.', deviations)
    }
    if (people === undefined) {
      return indeterminate(
        `${all}, each against the snapshot root of its region; whether the snapshots hold the members is not known, because the membership events before them were not indexed.`,
      )
    }
    return pass(`${all}, each by a member of its region at the opening and against the snapshot root.`)
  },
}

function staleRoots({ data, snapshots }: AuditContext): Evidence[] {
  return data.payments.flatMap((payment) => {
    const snapshot = snapshots.get(payment.region)
    if (snapshot?.root === payment.root) return []
    return {
      subject: `payment in region ${payment.region}`,
      ...placeOf(payment.at),
      expected: snapshot ? `root ${snapshot.root}` : 'a region of the epoch',
      actual: `root ${payment.root}`,
    }
  })
}

function againstLists({ data }: AuditContext, { atOpening, commitments }: People): Evidence[] {
  const deviations: Evidence[] = []
  for (const { region, root, active, at } of data.regions) {
    const list = atOpening.get(region)
    const expectedRoot = list?.root ?? 0n
    const expectedActive = BigInt(list?.active.size ?? 0)
    const subject = `snapshot of region ${region}`
    if (root !== expectedRoot) {
      deviations.push({ subject, ...placeOf(at), expected: `root ${expectedRoot}`, actual: `root ${root}` })
    }
    if (active !== expectedActive) {
      deviations.push({
        subject,
        ...placeOf(at),
        expected: `${expectedActive}`,
        actual: `${active}`,
        unit: 'members',
      })
    }
  }
  for (const payment of data.payments) {
    const commitment = commitments.get(payment.nullifier)
    // A nullifier of nobody is scope-bound's finding.
    if (commitment === undefined || atOpening.get(payment.region)?.active.has(commitment)) continue
    deviations.push({
      subject: `payment in region ${payment.region}`,
      ...placeOf(payment.at),
      expected: `a member of region ${payment.region} at the opening`,
      actual: `commitment ${commitment}, not a member then`,
    })
  }
  return deviations
}
