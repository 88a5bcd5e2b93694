import { counted, fail, indeterminate, pass, placeOf, sumOf } from '../../outcome'
import type { Evidence } from '../../types'
import type { AdapterCheck } from '../adapter'
import { claimedOnce } from '../common/claimed-once'
import type { Distribution } from './context'
import { ENCODINGS, listRoot, provenBy } from './trees'

const NO_LIST = 'The published list was not given'

export const amountExact: AdapterCheck<Distribution> = {
  id: 'amount-exact',
  statement:
    'Each claim pays the account and the amount that the published list has at its index, to the wei.',
  run: ({ claims, listed }) => {
    if (listed === undefined) return indeterminate(`${NO_LIST}: what each account is due is not known.`)
    const deviations = claims.flatMap((claim): Evidence[] => {
      const due = listed.get(claim.index)
      if (due?.account === claim.account && due.amount === claim.amount) return []
      return [
        {
          subject: claim.subject,
          ...placeOf(claim.at),
          expected: due ? `${due.amount} wei to ${due.account}` : 'no such index in the list',
          actual: `${claim.amount} wei to ${claim.account}`,
        },
      ]
    })
    const all = counted(claims.length, 'claim')
    if (deviations.length > 0) return fail(`${deviations.length} of ${all} differ from the list.`, deviations)
    return pass(`${all}, each with the account and the amount of the list, to the wei.`)
  },
}

export const inputsCommitted: AdapterCheck<Distribution> = {
  id: 'inputs-committed',
  statement: 'The Merkle root of the published list is the root that the distributor holds.',
  run: ({ list, root, facts }) => {
    if (root === undefined) return indeterminate("The distributor's root is not known.")
    if (list === undefined) return indeterminate(`${NO_LIST}: only its root is on the chain, ${root}.`)
    const roots = ENCODINGS.map((encoding) => ({ encoding, root: listRoot(list, encoding) }))
    const found = roots.find((tree) => tree.root === root)
    if (found)
      return pass(
        `The ${counted(list.length, 'entry').replace('entrys', 'entries')} of the list hash to ${root} (${found.encoding} leaves).`,
      )
    return fail('The list is not the one that the distributor pays by.', [
      {
        subject: 'root of the list',
        blockNumber: facts.range.last.number,
        expected: root,
        actual: roots.map((tree) => `${tree.root ?? 'none'} (${tree.encoding} leaves)`).join(', '),
      },
    ])
  },
}

export const eligible: AdapterCheck<Distribution> = {
  id: 'eligible',
  statement:
    "Each claim's Merkle proof, by its transaction's calldata, leads from index, account and amount to the distributor's root.",
  run: ({ claims, root }) => {
    if (root === undefined) return indeterminate("The distributor's root is not known.")
    const deviations: Evidence[] = []
    let unseen = 0
    for (const claim of claims) {
      if (claim.proof === undefined && !claim.direct) {
        unseen++
        continue
      }
      if (claim.proof !== undefined && provenBy(claim, claim.proof, root) !== undefined) continue
      deviations.push({
        subject: claim.subject,
        ...placeOf(claim.at),
        expected: `a proof against ${root}`,
        actual: claim.proof === undefined ? 'the call holds no such claim' : 'a proof that leads elsewhere',
      })
    }
    const all = counted(claims.length, 'claim')
    if (deviations.length > 0)
      return fail(`${deviations.length} of ${all} without a proof against the root.`, deviations)
    if (unseen > 0)
      return indeterminate(
        `${unseen} of ${all} were made through another contract, whose calldata does not show the proof.`,
      )
    return pass(`${all}, each with a proof that leads to the root.`)
  },
}

export const nullifierUnique: AdapterCheck<Distribution> = {
  id: 'nullifier-unique',
  statement: 'Each index of the list is claimed once.',
  run: ({ claims }) =>
    claimedOnce(claims, ({ index }) => index, {
      fail: 'of an index that was claimed already',
      pass: 'each of an index of its own',
    }),
}

export const budgetCap: AdapterCheck<Distribution> = {
  id: 'budget-cap',
  statement: 'What is paid is at most the sum of the published list.',
  run: ({ claims, list }) => {
    if (list === undefined) return indeterminate(`${NO_LIST}: its sum is not known.`)
    const paid = sumOf(claims, ({ amount }) => amount)
    const budget = sumOf(list, ({ amount }) => amount)
    if (paid <= budget) return pass(`Paid ${paid} wei of the list's ${budget} wei.`)
    return fail(`Paid ${paid} wei, ${paid - budget} wei more than the list has.`, [
      { subject: 'distribution', expected: `at most ${budget}`, actual: `${paid}`, unit: 'wei' },
    ])
  },
}

export const solvency: AdapterCheck<Distribution> = {
  id: 'solvency',
  statement:
    'At the last block the distributor holds what the list still owes, unless its deadline has passed.',
  run: ({ claims, list, deadline, answers, facts: { range } }) => {
    if (deadline !== undefined && range.last.timestamp >= deadline)
      return pass('The deadline has passed: nothing is owed any more.')
    if (list === undefined) return indeterminate(`${NO_LIST}: what is still owed is not known.`)
    const held = answers.integer('balance:distributor', range.last.number)
    if (held === undefined) return indeterminate('What the distributor holds is not known.')
    const claimed = new Set(claims.map(({ index }) => index))
    const owed = sumOf(list, ({ index, amount }) => (claimed.has(index) ? 0n : amount))
    if (held >= owed) return pass(`${held} wei held, ${owed} wei still owed.`)
    return fail('The distributor cannot pay what it still owes.', [
      {
        subject: 'balance of the distributor',
        blockNumber: range.last.number,
        expected: `at least ${owed}`,
        actual: `${held}`,
        unit: 'wei',
      },
    ])
  },
}
