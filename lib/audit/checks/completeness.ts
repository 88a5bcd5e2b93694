import type { Check } from '../check'
import { noticeKind } from '../notices'
import { fail, indeterminate, pass, placeOf } from '../outcome'
import type { Evidence } from '../types'

export const completeness: Check = {
  id: 'completeness',
  name: 'Completeness',
  statement:
    'Every block from before the opening (from the close of the epoch before, where that is earlier) to the audited one was read, and each names the one before as its parent; and every event of the program in them is one that its kind has.',
  run: ({ data: { range, upTo, unrecognised } }) => {
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
    const unknown = unrecognised.filter(({ topics }) => noticeKind(topics) === undefined)
    if (unknown.length > 0) {
      const rows = unknown.map(({ at, topics, data }) => ({
        subject: 'event of the program',
        ...placeOf(at),
        expected: 'an event that its kind of program has',
        actual: `topics ${topics.join(', ') || 'none'}; ${(data.length - 2) / 2} bytes of data`,
      }))
      return fail('The program tells of something that nobody understands.', rows)
    }
    return pass(`${held} blocks, ${first.number} to ${upTo.number}, each the child of the one before.`)
  },
}
