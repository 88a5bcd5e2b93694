import type { ListEntry } from '@/lib/audit/adapters/adapter'
import type { Hex } from '@/lib/chain/types'
import { type ChainRow, findChainIdByName, upsertChain } from '@/lib/db/write/chain'
import { databaseError, openWriter, type Pool, type Writer } from '@/lib/db/write/connection'
import { readLastAudits } from '@/lib/db/write/periods'
import { hasSourceLogs } from '@/lib/db/write/source-logs'
import { readCreators, readState } from '@/lib/db/write/state'
import type { ChainConfig } from '@/lib/env'
import { MemberFinder } from '@/lib/modules-file/find-members'
import type { ModuleRules } from '@/lib/modules-file/rules'
import type { LayoutBook } from '@/lib/parallelism/names/layout-book'
import type { Source } from '@/lib/parallelism/types'
import type { ProgramConfig } from '@/lib/program-config'
import type { RpcClient } from '@/lib/rpc/client'
import { WrongChainError } from '@/lib/rpc/errors'
import type { Capabilities } from '@/lib/rpc/probe'
import { programParts } from '@/lib/verify/program-views'
import type { Health } from './health'
import { HotKeyNames } from './hot-key-names'
import { type Knowledge, knowledgeFrom } from './knowledge'
import type { Say } from './log'
import { candidatesOf, type PeriodCandidate, restorePeriodPrograms } from './periods/program'
import { EarlierLogs } from './periods/stored-facts'
import type { ReadOptions } from './read'
import { Refusals } from './refusals'

/** What a node that cannot trace means for every figure. */
const WITHOUT_TRACES: Record<Exclude<Source, 'traced'>, string> = {
  'access list':
    'The node does not trace blocks: access sets come from its block access lists, and every figure from them is a lower bound.',
  estimated: 'The node does not trace blocks: access sets are estimated, and every figure from them says so.',
}

/** What one attempt at indexing a chain works with, from the connection to its end. */
export interface Session {
  chainId: bigint
  config: ChainConfig
  rpc: RpcClient
  can: Capabilities
  writer: Writer
  names: HotKeyNames
  refusals: Refusals
  /** programs of the configuration that are audited by periods */
  candidates: PeriodCandidate[]
  earlier: EarlierLogs
  /** of the chain's modules file */
  rules: ModuleRules
  health: Health
  say: Say
  signal: AbortSignal
}

/** What lasts over all attempts. */
export type Surroundings = Omit<
  Session,
  'chainId' | 'can' | 'writer' | 'names' | 'refusals' | 'candidates' | 'earlier'
> & {
  layouts: LayoutBook
  /** lists that programs published */
  lists: ReadonlyMap<ProgramConfig, readonly ListEntry[]>
  databaseUrl: string
  pool: Pool
}

/**
 * Asks the node what it is, takes the right to write its chain, and says in the database what was found.
 * @throws WrongChainError, ChainTakenError: the indexer stops; anything else may pass
 */
export async function openSession(around: Surroundings, mode: ChainRow['mode']): Promise<Session> {
  const { config, rpc, pool, health } = around
  const before = await findChainIdByName(pool, config.name).catch((error) => {
    throw databaseError(error)
  })
  // Known before the node is asked: what is wrong with the node is then told of the right chain.
  const expected = config.chainId ?? before
  if (expected !== undefined) health.about(expected)
  const chainId = await rpc.chainId()
  refuseOtherChain(config, rpc, chainId, before)
  health.about(chainId)
  const candidates = candidatesOf(config.programs, chainId, around.lists)
  const probe = await rpc.probe()
  const { source } = probe
  if (source !== 'traced') around.say(WITHOUT_TRACES[source])
  const writer = await openWriter(around.databaseUrl, chainId)
  try {
    await upsertChain(writer.client, {
      chainId,
      name: config.name,
      isDefault: config.isDefault,
      client: probe.client,
      source,
      capabilities: { ...probe.capabilities },
      mode,
    })
  } catch (error) {
    await writer.close()
    throw databaseError(error)
  }
  const names = new HotKeyNames(around.layouts, chainId, rpc)
  const refusals = new Refusals(around.say)
  const earlier = new EarlierLogs()
  return { ...around, chainId, can: probe.capabilities, writer, names, refusals, candidates, earlier }
}

/** A node that has come back as another chain must not fill a second chain under the first one's name. */
function refuseOtherChain(
  config: ChainConfig,
  rpc: RpcClient,
  chainId: bigint,
  before: bigint | undefined,
): void {
  if (before === undefined || before === chainId) return
  throw new WrongChainError(
    `The node at ${rpc.node} is on chain ${chainId}, but "${config.name}" is chain ${before} in this database. Nothing was changed; point RPC_URL at chain ${before} again, or give the other chain a name of its own (CHAIN_NAME).`,
  )
}

/** Everything known from the stored blocks below `before`, or from all. */
export async function loadKnowledge(session: Session, before?: bigint): Promise<Knowledge> {
  const { writer, chainId, rpc, rules, config, say } = session
  const creators = await readCreators(writer.client, chainId, rules.deployers, before)
  const state = await readState(writer.client, chainId, before)
  const verifierOf = async (program: Hex, registeredAt: bigint): Promise<Hex | undefined> => {
    const then = await programParts(rpc, program, registeredAt)
    if (then) return then.verifier
    // A node without that state still has today's; the verifier of the reference program never changes.
    const head = await rpc.head('latest')
    return head && (await programParts(rpc, program, head.number))?.verifier
  }
  const finder = new MemberFinder(rules, rpc, creators, say)
  const periods = await restorePeriodPrograms(
    chainId,
    state.periodPrograms,
    session.candidates,
    await readLastAudits(writer.client, chainId),
    (sources, above) => hasSourceLogs(writer.client, chainId, sources, above),
  )
  return knowledgeFrom(state, verifierOf, periods, { file: config.modulesFile, finder, say })
}

/** What of a block is read beyond what every block needs. */
export function readOptions({ rules, config }: Pick<Session, 'rules' | 'config'>): ReadOptions {
  return { withCodeHashes: rules.needsCodeHashes, withCalls: config.traceCalls !== false }
}
