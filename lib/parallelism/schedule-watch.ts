/** Hears what a scheduler does while it computes a makespan. Times are gas since the block began. */
export interface ScheduleWatch {
  /** a transaction begins an execution that will end at `until` unless it is aborted */
  started(transaction: number, at: number, until: number): void
  /** the last execution of a transaction counts no more: it is stopped, or was in vain if it had ended */
  aborted?(transaction: number, at: number): void
}
