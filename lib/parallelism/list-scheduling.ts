import { float, int } from './csr'
import type { EventQueue } from './event-queue'
import { IntQueue } from './int-queue'
import { RunningTasks } from './running-tasks'
import type { ScheduleWatch } from './schedule-watch'
import { Scratch } from './scratch'
import type { Tasks } from './tasks'

/**
 * List scheduling (Graham 1966): whenever a worker is free and a task is ready, the first of those that are ready starts. It
 * makes the schedules of a block one after another, in the same memory.
 */
export class ListScheduling {
  readonly #ready: IntQueue
  readonly #space: RunningTasks
  #running: EventQueue
  #now = 0

  /** For so many tasks. */
  constructor(tasks: number, scratch = new Scratch()) {
    this.#ready = new IntQueue(tasks, scratch)
    this.#space = new RunningTasks(tasks, scratch)
    this.#running = this.#space.on(1)
  }

  /**
   * Gas until the last of the tasks has finished; they do not wait for one another in a circle. `watch` hears of starts.
   * Throws a RangeError on fewer workers than one.
   */
  makespan(tasks: Tasks, workers: number, watch?: ScheduleWatch): number {
    this.#running = this.#space.on(workers)
    this.#now = 0
    this.#begin(tasks)
    for (;;) {
      this.#start(tasks, workers, watch)
      if (this.#running.size === 0) return this.#now
      this.#finishNext(tasks)
    }
  }

  /** Whatever waits for nothing is ready. */
  #begin({ waitingFor, dependents }: Tasks): void {
    waitingFor.set()
    for (let task = 0; task < dependents.rows; task++) {
      if (waitingFor.isZero(task)) this.#ready.push(task)
    }
  }

  /** Gives every free worker a task, as long as there is one. */
  #start({ transactions, gas }: Tasks, workers: number, watch: ScheduleWatch | undefined): void {
    const ready = this.#ready
    const running = this.#running
    while (ready.size > 0 && running.size < workers) {
      const task = ready.pop()
      const until = this.#now + float(gas, task)
      this.#space.endsAt[task] = until
      running.push(task)
      watch?.started(int(transactions, task), this.#now, until)
    }
  }

  /** Goes on to the time when the next task finishes, and finishes all that finish then. */
  #finishNext({ waitingFor, dependents }: Tasks): void {
    const running = this.#running
    this.#now = running.nextTime
    while (running.size > 0 && running.nextTime === this.#now) {
      waitingFor.countDown(dependents, running.pop(), this.#ready)
    }
  }
}
