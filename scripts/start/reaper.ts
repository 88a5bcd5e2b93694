import { spawn } from 'node:child_process'
import { ROOT } from './folders'
import type { ProcessMark, StopPlan } from './processes'
import { typeScriptArgs } from './services'

/** Ends registered processes should this one be gone without having done so. */
export interface Reaper {
  add(mark: ProcessMark, plan: StopPlan): void
  remove(pid: number): void
  close(): void
}

/** Starts the process that watches over this one. */
export function startReaper(): Reaper {
  const child = spawn(process.execPath, typeScriptArgs('scripts/start/reaper-process.ts'), {
    cwd: ROOT,
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  child.stdin.on('error', () => undefined)
  child.unref()
  const send = (message: object) => child.stdin.write(`${JSON.stringify(message)}\n`)
  return {
    add: (mark, plan) => send({ add: { ...mark, ...plan } }),
    remove: (pid) => send({ remove: pid }),
    close: () => child.stdin.end(),
  }
}
