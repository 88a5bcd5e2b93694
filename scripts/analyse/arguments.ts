import { parseArgs } from 'node:util'
import { UserError } from '@/lib/errors'
import { parseChange } from '@/lib/parallelism/change-text'
import type { Change } from '@/lib/parallelism/changes'
import { POLICIES, type Policy, SOURCES, type Source, WORKERS } from '@/lib/parallelism/types'

export interface AnalyseArguments {
  /** address of the node; undefined where it is to come from the configuration */
  rpcUrl?: string
  /** in the order asked for, each once */
  blocks: bigint[]
  policies: readonly Policy[]
  workers: readonly number[]
  /** the only source of access sets to use; undefined for the best that the node offers */
  source?: Source
  json: boolean
  /** file that says which module contracts belong to */
  modules?: string
  /** changes to ask "what if" of, in the order given */
  changes: Change[]
  advice: boolean
}

const USAGE =
  'Use: npm run analyse -- --rpc URL --block NUMBER[,NUMBER] [--policy storage|accounts|strict] [--workers COUNT[,COUNT]] [--source traced|access-list|estimated] [--modules FILE] [--what-if TARGET=commutative|sharded:N|module:ID] [--advice] [--json]'
const MOST_WORKERS = 100_000

/** Reads the command line. Throws a UserError with one sentence on what it does not know. */
export function readArguments(args: readonly string[]): AnalyseArguments {
  const { rpc, block, policy, workers, source, modules, advice = false, json = false, ...more } = parse(args)
  if (block === undefined) throw new UserError(`Name at least one block with --block. ${USAGE}`)
  return {
    rpcUrl: rpc,
    blocks: distinct(listed(block, '--block', blockNumber)),
    policies: policy === undefined ? POLICIES : distinct(listed(policy, '--policy', policyNamed)),
    workers: workers === undefined ? WORKERS : distinct(listed(workers, '--workers', workerCount)),
    source: source === undefined ? undefined : listed([source], '--source', sourceNamed)[0],
    json,
    modules,
    changes: (more['what-if'] ?? []).map(parseChange),
    advice,
  }
}

function parse(args: readonly string[]) {
  const options = {
    rpc: { type: 'string' },
    block: { type: 'string', multiple: true },
    policy: { type: 'string', multiple: true },
    workers: { type: 'string', multiple: true },
    source: { type: 'string' },
    modules: { type: 'string' },
    'what-if': { type: 'string', multiple: true },
    advice: { type: 'boolean' },
    json: { type: 'boolean' },
  } as const
  try {
    return parseArgs({ args: [...args], options }).values
  } catch (error) {
    const said = error instanceof Error ? error.message.split('. ')[0] : String(error)
    throw new UserError(`${said}. ${USAGE}`)
  }
}

/** All items of an option, which may be given several times and be a list each time. */
function listed<T>(texts: readonly string[], option: string, read: (item: string) => T | undefined): T[] {
  return texts
    .flatMap((text) => text.split(','))
    .map((item) => {
      const value = read(item.trim())
      if (value === undefined) throw new UserError(`${option} cannot be "${item.trim()}". ${USAGE}`)
      return value
    })
}

const distinct = <T>(values: T[]): T[] => [...new Set(values)]
const blockNumber = (text: string) => (/^\d{1,18}$/.test(text) ? BigInt(text) : undefined)
const policyNamed = (text: string) => POLICIES.find((policy) => policy === text)
const sourceNamed = (text: string) => SOURCES.find((source) => source === text.replace('-', ' '))

function workerCount(text: string): number | undefined {
  const count = /^\d{1,6}$/.test(text) ? Number(text) : 0
  return count >= 1 && count <= MOST_WORKERS ? count : undefined
}
