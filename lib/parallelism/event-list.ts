import { float, int } from './csr'

const CAPACITY = 1_024

/** Most tasks under way for which a list is faster than a heap. */
export const FEW_TASKS = 64

/**
 * Tasks under way, at most FEW_TASKS, by time of finishing and then by number; any of them can be taken out. A sorted list: one
 * that starts mostly ends among the last, so that few are moved for it, and no step is guessed wrong as in every level of a heap.
 */
export class EventList {
  readonly #tasks = new Int32Array(CAPACITY)
  readonly #times = new Float64Array(CAPACITY)
  #first = 0
  #end = 0

  get size(): number {
    return this.#end - this.#first
  }

  /** When the next task finishes. The caller has seen that there is one. */
  get nextTime(): number {
    return float(this.#times, this.#first)
  }

  push(task: number, time: number): void {
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
