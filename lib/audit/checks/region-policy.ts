import type { Check } from '../check'
import { counted, fail, indeterminate, pass } from '../outcome'
import { sumOfCounts } from '../payment-tally'
import type { Evidence } from '../types'

export const regionPolicy: Check = {
  id: 'region-policy',
  name: 'Regions follow the policy',
  statement:
    "The payments of each region sum up to their number times the region's amount, and to at most the region's share of the budget.",
  run: ({ rule, ruleProblem, amounts, payments }) => {
    if (rule === undefined) return indeterminate(`The rule cannot be computed: ${ruleProblem}.`)
    const { byRegion } = payments
    const regions = new Set([...rule.regions.map(({ region }) => region), ...byRegion.keys()])
    const deviations: Evidence[] = []
    for (const region of [...regions].sort((a, b) => a - b)) {
      const counts = byRegion.get(region) ?? new Map<bigint, bigint>()
      const count = [...counts.values()].reduce((sum, people) => sum + people, 0n)
      const paid = sumOfCounts(counts)
      const { amount = 0n, share = 0n } = amounts.get(region) ?? {}
      const subject = `region ${region}`
      if (paid !== count * amount) {
        const expected = `${count * amount} (${counted(count, 'payment')} of ${amount})`
        deviations.push({ subject, expected, actual: `${paid}`, unit: 'wei' })
      }
      if (paid > share) {
        deviations.push({ subject, expected: `at most its share, ${share}`, actual: `${paid}`, unit: 'wei' })
      }
    }
    if (deviations.length > 0) return fail('Regions are paid otherwise than by the policy.', deviations)
    return pass(`${counted(rule.regions.length, 'region')}, each paid by its amount and within its share.`)
  },
}
