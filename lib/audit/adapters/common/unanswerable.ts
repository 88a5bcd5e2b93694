import { describeCheck } from '../../catalogue'
import type { Unanswerable } from '../../types'

/** Checks of the catalogue that a kind of program has no data for, each with its reason. @throws RangeError for an unknown id */
export function notAnswered(reasons: Record<string, string>): Unanswerable[] {
  return Object.entries(reasons).map(([id, reason]) => {
    const check = describeCheck(id)
    if (check === undefined) throw new RangeError(`the catalogue has no check ${id}`)
    return { id, name: check.name, statement: check.statement, reason }
  })
}
