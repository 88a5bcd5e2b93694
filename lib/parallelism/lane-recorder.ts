import { float } from './csr'
import type { ScheduleWatch } from './schedule-watch'

/** An execution whose result did not count. Times are gas since the block began. */
export interface AbortedExecution {
  transaction: number
  lane: number
  start: number
  /** when it was stopped, or when it ended if it was found stale later */
  end: number
}

/** Writes down a schedule on workers: each execution takes the first worker that is free. */
export class LaneRecorder implements ScheduleWatch {
  readonly start: Float64Array
  readonly end: Float64Array
  readonly lane: Int32Array
  /** the transaction that its worker executed before; -1 for none */
  readonly previous: Int32Array
  readonly abortedExecutions: AbortedExecution[] = []
  readonly #busyUntil: Float64Array
  readonly #last: Int32Array

  constructor(transactions: number, workers: number) {
    this.start = new Float64Array(transactions)
    this.end = new Float64Array(transactions)
    this.lane = new Int32Array(transactions).fill(-1)
    this.previous = new Int32Array(transactions).fill(-1)
    this.#busyUntil = new Float64Array(workers)
    this.#last = new Int32Array(workers).fill(-1)
  }

  started(transaction: number, at: number, until: number): void {
    const lane = this.#busyUntil.findIndex((busyUntil) => busyUntil <= at)
    this.lane[transaction] = lane
    this.start[transaction] = at
    this.end[transaction] = until
    this.previous[transaction] = this.#last[lane] ?? -1
    this.#busyUntil[lane] = until
    this.#last[lane] = transaction
  }

  aborted(transaction: number, at: number): void {
    const lane = this.lane[transaction] ?? -1
    const until = float(this.end, transaction)
    const end = Math.min(until, at)
    this.abortedExecutions.push({ transaction, lane, start: float(this.start, transaction), end })
    if (this.#last[lane] === transaction && float(this.#busyUntil, lane) === until)
      this.#busyUntil[lane] = end
  }
}
