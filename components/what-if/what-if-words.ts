import { percent, ratio } from '@/lib/format/numbers'
import type { MetricRow } from '@/lib/parallelism/what-if-metrics'

/** A ratio of two metrics, today and then, in words. */
export interface RatioPair {
  before: string
  after: string
}

/** One metric over another today and after the change: "2.31×" and "4.02×", or percentages. */
export function ratioOf(
  metrics: readonly MetricRow[],
  part: string,
  whole: string,
  unit: '×' | '%',
): RatioPair {
  const above = metrics.find(({ id }) => id === part)
  const below = metrics.find(({ id }) => id === whole)
  const write = (of: 'before' | 'after') => {
    const [a, b] = [above?.[of] ?? 0n, below?.[of] ?? 0n]
    if (unit === '%') return percent(a, b)
    return b === 0n ? '–' : `${ratio(a, b)}×`
  }
  return { before: write('before'), after: write('after') }
}

/** Both in one figure: "2.31× → 4.02×"; alone where nothing changes. */
export const pairWords = ({ before, after }: RatioPair): string =>
  before === after ? before : `${before} → ${after}`
