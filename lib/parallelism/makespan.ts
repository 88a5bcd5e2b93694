import { float, int, toCsr, transpose } from './csr'
import { IntQueue } from './int-queue'
import { gasAsDoubles, topologicalOrder, weightToExit } from './paths'
import { RunningTasks } from './running-tasks'
import type { ScheduleWatch } from './schedule-watch'
import { Scratch } from './scratch'
import { type Tasks, tasksByRank, tasksInBlockOrder } from './tasks'

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
  return BigInt(
    listSchedule(
      order === 'block'
        ? tasks
        : tasksByRank(tasks, rankByWeight(weightToExit(dependents, doubles, inOrder))),
      workers,
    ),
  )
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

/** What a schedule needs to remember, so that the schedules of a block share it; each leaves it as it found it. */
export class ScheduleSpace {
  readonly ready: IntQueue
  readonly running: RunningTasks

  constructor(tasks: number, scratch = new Scratch()) {
    this.ready = new IntQueue(tasks, scratch)
    this.running = new RunningTasks(tasks, scratch)
  }
}

/** List scheduling of tasks that do not wait for one another in a circle. `watch` hears of starts. */
export function listSchedule(
  { transactions, gas, waitingFor, dependents }: Tasks,
  workers: number,
  space = new ScheduleSpace(dependents.rows),
  watch?: ScheduleWatch,
): number {
  if (!(workers >= 1)) throw new RangeError(`a schedule needs at least one worker, not ${workers}`)
  const { ready } = space
  const running = space.running.on(workers)
  waitingFor.set()
  for (let task = 0; task < dependents.rows; task++) {
    if (waitingFor.isZero(task)) ready.push(task)
  }
  let now = 0
  for (;;) {
    while (ready.size > 0 && running.size < workers) {
      const task = ready.pop()
      const until = now + float(gas, task)
      running.push(task, until)
      watch?.started(int(transactions, task), now, until)
    }
    if (running.size === 0) return now
    now = running.nextTime
    while (running.size > 0 && running.nextTime === now) {
      const ended = running.pop()
      for (let e = int(dependents.start, ended), end = int(dependents.start, ended + 1); e < end; e++) {
        const task = int(dependents.items, e)
        if (waitingFor.countDown(task)) ready.push(task)
      }
    }
  }
}
