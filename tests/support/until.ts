import { setTimeout as sleep } from 'node:timers/promises'
import type { Child } from './child'

const STEP_MS = 50
/** Long, for machines that do much else: what is waited for comes in seconds on others. */
const DEADLINE_MS = 240_000

/** Waits until `look` finds something; throws with what was waited for once the deadline has passed. */
export async function until<T>(
  what: string | (() => string),
  look: () => Promise<T | undefined>,
  deadlineMs = DEADLINE_MS,
): Promise<T> {
  const deadline = Date.now() + deadlineMs
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    if (Date.now() > deadline) {
      throw new Error(`After ${deadlineMs / 1000} s still not: ${typeof what === 'string' ? what : what()}`)
    }
    await sleep(STEP_MS)
  }
}

/** The same while a process has to live: its end is an error that shows its last words. */
export function untilOf<T>(
  child: Child,
  what: string,
  look: () => Promise<T | undefined>,
  deadlineMs?: number,
): Promise<T> {
  return until(
    what,
    async () => {
      if (!child.isRunning()) throw new Error(`A process ended before this: ${what}\n${child.said()}`)
      return look()
    },
    deadlineMs,
  )
}

/** True where a promise is kept, undefined where it fails: for conditions that are errors until they hold. */
export async function works(work: () => Promise<unknown>): Promise<true | undefined> {
  try {
    await work()
    return true
  } catch {
    return undefined
  }
}
