import { type Csr, int } from './csr'
import type { IntQueue } from './int-queue'
import { Scratch } from './scratch'

const ROUND = 256

/**
 * For each task a number that is counted down to 0. A schedule counts them down in any order, more often than it does anything
 * else, so that each has one byte, and more of them stay near the processor; how often the byte goes round before its last 0
 * is looked at when it comes to 0.
 */
export class Countdowns {
  readonly #first: Uint8Array
  readonly #firstRounds: Int32Array
  readonly #left: Uint8Array
  readonly #rounds: Int32Array

  /** Counts down from these numbers, once they have been set. */
  constructor(from: Int32Array, scratch = new Scratch()) {
    const tasks = from.length
    this.#first = scratch.bytes(tasks)
    this.#firstRounds = scratch.ints(tasks)
    this.#left = scratch.bytes(tasks)
    this.#rounds = scratch.ints(tasks)
    for (let task = 0; task < tasks; task++) {
      const count = int(from, task)
      this.#first[task] = count % ROUND
      this.#firstRounds[task] = Math.ceil(count / ROUND)
    }
  }

  /** Sets each to where it begins. */
  set(): void {
    this.#left.set(this.#first)
    this.#rounds.set(this.#firstRounds)
  }

  /** Whether there is nothing to count for a task from the beginning. */
  isZero(task: number): boolean {
    return int(this.#firstRounds, task) === 0
  }

  /** One less for each task of a row; those for which that was the last are ready. */
  countDown({ start, items }: Csr, row: number, ready: IntQueue): void {
    const left = this.#left
    const rounds = this.#rounds
    for (let e = int(start, row), end = int(start, row + 1); e < end; e++) {
      const task = int(items, e)
      const count = ((left[task] ?? 0) - 1) & (ROUND - 1)
      left[task] = count
      if (count !== 0) continue
      const round = int(rounds, task) - 1
      rounds[task] = round
      if (round === 0) ready.push(task)
    }
  }
}
