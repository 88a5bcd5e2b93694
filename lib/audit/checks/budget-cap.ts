import type { Check } from '../check'
import { fail, pass } from '../outcome'

export const budgetCap: Check = {
  id: 'budget-cap',
  name: 'Budget cap',
  statement: 'What is paid in the epoch is at most its budget.',
  run: ({ payments: { paid }, opening }) => {
    if (paid <= opening.budget) return pass(`Paid ${paid} wei of a budget of ${opening.budget} wei.`)
    return fail(`Paid ${paid} wei, ${paid - opening.budget} wei more than the budget.`, [
      { subject: 'epoch', expected: `at most ${opening.budget}`, actual: `${paid}`, unit: 'wei' },
    ])
  },
}
