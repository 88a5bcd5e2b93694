import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { childVariables, readSettings, type Settings } from '@/lib/env'
import { UserError } from '@/lib/errors'
import { startDatabase } from './database'
import { ROOT } from './folders'
import { RunsAlreadyError, runningStart, takeLock } from './lock'
import { typeScriptArgs } from './services'
import { createSession, type Session } from './session'
import type { CommandInput, Steps } from './steps'

/** Programs that work on the product's database. */
const ON_A_DATABASE = ['indexer/main.ts', 'scripts/site.ts']
const DATABASE_WAIT_MS = 120_000

/** Where a program works: variables to set for it, and what was started for it, if anything. */
interface Place {
  variables: Record<string, string>
  session?: Session
}

/** The database of the start that runs in this folder; its chains keep the default. */
async function joined(settings: Settings): Promise<Place | undefined> {
  const deadline = Date.now() + DATABASE_WAIT_MS
  for (let start = runningStart(); start !== undefined; start = runningStart()) {
    const { databaseUrl, chains } = start
    if (databaseUrl !== undefined) {
      const isGuest = chains.length > 0 && settings.chains.some(({ name }) => !chains.includes(name))
      return { variables: { DATABASE_URL: databaseUrl, ...(isGuest ? { CHAIN_DEFAULT: 'false' } : {}) } }
    }
    if (Date.now() > deadline)
      throw new UserError('The Parascope that starts in this folder has no database yet: try again later.')
    await sleep(200)
  }
  return undefined
}

/** The embedded database, started for this program and ended with it. */
async function own(settings: Settings, steps: Steps): Promise<Place> {
  const session = createSession(steps.say, await takeLock())
  try {
    const url = await startDatabase(session, steps, settings)
    session.offerDatabase(
      url,
      settings.chains.map(({ name }) => name),
    )
    return { variables: { DATABASE_URL: url }, session }
  } catch (error) {
    await session.stop()
    throw error
  }
}

async function placeOf(file: string, steps: Steps): Promise<Place> {
  if (!ON_A_DATABASE.includes(file)) return { variables: {} }
  const settings = readSettings()
  if (settings.databaseUrl !== undefined) return { variables: {} }
  const place = await joined(settings)
  if (place !== undefined) return place
  try {
    return await own(settings, steps)
  } catch (error) {
    // Of two that begin together one brings the database, and the other joins it.
    const place = error instanceof RunsAlreadyError ? await joined(settings) : undefined
    if (place === undefined) throw error
    return place
  }
}

/**
 * Runs one TypeScript file of the project with its arguments. Those that need a database and have none named get that
 * of the start that runs in this folder, else the embedded one.
 */
export async function main({ args: [file, ...args], steps }: CommandInput): Promise<void> {
  if (file === undefined)
    throw new UserError('Name the file to run, as in "node scripts/run.mjs indexer/main.ts".')
  // Ctrl-C reaches the program by itself; a signal to this process alone is passed on.
  const signals: NodeJS.Signals[] = []
  let pass = (signal: NodeJS.Signals) => signals.push(signal) > 0
  process.on('SIGINT', () => undefined)
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => pass(signal))
  const { variables, session } = await placeOf(file, steps)
  const child = spawn(process.execPath, typeScriptArgs(file, args), {
    cwd: ROOT,
    stdio: 'inherit',
    env: childVariables(variables),
  })
  pass = (signal) => child.kill(signal)
  for (const signal of signals) pass(signal)
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (status, signal) => resolve(status ?? (signal === 'SIGINT' ? 130 : 143)))
  })
  await session?.stop()
  process.exit(code)
}
