import { FIELD_ORDER } from '../../field'
import { counted, fail, indeterminate, pass, placeOf } from '../../outcome'
import type { CheckOutcome, Evidence } from '../../types'
import type { AdapterCheck } from '../adapter'
import { activeGrants } from './calendar'
import type { GrantClaim, Grants } from './context'

/** Claims held against their calldata: what cannot be seen there makes the check indeterminate. */
function byCalldata(
  claims: readonly GrantClaim[],
  deviates: (
    claim: GrantClaim,
    call: NonNullable<GrantClaim['call']>,
  ) => Pick<Evidence, 'expected' | 'actual'> | undefined,
  words: { fail: string; pass: string },
): CheckOutcome {
  const deviations: Evidence[] = []
  let unseen = 0
  for (const claim of claims) {
    const row =
      claim.call !== undefined
        ? deviates(claim, claim.call)
        : claim.direct
          ? { expected: 'a call of claim', actual: 'a call that holds no claim' }
          : undefined
    if (claim.call === undefined && !claim.direct) unseen++
    if (row) deviations.push({ subject: claim.subject, ...placeOf(claim.at), ...row })
  }
  const all = counted(claims.length, 'claim')
  if (deviations.length > 0) return fail(`${deviations.length} of ${all} ${words.fail}.`, deviations)
  if (unseen > 0)
    return indeterminate(
      `${unseen} of ${all} were made through a contract whose calldata does not show them.`,
    )
  return pass(`${all}, ${words.pass}.`)
}

/** The checks of a grant's rule: amounts, people, times. */
export const RULE_CHECKS: readonly AdapterCheck<Grants>[] = [
  {
    id: 'amount-exact',
    statement: 'Each claim moves what the grant in force at its block has for its grant id, to the wei.',
    run: ({ claims }) => {
      const deviations = claims.flatMap((claim): Evidence[] =>
        claim.due === undefined || claim.amount === 0n || claim.amount === claim.due
          ? []
          : [
              {
                subject: claim.subject,
                ...placeOf(claim.at),
                expected: `${claim.due}`,
                actual: `${claim.amount}`,
                unit: 'wei',
              },
            ],
      )
      const all = counted(claims.length, 'claim')
      if (deviations.length > 0)
        return fail(`${deviations.length} of ${all} differ from the grant's amount.`, deviations)
      const unknown = claims.filter(({ due }) => due === undefined).length
      if (unknown > 0) return indeterminate(`The grant's amount is not known for ${unknown} of ${all}.`)
      return pass(`${all} of ${claims[0]?.due ?? 0n} wei each, as the grant has it, to the wei.`)
    },
  },
  {
    id: 'nullifier-unique',
    statement:
      "Each nullifier of the claims' calldata is paid once for the grant, and is below the order of the BN254 scalar field.",
    run: ({ claims }) => {
      const first = new Map<bigint, GrantClaim>()
      return byCalldata(
        claims,
        (claim, { nullifier }) => {
          const earlier = first.get(nullifier)
          if (earlier !== undefined)
            return {
              expected: `one payment under ${nullifier}, made in transaction ${earlier.at.transactionHash}`,
              actual: 'paid again',
            }
          first.set(nullifier, claim)
          return nullifier >= FIELD_ORDER
            ? { expected: `below ${FIELD_ORDER}`, actual: `${nullifier}` }
            : undefined
        },
        {
          fail: 'under a used or an invalid nullifier',
          pass: 'each under a nullifier of its own and in the field',
        },
      )
    },
  },
  {
    id: 'scope-bound',
    statement:
      'The grant id in the calldata, from which the drop makes the external nullifier, is that of the event.',
    run: ({ claims }) =>
      byCalldata(
        claims,
        ({ grantId }, call) =>
          call.grantId === grantId
            ? undefined
            : { expected: `grant ${grantId}`, actual: `grant ${call.grantId}` },
        { fail: 'were called for another grant', pass: 'each called for the grant of its event' },
      ),
  },
  {
    id: 'recipient-bound',
    statement:
      "The receiver in the calldata, which is the proof's signal, is the payee of event and transfer.",
    run: ({ claims }) =>
      byCalldata(
        claims,
        ({ payee }, call) =>
          call.receiver === payee ? undefined : { expected: call.receiver, actual: payee },
        { fail: 'pay another than the proof names', pass: 'each paid to the receiver that the proof signs' },
      ),
  },
  {
    id: 'schedule',
    statement:
      'Every claim in these blocks, of any grant, is of one of the two grants that its month has: 38 and 39 + months since August 2024.',
    run: ({ all }) => {
      const late = all.flatMap((claim): Evidence[] => {
        const active = activeGrants(claim.at.timestamp)
        if (active.includes(claim.grantId)) return []
        const expected = active.length === 0 ? 'no grant before August 2024' : `grant ${active.join(' or ')}`
        return [
          {
            subject: claim.subject,
            ...placeOf(claim.at),
            expected,
            actual: `grant ${claim.grantId} at ${claim.at.timestamp}`,
          },
        ]
      })
      const claims = counted(all.length, 'claim')
      if (late.length === 0) return pass(`${claims} of any grant, each in a month of its grant.`)
      return fail(`${late.length} of ${claims} outside the months of its grant.`, late)
    },
  },
]
