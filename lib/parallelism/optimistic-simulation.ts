import { Bits, wordsFor } from './bits'
import { type Csr, float, int } from './csr'
import type { EventQueue } from './event-queue'
import { IntQueue } from './int-queue'
import { RunningTasks } from './running-tasks'
import type { ScheduleWatch } from './schedule-watch'
import { Scratch } from './scratch'

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

/** The gas of each transaction of a block, of its validation, and of each of its repetitions beside its own. */
export interface OptimisticGas {
  gas: Float64Array
  validation: Float64Array
  restart: Float64Array
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

/**
 * Block-STM (Gelashvili et al., arXiv 2203.06871) as an event simulation over the dependencies of a block, each on an
 * earlier transaction; its model is written down in docs/parallelism.md, "Optimistic execution". One after another it runs
 * the block on any numbers of workers, in the same memory.
 */
export class OptimisticSimulation {
  readonly #dependents: Csr
  readonly #costs: OptimisticGas
  readonly #known: Int32Array
  /** transactions whose writes are marked as estimates: they will execute (again) */
  readonly #estimates: Bits
  /** to be executed, and taken up before */
  readonly #again: IntQueue
  readonly #tasks: RunningTasks
  readonly #stale: number[] = []
  #running: EventQueue
  /** the lowest transaction that was never taken up: none from here on has run or waits */
  #untouched = 0
  #now = 0
  #run = nothingRun()
  #watch: ScheduleWatch | undefined

  /** Row i of `dependents` are the transactions that depend on i, ascending. */
  constructor(dependents: Csr, costs: OptimisticGas, scratch = new Scratch()) {
    const { rows } = dependents
    this.#dependents = dependents
    this.#costs = costs
    this.#known = scratch.ints(rows)
    this.#estimates = new Bits(scratch.ints(wordsFor(rows)))
    this.#again = new IntQueue(rows, scratch)
    this.#tasks = new RunningTasks(rows, scratch)
    this.#running = this.#tasks.on(1)
  }

  /** Runs the block. `watch` hears of starts and aborts. Throws a RangeError on fewer workers than one. */
  on(workers: number, watch?: ScheduleWatch): OptimisticRun {
    this.#running = this.#tasks.on(workers)
    this.#known.fill(READY)
    this.#estimates.words.fill(0)
    this.#untouched = 0
    this.#now = 0
    this.#run = nothingRun()
    this.#watch = watch
    for (;;) {
      this.#takeUp(workers)
      if (this.#running.size === 0) break
      this.#finishNext()
    }
    return { ...this.#run, makespanGas: this.#now }
  }

  /** Gives every free worker a transaction, as long as there is one that does not wait. */
  #takeUp(workers: number): void {
    const { gas, validation, restart } = this.#costs
    const running = this.#running
    while (running.size < workers && (this.#again.size > 0 || this.#untouched < this.#dependents.rows)) {
      // Whatever was taken up before is lower than all that was not.
      const j = this.#again.size > 0 ? this.#again.pop() : this.#untouched++
      if (int(this.#known, j) >= ONE_ESTIMATE) {
        this.#setState(j, WAITING)
        this.#tellDependents(j, this.#markEstimate(j), false)
        continue
      }
      this.#setState(j, RUNNING)
      const repeated = (int(this.#known, j) & ABORTED) === 0 ? 0 : float(restart, j)
      const until = this.#now + repeated + float(gas, j) + float(validation, j)
      this.#tasks.endsAt[j] = until
      running.push(j)
      this.#watch?.started(j, this.#now, until)
    }
  }

  /** Goes on to the time when the next transaction finishes, and finishes all that finish then. */
  #finishNext(): void {
    const running = this.#running
    this.#now = running.nextTime
    while (running.size > 0 && running.nextTime === this.#now) this.#finish(running.pop())
  }

  #finish(i: number): void {
    this.#run.executions++
    this.#run.validations++
    this.#setState(i, EXECUTED)
    const cleared = this.#estimates.has(i) ? -1 : 0
    this.#estimates.delete(i)
    this.#tellDependents(i, cleared, true)
    if (this.#stale.length > 0) this.#abortAll()
  }

  #abortAll(): void {
    for (let i = this.#stale.pop(); i !== undefined; i = this.#stale.pop()) {
      const before = int(this.#known, i)
      const state = before & STATE
      if (state < RUNNING) continue
      if (state === RUNNING) this.#running.remove(i)
      else this.#run.validations++
      this.#run.aborts++
      this.#watch?.aborted?.(i, this.#now)
      if ((before & ABORTED) === 0) this.#run.abortedTxs++
      this.#known[i] = (before & ~STATE) | ABORTED | READY
      this.#again.push(i)
      this.#tellDependents(i, this.#markEstimate(i), true)
    }
  }

  /** Lets the dependents know of `change` (1, 0 or -1) estimates more among what they read; those that read before are stale. */
  #tellDependents(i: number, change: number, isStale: boolean): void {
    const { start, items } = this.#dependents
    const known = this.#known
    // What was not taken up has nothing stale. Most of what depends on a transaction is there when it finishes.
    const below = change === 0 ? this.#untouched : this.#dependents.rows
    for (let e = int(start, i), end = int(start, i + 1); e < end; e++) {
      const j = int(items, e)
      if (j >= below) return
      const after = int(known, j) + change * ONE_ESTIMATE
      known[j] = after
      const state = after & STATE
      if (state >= RUNNING) {
        if (isStale) this.#stale.push(j)
      } else if (state === WAITING && after < ONE_ESTIMATE) {
        this.#setState(j, READY)
        this.#again.push(j)
      }
    }
  }

  /** 1 where the transaction was no estimate before, else 0. */
  #markEstimate(i: number): number {
    if (this.#estimates.has(i)) return 0
    this.#estimates.add(i)
    return 1
  }

  #setState(j: number, state: number): void {
    this.#known[j] = (int(this.#known, j) & ~STATE) | state
  }
}

const nothingRun = (): OptimisticRun => ({
  makespanGas: 0,
  aborts: 0,
  abortedTxs: 0,
  executions: 0,
  validations: 0,
})
