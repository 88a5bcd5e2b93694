import { plainTargetName } from '@/lib/parallelism/change-text'
import { adviceSentence, changeWords } from '@/lib/parallelism/change-words'
import type { Policy } from '@/lib/parallelism/types'
import { blockRatios, compareMetrics, type MetricRow } from '@/lib/parallelism/what-if-metrics'
import type { BlockReport } from './report'
import { alignedRows, grouped, ratio } from './table'
import type { AskedChange } from './what-if'

const MOST_ADVICE = 10

/** What was asked of a report beside its metrics, under one policy: changes, then advice. */
export function whatIfLines({ whatIf = [], advice = [], workers }: BlockReport, policy: Policy): string[] {
  return [
    ...whatIf.flatMap((asked) => changeLines(asked, policy, workers)),
    ...advice.flatMap(({ policy: of, report }) => {
      if (of !== policy) return []
      const sentences = report.advice
        .slice(0, MOST_ADVICE)
        .map((one, at) => `  ${at + 1}. ${adviceSentence(one, report, plainTargetName(one.target))}`)
      const head = `  advice, policy ${policy}: ${report.tried} of ${report.targets} keys, contracts and modules tried, hottest first`
      return ['', head, ...(sentences.length > 0 ? sentences : ['  No single change frees any gas.'])]
    }),
  ]
}

function changeLines(
  { change, outcomes }: AskedChange,
  policy: Policy,
  workers: readonly number[],
): string[] {
  const outcome = outcomes.find((one) => one.policy === policy)?.outcome
  if (outcome === undefined) return []
  const head = `  what if, policy ${policy}: ${changeWords(plainTargetName(change.target), change.action)}`
  if (outcome.keys === 0 && change.action.kind !== 'moved') {
    return ['', head, '  The block does not touch it: nothing changes.']
  }
  const rows = compareMetrics([outcome], workers)
  // Makespans are shown as the speedups that they are.
  const figures = rows
    .filter(({ id }) => id !== 'transactions' && id !== 'gasUsed' && !/makespan/i.test(id))
    .map((row) => [row.unit === 'gas' ? `${row.name}, gas` : row.name, ...numbers(row)])
  const gas = new Map(rows.map((row) => [row.id, row]))
  const ratios = blockRatios(workers).flatMap(({ name, unit, part, whole }) => {
    const [above, below] = [gas.get(part), gas.get(whole)]
    if (unit !== '×' || above === undefined || below === undefined) return []
    return [[name, ratio(above.before, below.before), ratio(above.after, below.after)]]
  })
  return ['', head, ...alignedRows([['', 'today', 'then', 'change'], ...figures, ...ratios])]
}

function numbers({ before, after, difference }: MetricRow): string[] {
  return [grouped(before), grouped(after), `${difference > 0n ? '+' : ''}${grouped(difference)}`]
}
