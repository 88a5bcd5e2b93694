import { spawn } from 'node:child_process'
import { childVariables, readSettings } from '@/lib/env'
import { UserError } from '@/lib/errors'
import { ROOT } from './folders'
import { runningStart } from './lock'
import { typeScriptArgs } from './services'
import type { CommandInput } from './steps'

/**
 * Runs one TypeScript file of the project with its arguments. Where no database is named and a start runs in this
 * folder, the file works on the database of that.
 */
export async function main({ args: [file, ...args] }: CommandInput): Promise<void> {
  if (file === undefined)
    throw new UserError('Name the file to run, as in "node scripts/run.mjs indexer/main.ts".')
  const offered = readSettings().databaseUrl === undefined ? runningStart()?.databaseUrl : undefined
  const child = spawn(process.execPath, typeScriptArgs(file, args), {
    cwd: ROOT,
    stdio: 'inherit',
    env: childVariables(offered === undefined ? {} : { DATABASE_URL: offered }),
  })
  // Ctrl-C reaches the child by itself; a signal to this process alone is passed on.
  process.on('SIGINT', () => undefined)
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (status, signal) => resolve(status ?? (signal === 'SIGINT' ? 130 : 143)))
  })
  process.exit(code)
}
