import { fail, indeterminate, pass } from '../outcome'
import type { Check, Evidence } from '../types'

export const completeness: Check = {
  id: 'completeness',
  name: 'Completeness',
  statement:
    'Every block from before the opening (from the close of the epoch before, where that is earlier) to the audited one was read, and each names the one before as its parent.',
  run: ({ data: { range, upTo } }) => {
    if (range === undefined) return indeterminate('Whether every block was read is not known.')
    const { first, held, unlinked } = range
    const expected = upTo.number - first.number + 1n
    const deviations: Evidence[] = unlinked.map((blockNumber) => ({
      subject: `block ${blockNumber}`,
      blockNumber,
      expected: 'the block before as its parent',
      actual: 'another parent',
    }))
    if (held !== expected) {
      deviations.push({
        subject: `blocks ${first.number} to ${upTo.number}`,
        expected: `${expected}`,
        actual: `${held}`,
        unit: 'blocks',
      })
    }
    if (deviations.length > 0) return fail('The audited blocks are not one chain.', deviations)
    return pass(`${held} blocks, ${first.number} to ${upTo.number}, each the child of the one before.`)
  },
}
