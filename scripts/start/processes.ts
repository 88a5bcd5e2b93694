import { execFileSync, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** A process as it can be found again later: ids are used again, so the time of its start belongs to it. */
export interface ProcessMark {
  pid: number
  started: string
}

/** How a process is asked to end, and how long it gets. */
export interface StopPlan {
  signal: NodeJS.Signals
  graceMs: number
}

/** When a living process was started, in the system's own notation; undefined where there is no such process. */
export function startTime(pid: number): string | undefined {
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return fields[0] === 'Z' ? undefined : fields[19]
    }
    if (process.platform === 'win32') {
      process.kill(pid, 0)
      return 'running'
    }
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined
  } catch {
    return undefined
  }
}

/** The mark of a living process. */
export function markOf(pid: number): ProcessMark {
  return { pid, started: startTime(pid) ?? '' }
}

/** Whether the very process of a mark still lives. */
export function isAlive(mark: ProcessMark): boolean {
  return startTime(mark.pid) === mark.started
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    if (process.platform === 'win32')
      spawn('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore' })
    else process.kill(-pid, signal)
  } catch {
    // the group has ended
  }
}

/**
 * Ends a process that leads its own group: asks the leader, waits, then kills whatever of the group is left.
 * A process of the same id that is another one is left alone.
 */
export async function stopProcess(mark: ProcessMark, plan: StopPlan): Promise<void> {
  if (!isAlive(mark)) return
  try {
    process.kill(mark.pid, plan.signal)
  } catch {
    return
  }
  const deadline = Date.now() + plan.graceMs
  while (isAlive(mark) && Date.now() < deadline) await sleep(25)
  signalGroup(mark.pid, 'SIGKILL')
  while (isAlive(mark)) await sleep(25)
}

/** Kills what is left of the group of a process that has ended by itself. */
export function sweepGroup(pid: number): void {
  if (process.platform !== 'win32') signalGroup(pid, 'SIGKILL')
}
