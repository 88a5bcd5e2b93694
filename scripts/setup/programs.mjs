import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire, isBuiltin } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './command.mjs'

const HEAD = '// made of:'
/** What decides, beside the sources, what a program is: the packages, and how it is put together. */
const BESIDE = ['package-lock.json', 'tsconfig.json', 'scripts/setup/programs.mjs']
/**
 * Packages that go into a program: nothing but modules, in hundreds of files. All others stay outside, since they read
 * files of their own or bring machine code.
 */
const INSIDE = /^(zod|viem|abitype|ox|@(noble|scure|ethereumjs)\/.*)$/

/** One hash over the contents of files. Throws where one of them is gone. */
function hashOf(folder, files) {
  const hash = createHash('sha256').update(folder)
  for (const file of files) {
    const content = readFileSync(path.join(folder, file))
    hash.update(`\0${file}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

/** Whether a program that was put together earlier is that of the present sources. */
function isCurrent(program, folder) {
  try {
    const [first] = readFileSync(program, 'utf8').split('\n', 1)
    const { hash, files } = JSON.parse(first.slice(HEAD.length))
    return hash === hashOf(folder, files)
  } catch {
    return false
  }
}

/** Keeps `import.meta.url` what it is in each source, wherever the program is put. */
const ownAddresses = {
  name: 'own-addresses',
  setup(build) {
    build.onLoad({ filter: /\.ts$/ }, ({ path: file }) => {
      const text = readFileSync(file, 'utf8')
      if (!text.includes('import.meta.url')) return undefined
      const address = JSON.stringify(pathToFileURL(file).href)
      return { contents: text.replaceAll('import.meta.url', address), loader: 'ts' }
    })
  },
}

/** The package of what is imported; undefined for a file of the project, and for a module of Node. */
function packageOf(imported) {
  const [first, second] = imported.split('/')
  if (/^(\.|@$|node:)/.test(first)) return undefined
  return first.startsWith('@') ? `${first}/${second}` : first
}

/**
 * What Node finds under the name of a package or of a file in it: a package that does not say what it exports has the ending
 * of a file in its name, which sources may leave out.
 */
function foundByNode(imported, name, folder) {
  const own = path.join(folder, 'node_modules', name)
  const { exports } = JSON.parse(readFileSync(path.join(own, 'package.json'), 'utf8'))
  if (imported === name || exports !== undefined) return imported
  const file = createRequire(path.join(folder, 'package.json')).resolve(imported)
  return `${name}/${path.relative(realpathSync(own), file).replaceAll(path.sep, '/')}`
}

const packagesOutside = (folder) => ({
  name: 'packages-outside',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, ({ path: imported, kind }) => {
      const name = packageOf(imported)
      if (kind === 'entry-point' || name === undefined || isBuiltin(name) || INSIDE.test(name))
        return undefined
      return { path: foundByNode(imported, name, folder), external: true }
    })
  },
})

async function putTogether(entry, program, folder) {
  const { build } = await import('esbuild')
  const { outputFiles, metafile } = await build({
    absWorkingDir: folder,
    entryPoints: [entry],
    outfile: program,
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // The first line is there from the beginning, for the lines of the source map.
    banner: { js: HEAD },
    sourcemap: 'inline',
    sourcesContent: false,
    plugins: [ownAddresses, packagesOutside(folder)],
    logLevel: 'silent',
  })
  const sources = Object.keys(metafile.inputs).filter((file) => !file.startsWith('node_modules/'))
  const files = [...sources.sort(), ...BESIDE.filter((file) => existsSync(path.join(folder, file)))]
  mkdirSync(path.dirname(program), { recursive: true })
  // Others may put the same program together, or load it, at the same time.
  const draft = `${program}.${randomUUID()}`
  const head = `${HEAD}${JSON.stringify({ hash: hashOf(folder, files), files })}`
  writeFileSync(
    draft,
    outputFiles[0].text.replace(HEAD, () => head),
  )
  renameSync(draft, program)
}

/**
 * A TypeScript file of the project with all that it imports of the project, as one file that Node loads by itself: read
 * file by file, a program takes two seconds of a processor to start, and in one piece a fifth of that. Put together
 * anew where a source has changed. Returns the path of the program.
 */
export async function programOf(entry, folder = root) {
  const program = path.join(
    folder,
    '.parascope',
    'programs',
    `${entry.replaceAll(/[\\/]/g, '-').replace(/\.ts$/, '')}.mjs`,
  )
  if (!isCurrent(program, folder)) await putTogether(entry, program, folder)
  return program
}
