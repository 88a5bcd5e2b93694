import { EventHeap } from './event-heap'
import { EventList, FEW_TASKS } from './event-list'
import type { EventQueue } from './event-queue'
import { Scratch } from './scratch'

/** The tasks under way on so many workers, for the runs of a block one after another: few are kept as a list, many as a heap. */
export class RunningTasks {
  /** When each task ends: set before it is pushed. A time that is handed over in a call can become an object on the heap. */
  readonly endsAt: Float64Array
  readonly #few: EventList
  readonly #many: EventHeap

  /** Tasks are numbers below `tasks`. */
  constructor(tasks: number, scratch = new Scratch()) {
    this.endsAt = scratch.floats(tasks)
    this.#few = new EventList(this.endsAt)
    this.#many = new EventHeap(this.endsAt, scratch)
  }

  /** None are under way; a run that ends leaves none. Throws a RangeError on fewer workers than one. */
  on(workers: number): EventQueue {
    if (!(workers >= 1)) throw new RangeError(`a schedule needs at least one worker, not ${workers}`)
    return workers <= FEW_TASKS ? this.#few : this.#many
  }
}
