import { float, int } from './csr'
import { Scratch } from './scratch'

/** Tasks under way, by time of finishing and then by number; any of them can be taken out. */
export class EventHeap {
  readonly #tasks: Int32Array
  readonly #times: Float64Array
  readonly #places: Int32Array
  size = 0

  /** Tasks are numbers below `tasks`, each under way at most once at a time. */
  constructor(tasks: number, scratch = new Scratch()) {
    this.#tasks = scratch.ints(tasks)
    this.#times = scratch.floats(tasks)
    this.#places = scratch.ints(tasks)
  }

  push(task: number, time: number): void {
    this.#times[task] = time
    this.#rise(this.size++, task)
  }

  /** When the next task finishes. The caller has seen that there is one. */
  get nextTime(): number {
    return float(this.#times, int(this.#tasks, 0))
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
    const timeA = float(this.#times, a)
    const timeB = float(this.#times, b)
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
