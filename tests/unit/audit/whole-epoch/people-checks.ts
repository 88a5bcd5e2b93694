import type { Payment } from '@/lib/audit/facts'
import { FIELD_ORDER, scopeOf } from '@/lib/audit/field'
import { counted, fail, indeterminate, pass, placeOf } from '@/lib/audit/outcome'
import type { Evidence } from '@/lib/audit/types'
import type { People, ProvedPayment, WholeCheck, WholeContext } from './context'
import { earlierRoots } from './region-groups'

export const nullifierUnique: WholeCheck = {
  id: 'nullifier-unique',
  run: ({ data }) => {
    const first = new Map<bigint, Payment>()
    const deviations: Evidence[] = []
    for (const payment of data.payments) {
      const { nullifier, at } = payment
      const earlier = first.get(nullifier)
      if (earlier === undefined) {
        first.set(nullifier, payment)
      } else {
        deviations.push({
          subject: `payment under nullifier ${nullifier}`,
          ...placeOf(at),
          expected: `one payment, made in transaction ${earlier.at.transactionHash}`,
          actual: 'paid again',
        })
      }
      if (nullifier >= FIELD_ORDER) {
        deviations.push({
          subject: 'nullifier',
          ...placeOf(at),
          expected: `below ${FIELD_ORDER}`,
          actual: `${nullifier}`,
        })
      }
    }
    const all = counted(data.payments.length, 'payment')
    if (deviations.length === 0) return pass(`${all}, each under a nullifier of its own and in the field.`)
    return fail(`${deviations.length} of ${all} under a used or an invalid nullifier.`, deviations)
  },
}

export const proofValid: WholeCheck = {
  id: 'proof-valid',
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

export const scopeBound: WholeCheck = {
  id: 'scope-bound',
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

export const recipientBound: WholeCheck = {
  id: 'recipient-bound',
  run: ({ proved }) => {
    const deviations = proved.flatMap(({ payment, proof }) => {
      if (proof === undefined || proof.message === BigInt(payment.recipient)) return []
      return {
        subject: `payment in region ${payment.region}`,
        ...placeOf(payment.at),
        expected: `message ${payment.recipient}, the payee`,
        actual: `message 0x${proof.message.toString(16).padStart(40, '0')}`,
      }
    })
    const all = counted(proved.length, 'payment')
    if (deviations.length > 0)
      return fail(`${deviations.length} of ${all} to another than the one that the proof names.`, deviations)
    const unproved = unprovedReason(proved)
    if (unproved !== undefined) return indeterminate(`${unproved}.`)
    return pass(`${all}, each to the recipient that the proof names.`)
  },
}

export const eligible: WholeCheck = {
  id: 'eligible',
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
function staleRoots({ proved, snapshots }: WholeContext): Evidence[] {
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

function againstGroups({ data }: WholeContext, { atOpening }: People): Evidence[] {
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

export const revokedUnpaid: WholeCheck = {
  id: 'revoked-unpaid',
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
function earlierPayments({ proved }: WholeContext, { atOpening, before }: People): Evidence[] {
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

/** Why what the proofs state says nothing about some payments; undefined where each has a proof that verifies. */
function unprovedReason(proved: readonly ProvedPayment[]): string | undefined {
  const without = proved.filter(
    ({ found }) => found?.source !== 'calldata' || found.refusal !== undefined,
  ).length
  if (without === 0) return undefined
  return `${counted(without, 'payment')} of ${proved.length} without a proof that was seen and verifies (see proof-valid)`
}
