import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { typeScriptArgs } from '../../../scripts/start/services'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

/** The indexer as a process of its own, as a person starts it. */
export interface IndexerProcess {
  child: ChildProcess
  /** everything that it printed, on both channels */
  output(): string
  /** its exit code; null where a signal ended it */
  ended: Promise<number | null>
  kill(): Promise<void>
}

export function startIndexer(
  variables: Record<string, string>,
  args: readonly string[] = [],
): IndexerProcess {
  const child = spawn(process.execPath, typeScriptArgs('indexer/main.ts', [...args]), {
    cwd: ROOT,
    env: { ...process.env, PARASCOPE_CONFIG: undefined, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  child.stdout.on('data', (chunk) => {
    text += chunk
  })
  child.stderr.on('data', (chunk) => {
    text += chunk
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return {
    child,
    output: () => text,
    ended,
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}
