import { migrate } from '@/lib/db/migrate'
import { type ChainConfig, environment } from '@/lib/env'
import { RetryableError, UserError } from '@/lib/errors'
import { readArguments } from './arguments'
import { runIndexer } from './run'

/** Seconds after which a second look at what still runs is not worth it: stored batches are whole either way. */
const STOP_AFTER_MS = 10_000

async function main(): Promise<void> {
  const { blocks, chain, batchBlocks } = readArguments(process.argv.slice(2))
  const { databaseUrl, chains } = environment()
  const chosen = choose(chains, chain, blocks !== undefined)
  await migrate(databaseUrl)
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      stop.abort()
      setTimeout(() => process.exit(1), STOP_AFTER_MS).unref()
    })
  }
  const runs = chosen.map((config) =>
    runIndexer({ databaseUrl, chain: config, blocks, batchBlocks, signal: stop.signal }).catch(fail),
  )
  await Promise.all(runs)
}

function choose(chains: ChainConfig[], name: string | undefined, single: boolean): ChainConfig[] {
  const [first] = chains
  if (first === undefined) {
    throw new UserError('No chain is configured: name a node in RPC_URL, or chains in a configuration file.')
  }
  if (name !== undefined) {
    const chain = chains.find((candidate) => candidate.name === name)
    if (chain) return [chain]
    const names = chains.map((candidate) => candidate.name).join(', ')
    throw new UserError(`No chain named "${name}" is configured. There is: ${names}.`)
  }
  // Block numbers are those of one chain.
  return single ? [chains.find((candidate) => candidate.isDefault) ?? first] : chains
}

/** One sentence for what a person can change; the whole of it for what is our fault. */
function fail(error: unknown): void {
  process.exitCode = 1
  process.stderr.write(
    error instanceof UserError || error instanceof RetryableError
      ? `${error.message}\n`
      : `The indexer failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  )
}

await main().catch(fail)
