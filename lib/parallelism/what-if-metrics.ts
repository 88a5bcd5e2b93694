import { WORKERS } from './types'
import type { Measured } from './what-if'

export type MetricUnit = 'gas' | 'transactions' | 'dependencies' | 'components' | 'aborts'

/** A whole number that a block has; over a range of blocks it is added up. */
export interface Metric {
  id: string
  name: string
  unit: MetricUnit
  value(measured: Measured): bigint
}

/** One metric over another; over a range, the sum of the one over the sum of the other. */
export interface Ratio {
  id: string
  name: string
  unit: '×' | '%'
  part: string
  whole: string
}

/** A metric today and after a change, over all blocks and in the median block. */
export interface MetricRow extends Pick<Metric, 'id' | 'name' | 'unit'> {
  before: bigint
  after: bigint
  /** after less before */
  difference: bigint
  /** of the blocks one by one; the lower of the two in the middle where their number is even */
  medianBefore: bigint
  medianAfter: bigint
}

/** Every metric of a block, in the order of docs/parallelism.md. */
export function blockMetrics(workers: readonly number[] = WORKERS): Metric[] {
  const gas = (id: string, name: string, value: Metric['value']): Metric => ({ id, name, unit: 'gas', value })
  const perWorkers = (
    id: string,
    name: string,
    unit: MetricUnit,
    values: (measured: Measured) => readonly (bigint | number)[],
  ): Metric[] =>
    workers.map((count, at) => ({
      id: `${id}${count}`,
      name: `${name}, ${count} ${count === 1 ? 'worker' : 'workers'}`,
      unit,
      value: (measured) => BigInt(values(measured)[at] ?? 0),
    }))
  const count = (id: string, name: string, unit: MetricUnit, value: (m: Measured) => number): Metric => ({
    id,
    name,
    unit,
    value: (measured) => BigInt(value(measured)),
  })
  return [
    count('transactions', 'Transactions', 'transactions', ({ block }) => block.transactions),
    gas('gasUsed', 'Gas used', ({ block }) => block.gasUsed),
    count('edges', 'Dependencies', 'dependencies', ({ block }) => block.edges),
    count('conflictedTxs', 'Transactions in conflict', 'transactions', ({ block }) => block.conflictedTxs),
    count('dependentTxs', 'Dependent transactions', 'transactions', ({ block }) => block.dependentTxs),
    gas('waitingGas', 'Gas that waits', ({ waitingGas }) => waitingGas),
    count('components', 'Components', 'components', ({ block }) => block.components),
    count('largestComponent', 'Largest component', 'transactions', ({ block }) => block.largestComponent),
    count('longestChainTxs', 'Longest chain', 'transactions', ({ block }) => block.longestChainTxs),
    gas('criticalPathGas', 'Critical path', ({ block }) => block.criticalPathGas),
    ...perWorkers('makespanGas', 'Critical path first', 'gas', ({ block }) => block.makespanGas),
    ...perWorkers('blockOrderMakespanGas', 'Block order', 'gas', ({ block }) => block.blockOrderMakespanGas),
    gas('moduleMakespanGas', 'Module-partitioned', ({ block }) => block.moduleMakespanGas),
    ...perWorkers('optimisticMakespanGas', 'Optimistic', 'gas', ({ block }) => block.optimisticMakespanGas),
    ...perWorkers('optimisticAborts', 'Optimistic aborts', 'aborts', ({ block }) => block.optimisticAborts),
  ]
}

/** The rates and speedups that follow from the metrics. */
export function blockRatios(workers: readonly number[] = WORKERS): Ratio[] {
  const share = (id: string, name: string, part: string): Ratio => ({
    id,
    name,
    unit: '%',
    part,
    whole: 'transactions',
  })
  const speedup = (whole: string, name: string): Ratio => ({
    id: `speedup.${whole}`,
    name,
    unit: '×',
    part: 'gasUsed',
    whole,
  })
  const perWorkers = (id: string, name: string) =>
    workers.map((count) => speedup(`${id}${count}`, `Speedup ${name}, ${count} workers`))
  return [
    speedup('criticalPathGas', 'Speedup bound'),
    share('conflictRate', 'Single-transaction conflict rate', 'conflictedTxs'),
    share('groupConflictRate', 'Group conflict rate', 'largestComponent'),
    share('dependentRatio', 'Dependent ratio', 'dependentTxs'),
    ...perWorkers('makespanGas', 'critical path first'),
    ...perWorkers('blockOrderMakespanGas', 'in block order'),
    speedup('moduleMakespanGas', 'Speedup module-partitioned'),
    ...perWorkers('optimisticMakespanGas', 'optimistic'),
  ]
}

/** Every metric of some blocks today and after a change. */
export function compareMetrics(
  blocks: readonly { before: Measured; after: Measured }[],
  workers: readonly number[] = WORKERS,
): MetricRow[] {
  return blockMetrics(workers).map(({ id, name, unit, value }) => {
    const before = blocks.map((block) => value(block.before))
    const after = blocks.map((block) => value(block.after))
    const [today, then] = [sum(before), sum(after)]
    return {
      ...{ id, name, unit, before: today, after: then, difference: then - today },
      ...{ medianBefore: median(before), medianAfter: median(after) },
    }
  })
}

const sum = (values: readonly bigint[]): bigint => values.reduce((total, value) => total + value, 0n)

/** The middle value, the lower of two; 0 of none. */
function median(values: readonly bigint[]): bigint {
  const sorted = [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0n
}
