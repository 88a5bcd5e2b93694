import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'
import { childVariables } from '@/lib/env'
import { LOGS, ROOT } from './folders'
import { markOf, type ProcessMark, type StopPlan, stopProcess, sweepGroup } from './processes'

const LOG_LIMIT = 20_000_000
const FIRST_DELAY = 1000
const LONGEST_DELAY = 30_000
const HEALTHY_AFTER = 60_000

/** What is to be run, and how it ends. */
export interface ServiceSpec {
  name: string
  command: string
  args: string[]
  variables?: Record<string, string>
  user?: { uid: number; gid: number } | undefined
  stop: StopPlan
}

/** Where running processes are written down, so that none is left behind. */
export interface ProcessBook {
  add(name: string, mark: ProcessMark, plan: StopPlan): void
  remove(pid: number): void
}

/** A process that is kept running until `stop`. */
export interface Service {
  name: string
  /** file that its output goes to */
  log: string
  /** why it is not running just now, else undefined */
  trouble(): string | undefined
  stop(): Promise<void>
}

/** Where a service's output goes. */
export function logFile(name: string): string {
  return path.join(LOGS, `${name}.log`)
}

/** The last line from an offset of a log that says something, for the message about an end. */
export function lastWords(file: string, from: number): string {
  const lines = readFileSync(file).subarray(from).toString('utf8').split('\n')
  return (
    lines
      .map((line) => line.trim())
      .findLast((line) => line !== '' && !/^(at |Node\.js v|\^|\})/.test(line)) ?? ''
  )
}

interface Run {
  child: ChildProcess
  mark: ProcessMark | undefined
  /** size of the log before */
  from: number
  /** resolves when the process has ended */
  end: Promise<{ code: number | null; how: string }>
}

/** Starts a process in a group of its own, so that a terminal's Ctrl-C reaches only the one who started it. */
function launch(spec: ServiceSpec, book: ProcessBook): Run {
  const log = logFile(spec.name)
  mkdirSync(LOGS, { recursive: true })
  if (existsSync(log) && statSync(log).size > LOG_LIMIT) renameSync(log, `${log}.1`)
  const fd = openSync(log, 'a')
  const from = statSync(log).size
  const child = spawn(spec.command, spec.args, {
    cwd: spec.user ? '/' : ROOT,
    detached: process.platform !== 'win32',
    windowsHide: true,
    stdio: ['ignore', fd, fd],
    env: childVariables(spec.variables ?? {}),
    ...spec.user,
  })
  closeSync(fd)
  const mark = child.pid === undefined ? undefined : markOf(child.pid)
  if (mark) book.add(spec.name, mark, spec.stop)
  const end = new Promise<{ code: number | null; how: string }>((resolve) => {
    child.on('error', (error) => resolve({ code: null, how: `cannot be started (${error.message})` }))
    child.on('exit', (code, signal) => {
      if (mark) {
        sweepGroup(mark.pid)
        book.remove(mark.pid)
      }
      resolve({ code, how: signal === null ? `stopped (code ${code})` : `was ended by ${signal}` })
    })
  })
  return { child, mark, from, end }
}

/** Runs a process to its end; `code` resolves to its exit code, null after a signal. */
export function runTask(
  spec: ServiceSpec,
  book: ProcessBook,
): { code: Promise<number | null>; stop(): Promise<void> } {
  const { mark, end } = launch(spec, book)
  return {
    code: end.then(({ code }) => code),
    stop: async () => (mark ? stopProcess(mark, spec.stop) : undefined),
  }
}

/**
 * Starts a process, its output in a log file, and starts it again, after a growing pause, whenever it ends by itself.
 * `say` gets one sentence each time.
 */
export function startService(spec: ServiceSpec, book: ProcessBook, say: (text: string) => void): Service {
  const log = logFile(spec.name)
  let current: Run | undefined
  let timer: NodeJS.Timeout | undefined
  let delay = FIRST_DELAY
  let stopping = false
  let trouble: string | undefined

  async function run(): Promise<void> {
    const since = Date.now()
    const mine = launch(spec, book)
    current = mine
    trouble = undefined
    const { how } = await mine.end
    current = undefined
    if (stopping) return
    if (Date.now() - since > HEALTHY_AFTER) delay = FIRST_DELAY
    const words = lastWords(log, mine.from)
    trouble = words || how
    say(`The ${spec.name} ${how} and starts again in ${delay / 1000} s${words ? `: ${words}` : '.'}`)
    timer = setTimeout(run, delay)
    delay = Math.min(delay * 2, LONGEST_DELAY)
  }

  void run()
  return {
    name: spec.name,
    log,
    trouble: () => trouble,
    async stop() {
      stopping = true
      clearTimeout(timer)
      if (current?.mark) await stopProcess(current.mark, spec.stop)
    },
  }
}
