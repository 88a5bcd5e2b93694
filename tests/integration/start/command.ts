import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { removeCluster } from '../../../scripts/start/postgres'
import { isAlive, markOf, type ProcessMark } from '../../../scripts/start/processes'
import { until } from '../../support/until'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
/** Set for whoever runs the tests, and not for what they start. */
const UNSET = [
  'DATABASE_URL',
  'RPC_URL',
  'CHAIN_NAME',
  'REGISTRY_ADDRESS',
  'PARASCOPE_CONFIG',
  'PORT',
  'HOST',
]

/** A folder for the state of starts, as empty as that of a fresh clone. */
export interface Home {
  folder: string
  remove(): void
}

export function newHome(): Home {
  const folder = mkdtempSync(path.join(tmpdir(), 'parascope-home-'))
  // Postgres may run as another user, who has to get through to its own folder.
  chmodSync(folder, 0o711)
  return {
    folder,
    remove() {
      removeCluster(path.join(folder, 'postgres'))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A command of the product as a person runs it, with the processes that it has started. */
export interface Command {
  output(): string
  /** waits until the output has a text */
  says(text: string | RegExp): Promise<void>
  /** the command's process and all below it, as they are now */
  processes(): ProcessMark[]
  signal(name: NodeJS.Signals): void
  /** exit code; null where a signal ended it */
  ended: Promise<number | null>
}

function descendants(pid: number): number[] {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
  const rows = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
  const below = (parent: number): number[] =>
    rows.flatMap(([child, its]) => (its === parent && child !== undefined ? [child, ...below(child)] : []))
  return [pid, ...below(pid)]
}

const running = new Set<Command>()

/** Ends what tests have left running: for `afterAll`, and nothing to do where they passed. */
export async function endAll(): Promise<void> {
  for (const command of running) {
    const processes = command.processes()
    command.signal('SIGTERM')
    await command.ended
    await untilGone(processes)
  }
}

/** Runs `node scripts/<script>`, which is what `npm start` and the like do, on a home of its own. */
export function run(
  script: string,
  home: Home,
  args: string[],
  variables: Record<string, string> = {},
): Command {
  const env: NodeJS.ProcessEnv = { ...process.env, PARASCOPE_HOME: home.folder, ...variables }
  for (const name of UNSET) if (!(name in variables)) delete env[name]
  const child = spawn(process.execPath, [`scripts/${script}`, ...args], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      text += chunk
    })
  }
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      running.delete(command)
      resolve(code)
    })
  })
  const pid = z.number().parse(child.pid)
  const command: Command = {
    output: () => text,
    ended,
    says: async (wanted) => {
      await until(
        () => `the command says ${wanted}, but: ${text}`,
        async () => {
          if (typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text)) return true
          if (child.exitCode !== null) throw new Error(`it ended without saying ${wanted}: ${text}`)
          return undefined
        },
      )
    },
    processes: () => descendants(pid).map(markOf),
    signal: (name) => child.kill(name),
  }
  running.add(command)
  return command
}

/** Waits until none of these processes is left. */
export function untilGone(processes: ProcessMark[]): Promise<void> {
  return until('all processes have ended', async () =>
    processes.some((mark) => mark.started !== '' && isAlive(mark)) ? undefined : true,
  ).then(() => undefined)
}

/** What the site says of its chains. */
export async function statusOf(port: number) {
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/status`)
  const number = z.string().transform(Number).nullish()
  return z
    .object({
      chains: z.array(
        z.object({
          chainId: z.string(),
          name: z.string(),
          isDefault: z.boolean(),
          state: z.string(),
          source: z.string(),
          indexedHead: number,
        }),
      ),
    })
    .parse(await response.json()).chains
}

/** Address of the database that a running start of this home works on. */
export function databaseOf(home: Home): string {
  const record: unknown = JSON.parse(readFileSync(path.join(home.folder, 'run.json'), 'utf8'))
  return z.object({ databaseUrl: z.string() }).parse(record).databaseUrl
}
