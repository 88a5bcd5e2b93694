/** Tasks under way, by time of finishing and then by number; any of them can be taken out. */
export interface EventQueue {
  readonly size: number
  /** When the next task finishes. The caller has seen that there is one. */
  readonly nextTime: number
  /** Adds a task whose end is in `endsAt`. */
  push(task: number): void
  /** Takes the next task that finishes. The caller has seen that there is one. */
  pop(): number
  remove(task: number): void
}
