import { type Csr, float, int, toCsr, transpose } from './csr'
import { EventHeap } from './heap'
import { IntQueue } from './int-queue'
import { gasAsDoubles } from './paths'
import type { ScheduleWatch } from './schedule-watch'

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

const READY = 0
const WAITING = 1
const RUNNING = 2
const EXECUTED = 3

/** What a run needs to remember, so that the runs of a block share it. */
export class OptimisticSpace {
  readonly state: Int32Array
  /** 1 while what others would read of a transaction is marked as an estimate: it will execute (again) */
  readonly estimate: Int32Array
  readonly estimatesRead: Int32Array
  readonly aborted: Int32Array
  readonly ready: IntQueue
  readonly running: EventHeap

  constructor(rows: number) {
    this.state = new Int32Array(rows)
    this.estimate = new Int32Array(rows)
    this.estimatesRead = new Int32Array(rows)
    this.aborted = new Int32Array(rows)
    this.ready = new IntQueue(rows)
    this.running = new EventHeap(rows)
  }

  cleared(): this {
    for (const array of [this.state, this.estimate, this.estimatesRead, this.aborted]) array.fill(0)
    return this
  }
}

/**
 * Block-STM (Gelashvili et al., arXiv 2203.06871) as an event simulation over the dependencies of a block; its
 * model is written down in docs/parallelism.md, "Optimistic execution". `validation` and `restart` are the gas that
 * each transaction's validation and each of its repetitions cost beside its own gas. `watch` hears of starts and aborts.
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
  const rows = dependencies.rows
  const { state, estimate, estimatesRead, aborted, ready, running } = space.cleared()
  const stale: number[] = []
  const run: OptimisticRun = { makespanGas: 0, aborts: 0, abortedTxs: 0, executions: 0, validations: 0 }
  for (let j = 0; j < rows; j++) ready.push(j)
  let now = 0

  const markEstimate = (i: number) => {
    if (int(estimate, i) === 1) return
    estimate[i] = 1
    for (let e = int(dependents.start, i), end = int(dependents.start, i + 1); e < end; e++) {
      const j = int(dependents.items, e)
      estimatesRead[j] = int(estimatesRead, j) + 1
    }
  }
  const abortAll = () => {
    for (let i = stale.pop(); i !== undefined; i = stale.pop()) {
      const was = int(state, i)
      if (was !== RUNNING && was !== EXECUTED) continue
      if (was === RUNNING) running.remove(i)
      else run.validations++
      run.aborts++
      watch?.aborted?.(i, now)
      if (int(aborted, i) === 0) run.abortedTxs++
      aborted[i] = 1
      state[i] = READY
      markEstimate(i)
      ready.push(i)
      for (let e = int(dependents.start, i), end = int(dependents.start, i + 1); e < end; e++) {
        stale.push(int(dependents.items, e))
      }
    }
  }
  const finish = (i: number) => {
    run.executions++
    run.validations++
    state[i] = EXECUTED
    const wasEstimate = int(estimate, i) === 1
    estimate[i] = 0
    for (let e = int(dependents.start, i), end = int(dependents.start, i + 1); e < end; e++) {
      const j = int(dependents.items, e)
      if (wasEstimate) estimatesRead[j] = int(estimatesRead, j) - 1
      if (int(state, j) !== WAITING) stale.push(j)
      else if (int(estimatesRead, j) === 0) {
        state[j] = READY
        ready.push(j)
      }
    }
    abortAll()
  }

  for (;;) {
    while (ready.size > 0 && running.size < workers) {
      const j = ready.pop()
      if (int(estimatesRead, j) > 0) {
        state[j] = WAITING
        markEstimate(j)
        continue
      }
      state[j] = RUNNING
      const again = int(aborted, j) === 1 ? float(restart, j) : 0
      const until = now + again + float(gas, j) + float(validation, j)
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

/** Gas of each row of a Csr at so much an item. */
export function gasPerItem({ rows, start }: Csr, gasPerItem: bigint): Float64Array {
  const each = Number(gasPerItem)
  const gas = new Float64Array(rows)
  for (let i = 0; i < rows; i++) gas[i] = each * (int(start, i + 1) - int(start, i))
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
