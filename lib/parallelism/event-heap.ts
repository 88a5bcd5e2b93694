import { float, int } from './csr'
import type { EventQueue } from './event-queue'
import { Scratch } from './scratch'

/** A binary heap of tasks under way. */
export class EventHeap implements EventQueue {
  readonly #tasks: Int32Array
  readonly #endsAt: Float64Array
  readonly #places: Int32Array
  size = 0

  /** Tasks are numbers below the length of `endsAt`, each under way at most once at a time. */
  constructor(endsAt: Float64Array, scratch = new Scratch()) {
    this.#endsAt = endsAt
    this.#tasks = scratch.ints(endsAt.length)
    this.#places = scratch.ints(endsAt.length)
  }

  push(task: number): void {
    this.#rise(this.size++, task)
  }

  get nextTime(): number {
    return float(this.#endsAt, int(this.#tasks, 0))
  }

  pop(): number {
    const task = int(this.#tasks, 0)
    this.remove(task)
    return task
  }

  remove(task: number): void {
    const place = int(this.#places, task)
    const moved = int(this.#tasks, --this.size)
    if (moved === task) return
    if (place > 0 && this.#before(moved, int(this.#tasks, (place - 1) >> 1))) this.#rise(place, moved)
    else this.#sink(place, moved)
  }

  #before(a: number, b: number): boolean {
    const timeA = float(this.#endsAt, a)
    const timeB = float(this.#endsAt, b)
    return timeA < timeB || (timeA === timeB && a < b)
  }

  #put(place: number, task: number): void {
    this.#tasks[place] = task
    this.#places[task] = place
  }

  #rise(from: number, task: number): void {
    let place = from
    while (place > 0) {
      const parent = (place - 1) >> 1
      const above = int(this.#tasks, parent)
      if (this.#before(above, task)) break
      this.#put(place, above)
      place = parent
    }
    this.#put(place, task)
  }

  #sink(from: number, task: number): void {
    let place = from
    for (let child = 2 * place + 1; child < this.size; child = 2 * place + 1) {
      if (child + 1 < this.size && this.#before(int(this.#tasks, child + 1), int(this.#tasks, child))) child++
      if (this.#before(task, int(this.#tasks, child))) break
      this.#put(place, int(this.#tasks, child))
      place = child
    }
    this.#put(place, task)
  }
}
