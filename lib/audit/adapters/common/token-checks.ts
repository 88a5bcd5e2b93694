import { fail, indeterminate, pass, sumOf } from '../../outcome'
import type { CheckOutcome, Evidence, Hex } from '../../types'
import type { AdapterRange } from '../adapter'
import { NOBODY, type Transfer } from './logs'
import type { Answers } from './state'

interface Flows {
  range: AdapterRange
  answers: Answers
  /** of the audited blocks */
  transfers: readonly Transfer[]
}

/** balance-recon: what some holders have by the token's state changes by what its transfers say. */
export function balanceRecon(
  { range, answers, transfers }: Flows,
  holders: Record<string, Hex>,
): CheckOutcome {
  const deviations: Evidence[] = []
  const unknown: string[] = []
  for (const [name, holder] of Object.entries(holders)) {
    const before = answers.integer(`balance:${name}`, range.first.number)
    const last = answers.integer(`balance:${name}`, range.last.number)
    if (before === undefined || last === undefined) {
      unknown.push(name)
      continue
    }
    const received = sumOf(transfers, ({ to, amount }) => (to === holder ? amount : 0n))
    const given = sumOf(transfers, ({ from, amount }) => (from === holder ? amount : 0n))
    const expected = before + received - given
    if (expected === last) continue
    deviations.push({
      subject: `balance of the ${name}`,
      blockNumber: range.last.number,
      expected: `${expected} (${before} before + ${received} in - ${given} out)`,
      actual: `${last}`,
      unit: 'wei',
    })
  }
  if (deviations.length > 0) return fail('Balances changed without transfers.', deviations)
  const names = Object.keys(holders).join(' and ')
  if (unknown.length > 0) {
    return indeterminate(`What the ${unknown.join(' and ')} had before and after the period is not known.`)
  }
  return pass(`What the ${names} has is what its transfers leave, to the wei.`)
}

/** supply: the total supply changes by mints less burns; and nothing is minted to those who pay. */
export function supply({ range, answers, transfers }: Flows, payers: Record<string, Hex>): CheckOutcome {
  const before = answers.integer('supply', range.first.number)
  const last = answers.integer('supply', range.last.number)
  const toItself = Object.entries(payers).flatMap(([name, holder]) =>
    transfers
      .filter(({ from, to }) => from === NOBODY && to === holder)
      .map((mint) => ({
        subject: `mint to the ${name}`,
        blockNumber: mint.at.blockNumber,
        transactionHash: mint.at.transactionHash,
        logIndex: mint.at.logIndex,
        expected: 'money that somebody had before',
        actual: `${mint.amount} wei out of nothing`,
      })),
  )
  if (toItself.length > 0) return fail('Payments come from money that was minted for them.', toItself)
  if (before === undefined || last === undefined) {
    return indeterminate("The token's total supply before and after the period is not known.")
  }
  const minted = sumOf(transfers, ({ from, amount }) => (from === NOBODY ? amount : 0n))
  const burned = sumOf(transfers, ({ to, amount }) => (to === NOBODY ? amount : 0n))
  const expected = before + minted - burned
  if (last === expected) {
    return pass(`Supply ${before} wei before + ${minted} wei minted - ${burned} wei burned = ${last} wei.`)
  }
  return fail('The supply changed otherwise than mints and burns say.', [
    {
      subject: 'total supply',
      blockNumber: range.last.number,
      expected: `${expected}`,
      actual: `${last}`,
      unit: 'wei',
    },
  ])
}
