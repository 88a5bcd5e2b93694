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
let running = 0

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
  reaper ??= startReaper()
  reaper.add(mark, stop)
  running += 1
  const ended = new Promise<number | null>((resolve) => {
    const end = (code: number | null) => {
      sweepGroup(mark.pid)
      reaper?.remove(mark.pid)
      running -= 1
      if (running === 0) {
        reaper?.close()
        reaper = undefined
      }
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
