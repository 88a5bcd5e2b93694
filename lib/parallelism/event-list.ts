import { float, int } from './csr'
import type { EventQueue } from './event-queue'

const CAPACITY = 1_024

/** Most tasks under way for which a list is faster than a heap. */
export const FEW_TASKS = 64

/**
 * A sorted list of tasks under way, at most FEW_TASKS: one that starts mostly ends among the last, so that few are moved for it,
 * and no step is guessed wrong as in every level of a heap.
 */
export class EventList implements EventQueue {
  readonly #tasks = new Int32Array(CAPACITY)
  readonly #times = new Float64Array(CAPACITY)
  readonly #endsAt: Float64Array
  #first = 0
  #end = 0

  constructor(endsAt: Float64Array) {
    this.#endsAt = endsAt
  }

  get size(): number {
    return this.#end - this.#first
  }

  get nextTime(): number {
    return float(this.#times, this.#first)
  }

  push(task: number): void {
    const time = float(this.#endsAt, task)
    if (this.#end === CAPACITY) this.#moveDown()
    const tasks = this.#tasks
    const times = this.#times
    let place = this.#end++
    for (; place > this.#first; place--) {
      const before = float(times, place - 1)
      if (before < time || (before === time && int(tasks, place - 1) < task)) break
      times[place] = before
      tasks[place] = int(tasks, place - 1)
    }
    times[place] = time
    tasks[place] = task
  }

  pop(): number {
    return int(this.#tasks, this.#first++)
  }

  remove(task: number): void {
    let place = this.#first
    while (int(this.#tasks, place) !== task) place++
    this.#tasks.copyWithin(place, place + 1, this.#end)
    this.#times.copyWithin(place, place + 1, this.#end)
    this.#end--
  }

  #moveDown(): void {
    this.#tasks.copyWithin(0, this.#first, this.#end)
    this.#times.copyWithin(0, this.#first, this.#end)
    this.#end -= this.#first
    this.#first = 0
  }
}
