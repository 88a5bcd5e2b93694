import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chownSync, cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { UserError } from '@/lib/errors'

/** The user that Postgres runs as; undefined where that is simply the user of this process. */
export interface ServerUser {
  uid: number
  gid: number
}

function lookUp(name: string): ServerUser | undefined {
  try {
    const [uid, gid] = ['-u', '-g'].map((flag) =>
      Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })),
    )
    return uid !== undefined && gid !== undefined && uid > 0 ? { uid, gid } : undefined
  } catch {
    return undefined
  }
}

/** Postgres refuses to run as root: then the user "postgres" runs it, made where there is none, else "nobody". */
export function serverUser(): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  const existing = lookUp('postgres')
  if (existing) return existing
  spawnSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'])
  const user = lookUp('postgres') ?? lookUp('nobody')
  if (user) return user
  throw new UserError(
    'Postgres does not run as root, and no user could be made for it: run this command as an ordinary user, or name a Postgres in DATABASE_URL.',
  )
}

function canReach(user: ServerUser, folder: string): boolean {
  return spawnSync('test', ['-x', folder], { cwd: '/', ...user }).status === 0
}

/** A place outside for a folder that another user must reach, one a folder. */
function outside(wanted: string): string {
  const id = createHash('sha256').update(wanted).digest('hex').slice(0, 12)
  return path.join('/var/lib/parascope', id)
}

/** The folder to keep the data in: the wanted one, or one outside where the server's user cannot reach that. */
export function reachableData(user: ServerUser | undefined, wanted: string): string {
  if (user === undefined) return wanted
  mkdirSync(path.dirname(wanted), { recursive: true })
  if (canReach(user, path.dirname(wanted))) return wanted
  const folder = path.join(outside(wanted), path.basename(wanted))
  mkdirSync(path.dirname(folder), { recursive: true, mode: 0o755 })
  chownSync(path.dirname(folder), user.uid, user.gid)
  return folder
}

/** The folder of the server's programs: the installed one, or a copy where the server's user cannot reach that. */
export function reachablePrograms(user: ServerUser | undefined, native: string, version: string): string {
  if (user === undefined || canReach(user, native)) return native
  const copy = path.join('/var/lib/parascope', `postgres-${version}`)
  if (!existsSync(copy)) {
    mkdirSync(path.dirname(copy), { recursive: true, mode: 0o755 })
    const partial = `${copy}.${process.pid}`
    cpSync(native, partial, { recursive: true, verbatimSymlinks: true })
    renameSync(partial, copy)
    rmSync(partial, { recursive: true, force: true })
  }
  return copy
}
