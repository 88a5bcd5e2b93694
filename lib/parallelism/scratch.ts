import { IntList } from './csr'

/**
 * Memory that analyses of blocks use one after another: arrays by name, kept for the next block. What an analysis of a large
 * block would allocate and leave behind costs more, in page faults and in collections of a heap that holds the block, than
 * all of its arithmetic. An array is good until the same name is asked for again.
 */
export class Scratch {
  readonly #arrays = new Map<string, Int32Array>()
  readonly #lists = new Map<string, IntList>()

  /** `length` zeros. */
  zeros(name: string, length: number): Int32Array {
    const kept = this.#arrays.get(name)
    if (kept === undefined || kept.length < length) {
      const made = new Int32Array(length)
      this.#arrays.set(name, made)
      return made
    }
    return kept.subarray(0, length).fill(0)
  }

  /** An empty list with room for `capacity` items at first. */
  list(name: string, capacity: number): IntList {
    const kept = this.#lists.get(name)
    if (kept !== undefined) {
      kept.length = 0
      return kept
    }
    const made = new IntList(capacity)
    this.#lists.set(name, made)
    return made
  }
}
