import type { Check } from '../check'
import { fail, indeterminate, pass, placeOf } from '../outcome'
import type { Evidence } from '../types'

export const remainder: Check = {
  id: 'remainder',
  name: 'Remainder',
  statement:
    'The shares of the regions, with the units left over given out by largest remainder and ties to the lower region id, sum up to the budget; and at the close, paid + reclaimed = budget.',
  run: ({ data, opening, rule, ruleProblem }) => {
    if (rule === undefined) return indeterminate(`The rule cannot be computed: ${ruleProblem}.`)
    const deviations: Evidence[] = []
    if (rule.shared !== opening.budget) {
      deviations.push({
        subject: 'sum of shares',
        ...placeOf(opening.at),
        expected: `${opening.budget}`,
        actual: `${rule.shared}`,
        unit: 'wei',
      })
    }
    for (const { paid, reclaimed, at } of data.closings) {
      if (paid + reclaimed === opening.budget) continue
      deviations.push({
        subject: 'paid + reclaimed at the close',
        ...placeOf(at),
        expected: `${opening.budget}`,
        actual: `${paid + reclaimed}`,
        unit: 'wei',
      })
    }
    if (deviations.length > 0) return fail('The budget is not accounted for to the wei.', deviations)
    const shares = `Shares sum up to the budget, ${rule.leftOver} of its wei given out by largest remainder`
    if (data.closings.length === 0) {
      return indeterminate(`${shares}; the epoch is not closed, so what it returns is not known.`)
    }
    return pass(`${shares}; paid + reclaimed = budget.`)
  },
}
