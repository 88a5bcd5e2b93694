import { spawn } from 'node:child_process'
import { childVariables } from '@/lib/env'
import { ROOT } from '../../scripts/start/folders'
import { markOf, type StopPlan, stopProcess, sweepGroup } from '../../scripts/start/processes'
import { type Reaper, startReaper } from '../../scripts/start/reaper'

/** A process that a test run has started. */
export interface Child {
  /** the end of what it has said */
  said(): string
  isRunning(): boolean
  /** resolves to its exit code, null after a signal */
  ended: Promise<number | null>
  stop(): Promise<void>
}

/** What is to be run. */
export interface ChildSpec {
  command: string
  args: string[]
  variables?: Record<string, string>
  user?: { uid: number; gid: number } | undefined
  stop: StopPlan
}

const KEPT = 8000

let reaper: Reaper | undefined
let guarded = 0

/**
 * Has a process ended should this one be killed before it does so. Returns the function that says that it has ended.
 */
export function guard(pid: number | undefined, stop: StopPlan): () => void {
  if (pid === undefined) return () => undefined
  reaper ??= startReaper()
  reaper.add(markOf(pid), stop)
  guarded += 1
  return () => {
    reaper?.remove(pid)
    guarded -= 1
    if (guarded > 0) return
    reaper?.close()
    reaper = undefined
  }
}

/** Starts a process that does not outlive this one, even where this one is killed. */
export function startChild({ command, args, variables = {}, user, stop }: ChildSpec): Child {
  const child = spawn(command, args, {
    ...user,
    cwd: user ? '/' : ROOT,
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: childVariables(variables),
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      said = `${said}${chunk}`.slice(-KEPT)
    })
  }
  const mark = markOf(child.pid ?? 0)
  const release = guard(child.pid, stop)
  const ended = new Promise<number | null>((resolve) => {
    const end = (code: number | null) => {
      sweepGroup(mark.pid)
      release()
      resolve(code)
    }
    child.once('error', (error) => {
      said += error.message
      if (child.pid === undefined) end(null)
    })
    child.once('exit', end)
  })
  return {
    said: () => said,
    isRunning: () => child.pid !== undefined && child.exitCode === null && child.signalCode === null,
    ended,
    async stop() {
      await stopProcess(mark, stop)
      if (child.pid !== undefined) await ended
    },
  }
}
