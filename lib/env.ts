import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { UserError } from './errors'
import { type ProgramConfig, programConfigs } from './program-config'

/** Where a chain is read from and what is known about it beforehand. */
export interface ChainConfig {
  /** when given, the node must report this id */
  chainId?: bigint
  name: string
  rpcUrl: string
  /** served without the `/c/CHAIN` prefix; at most one chain of a configuration is */
  isDefault: boolean
  /** first block to index; 0 when not given */
  startBlock?: bigint
  /** address of the chain's ModuleRegistry */
  registry?: `0x${string}`
  /** payout programs that no registry announces */
  programs: ProgramConfig[]
  /** file or folder of storage layouts, as an absolute path (docs/hot-key-names.md) */
  layouts?: string
  /** file of modules that no registry announces, as an absolute path (docs/modules.md) */
  modulesFile?: string
  /** false: the calls of blocks are not traced, and the flow between modules is not known */
  traceCalls?: boolean
}

/** All configuration of a process. `chains` is empty where none is configured: the site needs the database alone. */
export interface Environment {
  databaseUrl: string
  chains: ChainConfig[]
  site: { host: string; port: number }
}

/** Like `Environment`, for `npm start`, which brings a database and a chain of its own where none is named. */
export type Settings = Omit<Environment, 'databaseUrl'> & { databaseUrl: string | undefined }

type Variables = Record<string, string | undefined>

const CONFIG_FILE = 'parascope.config.json'

function isHttpUrl(value: string): boolean {
  return (
    URL.canParse(value) &&
    ['http:', 'https:'].includes(new URL(value).protocol) &&
    new URL(value).hostname !== ''
  )
}

function isPostgresUrl(value: string): boolean {
  if (!URL.canParse(value)) return false
  const url = new URL(value)
  return ['postgres:', 'postgresql:'].includes(url.protocol) && url.pathname.length > 1
}

const rpcUrl = z.string().refine(isHttpUrl, 'must be an http or https address, like http://127.0.0.1:8545')
const address = z
  .string()
  .regex(/^0x[0-9a-fA-F]{40}$/, 'must be an address: 0x and 40 hexadecimal digits')
  .transform((value): `0x${string}` => `0x${value.slice(2).toLowerCase()}`)
const INTEGER = 'must be a whole number from 0, in decimal digits'
const integer = z
  .union([z.int().min(0), z.string()])
  .refine((value) => typeof value === 'number' || /^\d{1,18}$/.test(value), INTEGER)
  .transform((value) => BigInt(value))
const yesOrNo = z.enum(['true', 'false'], 'must be true or false').transform((value) => value === 'true')
const chainName = z.string().trim().min(1, 'must not be empty').max(60, 'must have at most 60 characters')

const configFile = z.strictObject({
  chains: z
    .array(
      z.strictObject({
        name: chainName,
        rpcUrl,
        chainId: integer.optional(),
        default: z.boolean().optional(),
        startBlock: integer.optional(),
        registry: address.optional(),
        layouts: z.string().min(1).optional(),
        modules: z.string().min(1).optional(),
        traceCalls: z.boolean().optional(),
        programs: programConfigs.default([]),
      }),
    )
    .min(1, 'must name at least one chain'),
})

/** The value of one variable, or undefined where it is unset or empty; throws one sentence on a wrong value. */
function variable<T>(variables: Variables, name: string, type: z.ZodType<T>): T | undefined {
  const value = variables[name]?.trim()
  if (value === undefined || value === '') return undefined
  const result = type.safeParse(value)
  if (result.success) return result.data
  const shown = name === 'DATABASE_URL' || name === 'RPC_URL' ? redactUrl(value) : value
  throw new UserError(`${name} is "${shown}", but it ${result.error.issues[0]?.message ?? 'is not valid'}.`)
}

/** A connection address with its password replaced, fit for messages and logs. */
export function redactUrl(url: string): string {
  return url.replace(/^([a-z]+:\/\/[^:@/]*):[^@]*@/i, '$1:***@')
}

function chainsFromFile(file: string): ChainConfig[] {
  let content: unknown
  try {
    content = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) throw new UserError(`${file} is not valid JSON: ${error.message}.`)
    throw new UserError(`${file} cannot be read: name an existing file in PARASCOPE_CONFIG, or unset it.`)
  }
  const result = configFile.safeParse(content)
  if (!result.success) {
    const issue = result.error.issues[0]
    const where = issue?.path.join('.') || 'the file'
    throw new UserError(
      `${file}: ${where}: ${issue?.message ?? 'is not valid'} (docs/operations.md describes it).`,
    )
  }
  const { chains } = result.data
  const defaults = chains.filter((chain) => chain.default === true)
  if (defaults.length > 1)
    throw new UserError(`${file}: only one chain can be the default, but ${defaults.length} are.`)
  for (const [field, values] of [
    ['name', chains.map((chain) => chain.name)],
    ['chainId', chains.flatMap((chain) => (chain.chainId === undefined ? [] : [String(chain.chainId)]))],
  ] as const) {
    const twice = values.find((value, index) => values.indexOf(value) !== index)
    if (twice !== undefined) throw new UserError(`${file}: two chains have the ${field} ${twice}.`)
  }
  const standard = defaults[0] ?? chains[0]
  const beside = (name: string) => path.resolve(path.dirname(file), name)
  return chains.map(({ default: _, layouts, modules, programs, ...chain }) => ({
    ...chain,
    programs: programs.map(({ list, ...program }) => ({
      ...program,
      ...(list !== undefined && { list: beside(list) }),
    })),
    isDefault: chain.name === standard?.name,
    ...(layouts !== undefined && { layouts: beside(layouts) }),
    ...(modules !== undefined && { modulesFile: beside(modules) }),
  }))
}

function chainsFrom(variables: Variables, folder: string): ChainConfig[] {
  const url = variable(variables, 'RPC_URL', rpcUrl)
  const named = variable(variables, 'PARASCOPE_CONFIG', z.string())
  const standard = path.join(folder, CONFIG_FILE)
  const file = named !== undefined ? path.resolve(folder, named) : existsSync(standard) ? standard : undefined
  if (url !== undefined && file !== undefined) {
    throw new UserError(
      `Both RPC_URL and the file ${file} name chains: unset RPC_URL, or add its chain to the file.`,
    )
  }
  if (file !== undefined) return chainsFromFile(file)
  if (url === undefined) return []
  const layouts = variable(variables, 'LAYOUTS', z.string())
  const modules = variable(variables, 'MODULES_FILE', z.string())
  return [
    {
      name: variable(variables, 'CHAIN_NAME', chainName) ?? 'Chain',
      rpcUrl: url,
      isDefault: variable(variables, 'CHAIN_DEFAULT', yesOrNo) ?? true,
      startBlock: variable(variables, 'START_BLOCK', integer),
      registry: variable(variables, 'REGISTRY_ADDRESS', address),
      traceCalls: variable(variables, 'TRACE_CALLS', yesOrNo),
      programs: [],
      ...(layouts !== undefined && { layouts: path.resolve(folder, layouts) }),
      ...(modules !== undefined && { modulesFile: path.resolve(folder, modules) }),
    },
  ]
}

/**
 * Reads the configuration from environment variables and, where there is one, the chains' file (`PARASCOPE_CONFIG`,
 * else `parascope.config.json` in the folder). Throws `UserError` with one sentence on the first wrong value.
 */
export function readSettings(variables: Variables = process.env, folder = process.cwd()): Settings {
  const port = z
    .string()
    .regex(/^\d{1,5}$/, 'must be a port number from 1 to 65535')
    .transform(Number)
    .refine((value) => value >= 1 && value <= 65535, 'must be a port number from 1 to 65535')
  return {
    databaseUrl: variable(
      variables,
      'DATABASE_URL',
      z.string().refine(isPostgresUrl, 'must look like postgresql://user:password@host:5432/database'),
    ),
    chains: chainsFrom(variables, folder),
    site: {
      host: variable(variables, 'HOST', z.string()) ?? '127.0.0.1',
      port: variable(variables, 'PORT', port) ?? 3000,
    },
  }
}

/** The configuration of a process that works on a database; throws `UserError` where none is named. */
export function readEnvironment(variables: Variables = process.env, folder = process.cwd()): Environment {
  const { databaseUrl, ...rest } = readSettings(variables, folder)
  if (databaseUrl === undefined) {
    throw new UserError(
      'DATABASE_URL is not set: name a Postgres database in it, or run "npm start", which brings its own.',
    )
  }
  return { databaseUrl, ...rest }
}

let current: Environment | undefined

/** The configuration of this process, read once. */
export function environment(): Environment {
  current ??= readEnvironment()
  return current
}

/** The variables for a process started by this one: this process's own, with some set. */
export function childVariables(extra: Record<string, string>): NodeJS.ProcessEnv {
  return { ...process.env, ...extra }
}

/** Folder for all that a start keeps: database, devnet, logs. */
export function stateFolder(root: string, variables: Variables = process.env): string {
  const named = variable(variables, 'PARASCOPE_HOME', z.string())
  return named === undefined ? path.join(root, '.parascope') : path.resolve(root, named)
}

/** The browser named for the end-to-end tests, if any. */
export function chromiumPath(variables: Variables = process.env): string | undefined {
  return variable(variables, 'CHROMIUM_PATH', z.string())
}
