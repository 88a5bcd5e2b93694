import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Abi, type Address, type Hex, keccak256, stringToHex } from 'viem'
import { z } from 'zod'
import { UserError } from '@/lib/errors'

const require = createRequire(import.meta.url)
const projectFolder = fileURLToPath(new URL('..', import.meta.url))
const contractsFolder = join(projectFolder, 'devnet/contracts')
const cacheFolder = join(projectFolder, '.parascope/contracts')

/** Contracts of packages that are deployed as they are; the library is linked into those that call it. */
const PACKAGED = ['Semaphore', 'SemaphoreVerifier', 'PoseidonT3']

const SETTINGS = {
  optimizer: { enabled: true, runs: 200 },
  evmVersion: 'cancun',
  metadata: { appendCBOR: false, bytecodeHash: 'none' },
  outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object', 'storageLayout'] } },
}

const storageLayout = z.object({
  storage: z.array(z.object({ label: z.string(), slot: z.string(), offset: z.number(), type: z.string() })),
  types: z.record(z.string(), z.looseObject({ label: z.string(), numberOfBytes: z.string() })).nullable(),
})
const artifact = z.object({
  abi: z.custom<Abi>((value) => Array.isArray(value)),
  bytecode: z.custom<Hex>((value) => typeof value === 'string' && value.startsWith('0x')),
  storageLayout,
})
const artifacts = z.record(z.string(), artifact)

/** A compiled contract: its ABI, its creation code and the layout of its storage as solc gives it. */
export type Artifact = z.infer<typeof artifact>
/** The compiled contracts by name. */
export type Artifacts = Record<string, Artifact>

type Sources = {
  /** Texts by the name that solc knows them by. */
  input: Map<string, string>
  /** Names of those in `devnet/contracts`. */
  own: Set<string>
}

/** The devnet's sources, with every import they reach. */
async function sources(): Promise<Sources> {
  const names = await readdir(contractsFolder, { recursive: true })
  const found = new Map<string, string>()
  const own = new Set(names.filter((name) => name.endsWith('.sol')).map((name) => name.replaceAll('\\', '/')))
  const waiting = [...own]
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue
    const path = own.has(name) ? join(contractsFolder, name) : require.resolve(name)
    const text = await readFile(path, 'utf8')
    found.set(name, text)
    for (const [, imported] of text.matchAll(/^import\s[^'"]*["']([^'"]+)["'];/gm)) {
      if (imported === undefined) continue
      waiting.push(imported.startsWith('.') ? join(dirname(name), imported).replaceAll('\\', '/') : imported)
    }
  }
  return { input: new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1))), own }
}

const solcOutput = z.object({
  errors: z.array(z.object({ severity: z.string(), formattedMessage: z.string() })).optional(),
  contracts: z
    .record(
      z.string(),
      z.record(
        z.string(),
        z.object({
          abi: z.array(z.unknown()),
          evm: z.object({ bytecode: z.object({ object: z.string() }) }),
          storageLayout,
        }),
      ),
    )
    .optional(),
})

async function runSolc({ input, own }: Sources): Promise<Artifacts> {
  const { default: solc } = await import('solc')
  const standardInput = {
    language: 'Solidity',
    sources: Object.fromEntries([...input].map(([name, content]) => [name, { content }])),
    settings: SETTINGS,
  }
  const output = solcOutput.parse(JSON.parse(solc.compile(JSON.stringify(standardInput))))
  const error = output.errors?.find(({ severity }) => severity === 'error')
  if (error !== undefined)
    throw new UserError(`The devnet's contracts do not compile: ${error.formattedMessage.trim()}`)
  const entries = Object.entries(output.contracts ?? {}).flatMap(([file, contracts]) =>
    Object.entries(contracts)
      .filter(([name]) => own.has(file) || PACKAGED.includes(name))
      .map(([name, { abi, evm, storageLayout }]) => [
        name,
        { abi, bytecode: `0x${evm.bytecode.object}`, storageLayout },
      ]),
  )
  return artifacts.parse(Object.fromEntries(entries))
}

async function cached(path: string): Promise<Artifacts | undefined> {
  try {
    return artifacts.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch {
    return undefined
  }
}

/**
 * Compiles the devnet's contracts, or takes the result of an earlier run over the same sources.
 * @returns every contract of `devnet/contracts` by name
 * @throws UserError with the compiler's own words when a source does not compile
 */
export async function compileContracts(): Promise<Artifacts> {
  const found = await sources()
  const hash = createHash('sha256').update(
    JSON.stringify([SETTINGS, PACKAGED, require('solc/package.json').version, ...found.input]),
  )
  const path = join(cacheFolder, `${hash.digest('hex').slice(0, 24)}.json`)
  const earlier = await cached(path)
  if (earlier !== undefined) return earlier
  const compiled = await runSolc(found)
  await mkdir(cacheFolder, { recursive: true })
  const draft = `${path}.${process.pid}`
  await writeFile(draft, JSON.stringify(compiled))
  await rename(draft, path)
  return compiled
}

/** The compiled contract of this name. @throws UserError naming it when there is none */
export function artifactOf(compiled: Artifacts, name: string): Artifact {
  const found = compiled[name]
  if (found === undefined)
    throw new UserError(`No contract named ${name} in ${relative(projectFolder, contractsFolder)}.`)
  return found
}

const POSEIDON_SOURCE = 'poseidon-solidity/PoseidonT3.sol:PoseidonT3'

/** Creation code with the address of the Poseidon library where the compiler left room for it. */
export function linkPoseidon(bytecode: Hex, poseidon: Address): Hex {
  const room = `__$${keccak256(stringToHex(POSEIDON_SOURCE)).slice(2, 36)}$__`
  return `0x${bytecode.slice(2).replaceAll(room, poseidon.slice(2).toLowerCase())}`
}
