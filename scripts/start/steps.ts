/** Shows a piece of work as a step with its time; `note` says what is being done just now. */
export interface Steps {
  run<T>(title: string, work: (note: (text: string) => void) => Promise<T>): Promise<T>
  /** writes a line of its own, whatever step is under way */
  say(text: string): void
}

/** What the launcher gives to a command. */
export interface CommandInput {
  args: string[]
  steps: Steps
}
