import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'
import { childVariables } from '@/lib/env'
import { LOGS, ROOT } from './folders'
import { markOf, type ProcessMark, type StopPlan, stopProcess, sweepGroup } from './processes'

const LOG_LIMIT = 20_000_000

/** What is to be run, and how it ends. */
export interface ServiceSpec {
  name: string
  command: string
  args: string[]
  variables?: Record<string, string>
  user?: { uid: number; gid: number } | undefined
  stop: StopPlan
  /** runs to its end and is not started again */
  once?: boolean
}

/** Where running processes are written down, so that none is left behind. */
export interface ProcessBook {
  add(name: string, mark: ProcessMark, plan: StopPlan): void
  remove(pid: number): void
}

/** One run of a process. */
export interface Run {
  child: ChildProcess
  mark: ProcessMark | undefined
  /** size of the log before */
  from: number
  /** resolves when the process has ended */
  end: Promise<{ code: number | null; how: string }>
}

/** Where a process's output goes. */
export function logFile(name: string): string {
  return path.join(LOGS, `${name}.log`)
}

/** Starts a process in a group of its own, so that a terminal's Ctrl-C reaches only the one who started it. */
export function launch(spec: ServiceSpec, book: ProcessBook): Run {
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
