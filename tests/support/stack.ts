import type { Devnet, DevnetOptions } from '@/devnet/devnet'
import { connect } from '@/lib/db/connect'
import { migrate } from '@/lib/db/migrate'
import { type EveryKind, startEveryKind } from '../integration/adapters/every-kind'
import type { Child } from './child'
import { startGuardedDevnet, startTestDevnet } from './devnet'
import { hasMainnet, startMainnet } from './mainnet'
import { type ChainEntry, type RunningSite, startIndexer, startSite } from './product'
import { untilOf } from './until'

/** Blocks of mainnet that are indexed beside the devnet: one with 227 transactions, one with 1,414. */
export const MAINNET_BLOCKS = [19_932_148, 13_287_210] as const

/** The whole product on a database of its own: a chain, its indexer, the site. */
export interface Stack {
  site: RunningSite
  devnet: Devnet
  indexer: Child
  /** starts the indexer anew, after it was stopped */
  startIndexer(): void
  stop(): Promise<void>
}

/** The configuration of the devnet as `npm start` has it. */
function entryOf(devnet: Devnet): ChainEntry {
  return { name: 'Devnet', rpcUrl: devnet.rpcUrl, registry: `0x${devnet.registry.slice(2).toLowerCase()}` }
}

/** Resolves when this block of the default chain, or a later one, is indexed with all that follows from it. */
export async function untilIndexed(databaseUrl: string, indexer: Child, block: number): Promise<void> {
  const client = await connect(databaseUrl)
  try {
    await untilOf(indexer, `block ${block} is indexed`, async () => {
      const { rows } = await client.query(
        'SELECT 1 FROM checkpoint JOIN chain USING (chain_id) WHERE is_default AND block_number >= $1',
        [block],
      )
      return rows.length > 0 ? true : undefined
    })
  } finally {
    await client.end()
  }
}

/**
 * Starts devnet, indexer and site on a migrated database, and waits until all blocks that there are have been indexed.
 * Without `live` the chain is the same one in every run and stands after `blocks` blocks of its workload.
 */
export async function startStack(
  databaseUrl: string,
  options: Pick<DevnetOptions, 'live' | 'settings'> & { blocks?: number },
): Promise<Stack> {
  const { live = false, settings } = options
  const devnet = live ? await startGuardedDevnet({ settings }) : await startTestDevnet({ settings })
  let indexer: Child | undefined
  try {
    const head = await devnet.runBlocks(options.blocks ?? 0)
    await migrate(databaseUrl)
    indexer = startIndexer(databaseUrl, [entryOf(devnet)])
    await untilIndexed(databaseUrl, indexer, head)
    const stack: Stack = {
      devnet,
      indexer,
      site: await startSite(databaseUrl),
      startIndexer() {
        stack.indexer = startIndexer(databaseUrl, [entryOf(devnet)])
      },
      async stop() {
        await stack.site.stop()
        await stack.indexer.stop()
        await devnet.stop()
      },
    }
    return stack
  } catch (error) {
    await indexer?.stop()
    await devnet.stop()
    throw error
  }
}

/** Id of the chain whose programs are audited by periods. */
export const PERIODS_CHAIN = 31_338

/** Indexes a chain with a program of every kind that is audited by periods, as one beside the default one. Returns their addresses. */
export async function addPeriods(databaseUrl: string): Promise<EveryKind['addresses']> {
  const { chain, programs, addresses, stop } = await startEveryKind(PERIODS_CHAIN)
  const client = await connect(databaseUrl)
  try {
    const head = await chain.block()
    const absent = { name: 'Absent', rpcUrl: 'http://127.0.0.1:9' }
    const own = { name: 'Payouts', rpcUrl: chain.rpcUrl, programs }
    const indexer = startIndexer(databaseUrl, [absent, own], ['--chain', 'Payouts'])
    await untilOf(indexer, `block ${head.number} of the chain of periods is indexed`, async () => {
      const { rowCount } = await client.query(
        'SELECT 1 FROM checkpoint WHERE chain_id = $1 AND block_number >= $2',
        [PERIODS_CHAIN, head.number],
      )
      return rowCount === 1 ? true : undefined
    })
    await indexer.stop()
    return addresses
  } finally {
    await client.end()
    await stop()
  }
}

/** Takes the two recorded blocks of mainnet into a database, as a chain beside its default one. */
export async function addMainnet(databaseUrl: string): Promise<boolean> {
  if (!hasMainnet) return false
  const { rpcUrl, node } = await startMainnet()
  try {
    const absent = { name: 'Absent', rpcUrl: 'http://127.0.0.1:9' }
    const indexer = startIndexer(
      databaseUrl,
      [absent, { name: 'Mainnet', rpcUrl }],
      ['--chain', 'Mainnet', '--blocks', MAINNET_BLOCKS.join(',')],
    )
    if ((await indexer.ended) !== 0) throw new Error(`Mainnet could not be indexed:\n${indexer.said()}`)
    return true
  } finally {
    await node.stop()
  }
}
