import { errorLine, followLog } from './log'
import { launch, logFile, type ProcessBook, type Run, type ServiceSpec } from './process-run'
import { stopProcess } from './processes'

const FIRST_DELAY = 1000
const LONGEST_DELAY = 30_000
const HEALTHY_AFTER = 30_000

/** A process that is kept running until `stop`. */
export interface Service {
  name: string
  /** file that its output goes to */
  log: string
  /** why it is not running just now, else undefined */
  trouble(): string | undefined
  /** resolves when a process that runs once has done its work */
  finished: Promise<void>
  stop(): Promise<void>
}

/** Who hears of a service. */
export interface Listener {
  /** one sentence when it has ended by itself, or runs again */
  say(text: string): void
  /** each line of its output; returns whether a person has now read it */
  line?(text: string): boolean
}

/**
 * Starts a process, its output in a log file, and starts it again, after a growing pause, whenever it ends by itself;
 * a reason that stays the same is said once.
 */
export function startService(spec: ServiceSpec, book: ProcessBook, { say, line }: Listener): Service {
  const log = logFile(spec.name)
  let current: Run | undefined
  let timer: NodeJS.Timeout | undefined
  let delay = FIRST_DELAY
  let stopping = false
  let trouble: string | undefined
  let said: string | undefined
  let finish = (): void => undefined
  const finished = new Promise<void>((resolve) => {
    finish = resolve
  })

  function healthy(): void {
    delay = FIRST_DELAY
    if (said !== undefined) say(`The ${spec.name} runs again.`)
    said = undefined
  }

  function sayEnd(how: string, words: string, isRead: boolean): void {
    const reason = words || how
    if (reason === said) return
    said = reason
    const why = words === '' || isRead ? '.' : `: ${words}`
    say(`The ${spec.name} ${how}${spec.once ? '' : ` and starts again in ${delay / 1000} s`}${why}`)
  }

  async function run(): Promise<void> {
    const mine = launch(spec, book)
    const read = new Set<string>()
    const endFollowing = line && followLog(log, mine.from, (text) => line(text) && read.add(text))
    current = mine
    trouble = undefined
    const health = setTimeout(healthy, HEALTHY_AFTER)
    const { code, how } = await mine.end
    current = undefined
    clearTimeout(health)
    endFollowing?.()
    if (stopping) return
    if (spec.once && code === 0) {
      finish()
      return
    }
    const words = errorLine(log, mine.from)
    trouble = words || how
    sayEnd(
      how,
      words,
      [...read].some((text) => text.includes(words)),
    )
    if (spec.once) return
    timer = setTimeout(run, delay)
    delay = Math.min(delay * 2, LONGEST_DELAY)
  }

  void run()
  return {
    name: spec.name,
    log,
    trouble: () => trouble,
    finished,
    async stop() {
      stopping = true
      clearTimeout(timer)
      if (current?.mark) await stopProcess(current.mark, spec.stop)
    },
  }
}
