import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { childVariables, chromiumPath } from '@/lib/env'
import { UserError } from '@/lib/errors'
import { ROOT } from '../start/folders'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
]
const DOWNLOAD_MS = 180_000

function onPath(name: string): string | undefined {
  const found = spawnSync(process.platform === 'win32' ? 'where' : 'which', [name], { encoding: 'utf8' })
  return found.status === 0 ? found.stdout.trim().split('\n')[0] : undefined
}

/** Whether a browser starts: one whose libraries are missing is none. */
function works(file: string): boolean {
  return process.platform === 'win32' || spawnSync(file, ['--version'], { timeout: 20_000 }).status === 0
}

function installed(): string | undefined {
  const found = NAMES.map(onPath).filter((file) => file !== undefined)
  return [...found, ...PLACES].find((file) => existsSync(file) && works(file))
}

async function playwrights(): Promise<string | undefined> {
  const { chromium } = await import('playwright-core')
  const file = chromium.executablePath()
  return existsSync(file) && works(file) ? file : undefined
}

function run(command: string, args: string[], variables: Record<string, string> = {}): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: 'ignore',
      timeout: DOWNLOAD_MS,
      env: childVariables(variables),
    })
    child.on('error', () => resolve(false))
    child.on('exit', (code) => resolve(code === 0))
  })
}

async function downloaded(): Promise<string | undefined> {
  const cli = path.join(ROOT, 'node_modules', 'playwright-core', 'cli.js')
  await run(process.execPath, [cli, 'install', 'chromium'])
  return playwrights()
}

async function fromDebian(): Promise<string | undefined> {
  if (process.getuid?.() !== 0 || onPath('apt-get') === undefined) return undefined
  const variables = { DEBIAN_FRONTEND: 'noninteractive' }
  await run('apt-get', ['update', '-qq'], variables)
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], variables)
  return installed()
}

/**
 * A Chromium or Chrome to test with: the one named in CHROMIUM_PATH, an installed one, Playwright's, or Debian's
 * package where this user may install it. Throws one sentence where there is none.
 */
export async function findBrowser(note: (text: string) => void): Promise<string> {
  const named = chromiumPath()
  if (named !== undefined) {
    if (existsSync(named) && works(named)) return named
    throw new UserError(`CHROMIUM_PATH is "${named}", but no browser starts from there: correct or unset it.`)
  }
  const present = installed() ?? (await playwrights())
  if (present !== undefined) return present
  note("downloading Playwright's Chromium")
  const fetched = await downloaded()
  if (fetched !== undefined) return fetched
  note('installing the package "chromium"')
  const packaged = await fromDebian()
  if (packaged !== undefined) return packaged
  throw new UserError(
    'The end-to-end tests need a Chromium and none could be found or downloaded: install Chromium or Google Chrome, or name one in CHROMIUM_PATH.',
  )
}

/** Version of a browser, for the log of a test run. */
export function browserVersion(file: string): string {
  return process.platform === 'win32' ? file : execFileSync(file, ['--version'], { encoding: 'utf8' }).trim()
}
