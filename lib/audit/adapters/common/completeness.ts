import { counted, indeterminate, pass } from '../../outcome'
import type { CheckOutcome } from '../../types'
import type { AdapterRange, PlacedLog } from '../adapter'

/**
 * completeness: every block of the period is the child of the one before and was searched for logs, and every event of the program
 * is one that its kind has.
 */
export function completeness(range: AdapterRange, unknown: readonly PlacedLog[]): CheckOutcome {
  const blocks = range.last.number - range.first.number + 1n
  const [strange] = unknown
  if (strange !== undefined) {
    return indeterminate(
      `${counted(unknown.length, 'event')} of the program are none that this kind has, the first in transaction ${strange.at.transactionHash}: what they mean is not known.`,
    )
  }
  if (range.linked < blocks) {
    return indeterminate(
      `${range.linked} of ${counted(blocks, 'block')} are linked by their headers; the logs of the others are those that ${range.otherwise ?? 'nobody looked for'}.`,
    )
  }
  return pass(`${counted(blocks, 'block')} linked by their headers, and searched for every event.`)
}
