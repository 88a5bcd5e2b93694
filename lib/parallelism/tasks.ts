import { Countdowns } from './countdowns'
import { type Csr, float, int } from './csr'
import { Scratch } from './scratch'

/** The transactions of a block as a list schedule sees them: of the tasks that are ready the lowest starts first. */
export interface Tasks {
  /** which transaction each task is */
  transactions: Int32Array
  gas: Float64Array
  /** how many tasks each waits for */
  dependencyCounts: Int32Array
  /** the same, counted down as they finish */
  waitingFor: Countdowns
  /** row i: the tasks that wait for task i */
  dependents: Csr
}

/** Tasks in block order. */
export function tasksInBlockOrder(
  dependencies: Csr,
  dependents: Csr,
  gas: Float64Array,
  scratch = new Scratch(),
): Tasks {
  const { rows, start } = dependencies
  const transactions = scratch.ints(rows)
  const dependencyCounts = scratch.ints(rows)
  for (let j = 0; j < rows; j++) {
    transactions[j] = j
    dependencyCounts[j] = int(start, j + 1) - int(start, j)
  }
  const waitingFor = new Countdowns(dependencyCounts, scratch)
  return { transactions, gas, dependencyCounts, waitingFor, dependents }
}

/**
 * The same tasks in the order of their ranks. Everything is put into that order, and not looked up through it: a schedule takes
 * tasks up nearly in order, and finds what it needs next to what it had.
 */
export function tasksByRank(tasks: Tasks, rank: Int32Array, scratch = new Scratch()): Tasks {
  const { rows, start, items } = tasks.dependents
  const transactions = scratch.ints(rows)
  for (let j = 0; j < rows; j++) transactions[int(rank, j)] = j
  const gas = scratch.floats(rows)
  const dependencyCounts = scratch.ints(rows)
  const rankedStart = scratch.zeros(rows + 1)
  const ranked = scratch.ints(items.length)
  let count = 0
  for (let task = 0; task < rows; task++) {
    const j = int(transactions, task)
    gas[task] = float(tasks.gas, j)
    dependencyCounts[task] = int(tasks.dependencyCounts, j)
    for (let e = int(start, j), end = int(start, j + 1); e < end; e++)
      ranked[count++] = int(rank, int(items, e))
    rankedStart[task + 1] = count
  }
  return {
    transactions,
    gas,
    dependencyCounts,
    waitingFor: new Countdowns(dependencyCounts, scratch),
    dependents: { rows, start: rankedStart, items: ranked },
  }
}
