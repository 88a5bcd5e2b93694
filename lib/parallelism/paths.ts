import { type Csr, float, int, transpose } from './csr'
import { Scratch } from './scratch'

/** Largest total gas that the schedules compute exactly: times are doubles, and may grow to a few times the total. */
const LARGEST_TOTAL_GAS = 2 ** 50

/**
 * Gas of each transaction as a double. Exact: throws a RangeError where a transaction's gas is negative or the sum
 * passes 2^50, a thousand times the gas of the largest blocks known.
 */
export function gasAsDoubles(gas: readonly bigint[]): Float64Array {
  let total = 0
  const doubles = new Float64Array(gas.length)
  gas.forEach((amount, i) => {
    if (amount < 0n) throw new RangeError(`transaction ${i} has a negative gas used of ${amount}`)
    doubles[i] = Number(amount)
    total += float(doubles, i)
  })
  // Sums of doubles are exact up to 2^53, and what passes 2^50 stays above it.
  if (total > LARGEST_TOTAL_GAS) {
    const exact = gas.reduce((sum, amount) => sum + amount, 0n)
    throw new RangeError(`the gas used adds up to ${exact}, above 2^50`)
  }
  return doubles
}

/** Gas of all transactions together. */
export function totalGas(gas: Float64Array): number {
  let total = 0
  for (let i = 0; i < gas.length; i++) total += float(gas, i)
  return total
}

/**
 * Transactions with each after all that it depends on. In a block that is the block order; other graphs are sorted.
 * Throws a RangeError on a cycle.
 */
export function topologicalOrder(dependencies: Csr, scratch = new Scratch()): Int32Array {
  const { rows, start, items } = dependencies
  const order = scratch.ints(rows)
  let inBlockOrder = true
  for (let j = 0; j < rows; j++) {
    order[j] = j
    for (let e = int(start, j), end = int(start, j + 1); e < end; e++) {
      if (int(items, e) >= j) inBlockOrder = false
    }
  }
  if (inBlockOrder) return order
  const dependents = transpose(dependencies, scratch)
  const waiting = scratch.ints(rows)
  let found = 0
  for (let j = 0; j < rows; j++) {
    waiting[j] = int(start, j + 1) - int(start, j)
    if (int(waiting, j) === 0) order[found++] = j
  }
  for (let next = 0; next < found; next++) {
    const i = int(order, next)
    for (let e = int(dependents.start, i), end = int(dependents.start, i + 1); e < end; e++) {
      const j = int(dependents.items, e)
      waiting[j] = int(waiting, j) - 1
      if (int(waiting, j) === 0) order[found++] = j
    }
  }
  if (found < rows) throw new RangeError('the dependencies form a cycle')
  return order
}

// An `order`, here and below, has each transaction after all that it depends on.

/** The heaviest path: its gas and its transactions, first to last; of equally heavy ones the lower indexes. */
export function criticalPath(
  dependencies: Csr,
  gas: Float64Array,
  order = topologicalOrder(dependencies),
  scratch = new Scratch(),
): { gas: number; path: number[] } {
  const { rows, start, items } = dependencies
  const weight = scratch.floats(rows)
  let last = -1
  let longest = 0
  for (let place = 0; place < rows; place++) {
    const j = int(order, place)
    let heaviest = 0
    for (let e = int(start, j), end = int(start, j + 1); e < end; e++) {
      heaviest = Math.max(heaviest, float(weight, int(items, e)))
    }
    const through = heaviest + float(gas, j)
    weight[j] = through
    if (last >= 0 && through <= longest) continue
    last = j
    longest = through
  }
  // Which of the dependencies is the heaviest matters on the path alone.
  const path: number[] = []
  for (let j = last; j >= 0; ) {
    path.push(j)
    let next = -1
    for (let e = int(start, j), end = int(start, j + 1); e < end; e++) {
      const i = int(items, e)
      const more = next < 0 ? 1 : float(weight, i) - float(weight, next)
      if (more > 0 || (more === 0 && i < next)) next = i
    }
    j = next
  }
  return { gas: longest, path: path.reverse() }
}

/** Number of transactions on the longest path. */
export function longestChain(
  dependencies: Csr,
  order = topologicalOrder(dependencies),
  scratch = new Scratch(),
): number {
  const { rows, start, items } = dependencies
  const length = scratch.ints(rows)
  let longest = 0
  for (let place = 0; place < rows; place++) {
    const j = int(order, place)
    let before = 0
    for (let e = int(start, j), end = int(start, j + 1); e < end; e++) {
      before = Math.max(before, int(length, int(items, e)))
    }
    length[j] = before + 1
    longest = Math.max(longest, before + 1)
  }
  return longest
}

/**
 * For each transaction its own gas and that of the heaviest path through those that depend on it. `order` has each after all
 * that it depends on.
 */
export function weightToExit(
  dependents: Csr,
  gas: Float64Array,
  order: Int32Array,
  scratch = new Scratch(),
): Float64Array {
  const { rows, start, items } = dependents
  const weight = scratch.floats(rows)
  for (let place = rows - 1; place >= 0; place--) {
    const i = int(order, place)
    let after = 0
    for (let e = int(start, i), end = int(start, i + 1); e < end; e++) {
      after = Math.max(after, float(weight, int(items, e)))
    }
    weight[i] = float(gas, i) + after
  }
  return weight
}
