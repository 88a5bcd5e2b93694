import type { Check } from '../check'
import { counted, fail, indeterminate, pass, placeOf, sumOf } from '../outcome'
import type { Evidence } from '../types'

export const expiry: Check = {
  id: 'expiry',
  name: 'Expiry',
  statement:
    "What was not claimed returns once, to the treasury, by a transfer in the close's transaction, and not before the epoch's end.",
  run: ({ data, opening, transfers }) => {
    const [close, ...again] = data.closings
    if (close === undefined) return indeterminate(`The epoch is not closed up to block ${data.upTo.number}.`)
    const deviations: Evidence[] = again.map(({ at }) => ({
      subject: 'close',
      ...placeOf(at),
      expected: `one close, made in transaction ${close.at.transactionHash}`,
      actual: 'closed again',
    }))
    for (const { at } of data.closings) {
      if (at.timestamp >= opening.closesAt) continue
      deviations.push({
        subject: 'close',
        ...placeOf(at),
        expected: `at or after ${opening.closesAt}`,
        actual: `${at.timestamp}`,
        unit: 'unix seconds',
      })
    }
    for (const { at, reclaimed } of transfers?.unreturned ?? []) {
      deviations.push({
        subject: 'return of what was not claimed',
        ...placeOf(at),
        expected: `transfer of ${reclaimed} wei to the treasury`,
        actual: 'no such transfer',
      })
    }
    if (deviations.length > 0) return fail('What was not claimed did not return as stated.', deviations)
    if (transfers === undefined) return indeterminate('The token transfers of the epoch are not known.')
    const returned = sumOf(data.closings, ({ reclaimed }) => reclaimed)
    return pass(`${returned} wei returned to the treasury in ${counted(1, 'close')} after the epoch's end.`)
  },
}
