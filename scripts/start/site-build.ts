import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { tryHold } from './file-lock'
import { ROOT } from './folders'

const SOURCES = [
  'app',
  'components',
  'lib',
  'public',
  'next.config.mjs',
  'package-lock.json',
  'postcss.config.mjs',
  'prisma/schema.prisma',
  'proxy.ts',
  'tsconfig.json',
]
const STAMP = path.join(ROOT, '.next', 'parascope.sha256')
/** Held while the site is built: every start of this folder serves the same build, whatever its state folder is. */
const LOCK = path.join(ROOT, '.parascope', 'site-build.lock')
const LOOK_MS = 250

function files(entry: string): string[] {
  if (!existsSync(entry)) return []
  if (!statSync(entry).isDirectory()) return [entry]
  return readdirSync(entry)
    .sort()
    .flatMap((name) => files(path.join(entry, name)))
}

/** One hash over everything that the built site is made from. */
export function siteFingerprint(): string {
  const hash = createHash('sha256').update(process.version)
  for (const file of SOURCES.flatMap((source) => files(path.join(ROOT, source)))) {
    const content = readFileSync(file)
    hash.update(`\0${path.relative(ROOT, file)}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

/** Whether the built site is that of the present sources. */
export function isSiteBuilt(): boolean {
  return (
    existsSync(STAMP) &&
    existsSync(path.join(ROOT, '.next', 'BUILD_ID')) &&
    readFileSync(STAMP, 'utf8') === siteFingerprint()
  )
}

/** The command that builds the site. */
export const BUILD_ARGS = ['node_modules/next/dist/bin/next', 'build']

/** The command that serves it. */
export function serveArgs(host: string, port: number): string[] {
  return ['node_modules/next/dist/bin/next', 'start', '--hostname', host, '--port', String(port)]
}

/**
 * Runs `build`, which builds the site, where the sources have changed since the last time. Waits where another process
 * builds it just now.
 */
export async function ensureSiteBuilt(build: () => Promise<void>): Promise<boolean> {
  if (isSiteBuilt()) return false
  while (tryHold(LOCK) !== undefined) await sleep(LOOK_MS)
  try {
    if (isSiteBuilt()) return false
    const fingerprint = siteFingerprint()
    rmSync(STAMP, { force: true })
    await build()
    writeFileSync(STAMP, fingerprint)
    return true
  } finally {
    rmSync(LOCK, { force: true })
  }
}
