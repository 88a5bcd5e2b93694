import { Bits, wordsFor } from './bits'
import { type Csr, float, int, toCsr, transpose } from './csr'
import { IntQueue } from './int-queue'
import { gasAsDoubles } from './paths'
import { RunningTasks } from './running-tasks'
import type { ScheduleWatch } from './schedule-watch'
import { Scratch } from './scratch'

/** What the optimistic schedule costs beyond execution, in gas. */
export interface OptimisticCosts {
  /** validating one incarnation, for each key that it read */
  validationGasPerRead: bigint
  /** aborting one incarnation, for each key whose writes are marked as estimates */
  abortGasPerWrite: bigint
}

/** A warm access costs 100 gas (EIP-2929): re-reading a key, or marking one, is taken as just that. */
export const DEFAULT_OPTIMISTIC_COSTS: OptimisticCosts = {
  validationGasPerRead: 100n,
  abortGasPerWrite: 100n,
}

export interface OptimisticRun {
  makespanGas: number
  /** incarnations begun whose reads turned out stale; each is followed by a re-execution */
  aborts: number
  /** transactions with at least one abort */
  abortedTxs: number
  /** incarnations that ran to their end */
  executions: number
  /** validations: one for each incarnation that ran to its end, and one for each finished one found stale later */
  validations: number
}

// What a run knows of a transaction is one number, since most of its time goes into fetching it: the state in the two low
// bits (stale can only be one that ran or runs, so those two are the highest), whether it was aborted before, and above
// that how many of its dependencies are estimates.
const READY = 0
const WAITING = 1
const RUNNING = 2
const EXECUTED = 3
const STATE = 3
const ABORTED = 4
const ONE_ESTIMATE = 8

/** What a run needs to remember, so that the runs of a block share it. */
export class OptimisticSpace {
  readonly known: Int32Array
  /** transactions whose writes are marked as estimates: they will execute (again) */
  readonly estimates: Bits
  readonly again: IntQueue
  readonly running: RunningTasks

  constructor(rows: number, scratch = new Scratch()) {
    this.known = scratch.ints(rows)
    this.estimates = new Bits(scratch.ints(wordsFor(rows)))
    this.again = new IntQueue(rows, scratch)
    this.running = new RunningTasks(rows, scratch)
  }

  cleared(): this {
    this.known.fill(READY)
    this.estimates.words.fill(0)
    return this
  }
}

/**
 * Block-STM (Gelashvili et al., arXiv 2203.06871) as an event simulation over the dependencies of a block, each on an
 * earlier transaction; its model is written down in docs/parallelism.md, "Optimistic execution". `validation` and
 * `restart` are the gas that each transaction's validation and each of its repetitions cost beside its own gas. Rows of
 * `dependents` are ascending. `watch` hears of starts and aborts.
 */
export function simulateOptimistic(
  dependencies: Csr,
  dependents: Csr,
  gas: Float64Array,
  validation: Float64Array,
  restart: Float64Array,
  workers: number,
  space = new OptimisticSpace(dependencies.rows),
  watch?: ScheduleWatch,
): OptimisticRun {
  if (!(workers >= 1)) throw new RangeError(`a schedule needs at least one worker, not ${workers}`)
  const { known, estimates, again } = space.cleared()
  const running = space.running.on(workers)
  const stale: number[] = []
  const run: OptimisticRun = { makespanGas: 0, aborts: 0, abortedTxs: 0, executions: 0, validations: 0 }
  // The lowest transaction that was never taken up: none from here on has run or waits. Most of what depends on a
  // transaction lies there when it finishes, and need not be looked at.
  let untouched = 0
  let now = 0

  const setState = (j: number, state: number) => {
    known[j] = (int(known, j) & ~STATE) | state
  }
  /** Lets the dependents know of `change` (1, 0 or -1) estimates more among what they read; those that read before are stale. */
  const tellDependents = (i: number, change: number, isStale: boolean) => {
    for (let e = int(dependents.start, i), end = int(dependents.start, i + 1); e < end; e++) {
      const j = int(dependents.items, e)
      if (change === 0 && j >= untouched) return
      const after = int(known, j) + change * ONE_ESTIMATE
      known[j] = after
      const state = after & STATE
      if (state >= RUNNING) {
        if (isStale) stale.push(j)
      } else if (state === WAITING && after < ONE_ESTIMATE) {
        setState(j, READY)
        again.push(j)
      }
    }
  }
  const markEstimate = (i: number): number => {
    if (estimates.has(i)) return 0
    estimates.add(i)
    return 1
  }
  const abortAll = () => {
    for (let i = stale.pop(); i !== undefined; i = stale.pop()) {
      const before = int(known, i)
      const state = before & STATE
      if (state < RUNNING) continue
      if (state === RUNNING) running.remove(i)
      else run.validations++
      run.aborts++
      watch?.aborted?.(i, now)
      if ((before & ABORTED) === 0) run.abortedTxs++
      known[i] = (before & ~STATE) | ABORTED | READY
      again.push(i)
      tellDependents(i, markEstimate(i), true)
    }
  }
  const finish = (i: number) => {
    run.executions++
    run.validations++
    setState(i, EXECUTED)
    const cleared = estimates.has(i) ? -1 : 0
    estimates.delete(i)
    tellDependents(i, cleared, true)
    abortAll()
  }

  for (;;) {
    while (running.size < workers && (again.size > 0 || untouched < dependencies.rows)) {
      // Whatever was taken up before is lower than all that was not.
      const j = again.size > 0 ? again.pop() : untouched++
      if (int(known, j) >= ONE_ESTIMATE) {
        setState(j, WAITING)
        tellDependents(j, markEstimate(j), false)
        continue
      }
      setState(j, RUNNING)
      const repeated = (int(known, j) & ABORTED) === 0 ? 0 : float(restart, j)
      const until = now + repeated + float(gas, j) + float(validation, j)
      running.push(j, until)
      watch?.started(j, now, until)
    }
    if (running.size === 0) break
    now = running.nextTime
    while (running.size > 0 && running.nextTime === now) finish(running.pop())
  }
  run.makespanGas = now
  return run
}

/** Gas of each transaction at so much for each of the keys that it uses. */
export function gasPerKey(counts: Int32Array, gasPerKey: bigint, scratch = new Scratch()): Float64Array {
  const each = Number(gasPerKey)
  const gas = scratch.floats(counts.length)
  for (let i = 0; i < counts.length; i++) gas[i] = each * int(counts, i)
  return gas
}

/**
 * The simulation over plain lists: dependencies[j] are the earlier transactions that j depends on; reads and writes
 * are the sizes of each access set.
 */
export function optimistic(
  dependencies: readonly (readonly number[])[],
  transactions: readonly { gas: bigint; reads: number; writes: number }[],
  workers: number,
  costs: OptimisticCosts = DEFAULT_OPTIMISTIC_COSTS,
): OptimisticRun {
  const csr = toCsr(dependencies)
  const validation = Number(costs.validationGasPerRead)
  const abort = Number(costs.abortGasPerWrite)
  return simulateOptimistic(
    csr,
    transpose(csr),
    gasAsDoubles(transactions.map(({ gas }) => gas)),
    Float64Array.from(transactions, ({ reads }) => reads * validation),
    Float64Array.from(transactions, ({ writes }) => writes * abort),
    workers,
  )
}
