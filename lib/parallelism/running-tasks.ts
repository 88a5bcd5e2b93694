import { EventList, FEW_TASKS } from './event-list'
import { EventHeap } from './heap'
import { Scratch } from './scratch'

/** The tasks under way on so many workers, for the runs of a block one after another: few are kept as a list, many as a heap. */
export class RunningTasks {
  readonly #few = new EventList()
  readonly #many: EventHeap

  /** Tasks are numbers below `tasks`. */
  constructor(tasks: number, scratch = new Scratch()) {
    this.#many = new EventHeap(tasks, scratch)
  }

  /** None are under way; a run that ends leaves none. */
  on(workers: number): EventList | EventHeap {
    return workers <= FEW_TASKS ? this.#few : this.#many
  }
}
