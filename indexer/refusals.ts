import type { Say } from './log'

interface Run {
  reason: string
  first: bigint
  last: bigint
  count: number
  /** how many of them a sentence has told of */
  said: number
}

/**
 * Tells of blocks that are stored without a trace which the node refused: one sentence for a run of blocks, and not one
 * a block. A run goes on until a block has all its traces; while it lasts, it is told of again each time it has doubled.
 */
export class Refusals {
  readonly #runs = new Map<string, Run>()

  constructor(private readonly say: Say) {}

  /** Blocks come in the order of the chain; one counts once, whichever traces it lacks. Without transactions it lacks none. */
  take(block: bigint, transactions: number, reasons: readonly string[]): void {
    if (transactions === 0) return
    if (reasons.length === 0) this.end()
    for (const reason of reasons) {
      const kind = kindOf(reason)
      const run = this.#runs.get(kind)
      if (run === undefined) this.#runs.set(kind, { reason, first: block, last: block, count: 1, said: 0 })
      else if (run.last !== block) Object.assign(run, { last: block, count: run.count + 1 })
    }
  }

  /** There is nothing more to read for now. */
  pause(): void {
    for (const run of this.#runs.values()) if (run.count >= 2 * run.said) this.#tell(run)
  }

  end(): void {
    for (const run of this.#runs.values()) if (run.count > run.said) this.#tell(run)
    this.#runs.clear()
  }

  #tell(run: Run): void {
    const { reason, first, last, count } = run
    run.said = count
    this.say(
      count === 1
        ? `Block ${first} is stored without this trace: ${reason}`
        : `${count} blocks from ${first} to ${last} are stored without this trace, the first of them because: ${reason}`,
    )
  }
}

/** Reasons that differ in numbers and hashes alone are one. */
function kindOf(reason: string): string {
  return reason.replace(/0x[0-9a-fA-F]+|\d+/g, '#')
}
