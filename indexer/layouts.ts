import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { UserError } from '@/lib/errors'
import { MalformedLayoutError } from '@/lib/parallelism/names/errors'
import { type LayoutBook, layoutBook, layoutEntries } from '@/lib/parallelism/names/layout-book'
import type { Layout } from '@/lib/parallelism/names/layout-types'
import { hasLayout, parseLayout } from '@/lib/parallelism/names/solc-layout'

const DEEPEST = 4

/**
 * Reads the storage layouts that a chain's configuration names: a file of layouts by address, code hash or label, or a
 * folder of compiler artifacts, each named by one of these (Foundry's `out`). docs/hot-key-names.md describes both.
 * @throws UserError with one sentence that names the file
 */
export async function readLayouts(place: string): Promise<LayoutBook> {
  const found = await stat(place).catch(() => undefined)
  if (found === undefined)
    throw new UserError(`The layouts ${place} cannot be read: name an existing file or folder.`)
  return layoutBook(found.isDirectory() ? await fromFolder(place) : await fromFile(place))
}

async function fromFile(file: string): Promise<[string, Layout][]> {
  const entries = layoutEntries(await readJson(file), file)
  return Promise.all(
    entries.map(async ([key, value]) => {
      if (typeof value !== 'string') return [key, parseLayout(value, `${file}: ${key}`)] as const
      const artifact = path.resolve(path.dirname(file), value)
      return [key, parseLayout(await readJson(artifact), artifact)] as const
    }),
  ).then((layouts) => layouts.map(([key, layout]) => [key, layout]))
}

async function fromFolder(folder: string): Promise<[string, Layout][]> {
  const names = await readdir(folder, { recursive: true })
  const files = names
    .filter((name) => name.endsWith('.json') && name.split(path.sep).length <= DEEPEST)
    .filter((name) => !name.split(path.sep).includes('build-info'))
    .sort()
  const layouts = new Map<string, Layout>()
  for (const name of files) {
    const file = path.join(folder, name)
    const json = await readJson(file)
    // Interfaces and libraries have artifacts too.
    if (hasLayout(json)) layouts.set(path.basename(name, '.json'), parseLayout(json, file))
  }
  if (layouts.size > 0) return [...layouts]
  throw new MalformedLayoutError(
    `No file in ${folder} has a storage layout: build with extra_output = ["storageLayout"] in foundry.toml, or put layouts there by hand.`,
  )
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) throw new UserError(`${file} is not valid JSON: ${error.message}.`)
    throw new UserError(`The layout file ${file} cannot be read: name an existing file.`)
  }
}
