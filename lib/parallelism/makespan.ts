import { float, int, toCsr, transpose } from './csr'
import { ListScheduling } from './list-scheduling'
import { gasAsDoubles, topologicalOrder, weightToExit } from './paths'
import { Scratch } from './scratch'
import { tasksByRank, tasksInBlockOrder } from './tasks'

/** Which of the ready transactions starts first: the larger weight to exit, or the lower index. */
export type ScheduleOrder = 'weight' | 'block'

/**
 * Gas until the last transaction has finished on `workers` workers, by list scheduling (Graham 1966): whenever a
 * worker is free and a transaction is ready, the first by `order` starts, ties to the lower index. At most
 * L + (G - L) / workers, for the critical path L and the gas G of the block.
 * Throws a RangeError on a cycle or on fewer workers than one.
 */
export function makespan(
  dependencies: readonly (readonly number[])[],
  gas: readonly bigint[],
  workers: number,
  order: ScheduleOrder = 'weight',
): bigint {
  const csr = toCsr(dependencies)
  const inOrder = topologicalOrder(csr)
  const doubles = gasAsDoubles(gas)
  const dependents = transpose(csr)
  const tasks = tasksInBlockOrder(csr, dependents, doubles)
  const ordered =
    order === 'block' ? tasks : tasksByRank(tasks, rankByWeight(weightToExit(dependents, doubles, inOrder)))
  return BigInt(new ListScheduling(csr.rows).makespan(ordered, workers))
}

/** Position of each transaction when sorted by weight, largest first, ties to the lower index. */
export function rankByWeight(weight: Float64Array, scratch = new Scratch()): Int32Array {
  // Sorting plain numbers is many times as fast as sorting by a comparison of ours.
  const descending = scratch.floats(weight.length)
  for (let i = 0; i < weight.length; i++) descending[i] = -float(weight, i)
  descending.sort()
  const rank = scratch.ints(weight.length)
  const equals = scratch.zeros(weight.length)
  for (let i = 0; i < weight.length; i++) {
    const first = lowerBound(descending, -float(weight, i))
    rank[i] = first + int(equals, first)
    equals[first] = int(equals, first) + 1
  }
  return rank
}

/** The first place of a value in an ascending list that holds it. */
function lowerBound(ascending: Float64Array, value: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (float(ascending, middle) < value) low = middle + 1
    else high = middle
  }
  return low
}
