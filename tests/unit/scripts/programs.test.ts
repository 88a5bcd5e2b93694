import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { programOf } from '../../../scripts/setup/programs.mjs'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'parascope-programs-'))
  mkdirSync(path.join(folder, 'house'))
  write('house/word.ts', `export const word: string = 'first'\nexport const address = import.meta.url\n`)
  write('main.ts', `export { address, word } from './house/word'\nexport const own = import.meta.url\n`)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const write = (file: string, text: string) => writeFileSync(path.join(folder, file), text)
const addressOf = (file: string) => pathToFileURL(path.join(folder, file)).href
let loads = 0
/** Loaded from an address of its own each time, as a new process would. */
const load = async () => {
  const program = await programOf('main.ts', folder)
  return { made: statSync(program).ino, ...(await import(`${pathToFileURL(program).href}?${++loads}`)) }
}

it('puts a file and what it imports into one, in which each still knows where it is from', async () => {
  expect(await load()).toMatchObject({
    word: 'first',
    own: addressOf('main.ts'),
    address: addressOf('house/word.ts'),
  })
})

it('does so again where a source has changed, and only there', async () => {
  const { made } = await load()
  expect((await load()).made).toBe(made)
  write('house/word.ts', `export const word = 'second'\nexport const address = ''\n`)
  expect(await load()).toMatchObject({ word: 'second' })
})

it('does so again where the one that is there was cut off', async () => {
  writeFileSync(await programOf('main.ts', folder), '// made of:{"hash":')
  expect(await load()).toMatchObject({ word: 'first' })
})

it('says which source is wrong', async () => {
  write('house/word.ts', 'export const word = ')
  await expect(programOf('main.ts', folder)).rejects.toThrow(/house\/word\.ts:1:/)
})

const SCRIPTS: Record<string, string> = JSON.parse(readFileSync('package.json', 'utf8')).scripts
const commands = Object.entries(SCRIPTS).flatMap(([name, command]) => {
  const file = /^node scripts\/run\.mjs (\S+)$/.exec(command)?.[1]
  return file === undefined ? [] : [[name, file] as const]
})

it.each(commands)('npm run %s finds all packages that its program leaves outside', async (_, file) => {
  const text = readFileSync(await programOf(file), 'utf8')
  const outside = [...text.matchAll(/^(?:import|\} from|import .* from) ?"([^"]+)";$/gm)].flatMap(
    (found) => found[1] ?? [],
  )
  expect(outside.length).toBeGreaterThan(3)
  const found = execFileSync(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `for (const name of ${JSON.stringify(outside)}) console.log(import.meta.resolve(name))`,
    ],
    { encoding: 'utf8' },
  )
  const missing = found
    .trim()
    .split('\n')
    .filter((url) => url.startsWith('file:') && !existsSync(new URL(url)))
  expect(missing).toEqual([])
})
