import type { AdaptedProgram, Adapter, ListEntry, LogSource } from '@/lib/audit/adapters/adapter'
import { adapterOf, findAdapter, presetOf } from '@/lib/audit/adapters/registry'
import type { Hex } from '@/lib/chain/types'
import type { LastAudit } from '@/lib/db/write/periods'
import type { StoredPeriodProgram } from '@/lib/db/write/stored-programs'
import type { ProgramConfig } from '@/lib/program-config'

/** A program of a kind that is audited by periods, before any block has shown it. */
export interface PeriodCandidate {
  adapter: Adapter
  address: Hex
  /** undefined: what the known one is called, or the kind */
  name?: string
  parts?: Record<string, Hex>
  /** what it published */
  list?: readonly ListEntry[]
}

/** A program that is audited by periods, as the blocks so far show it. */
export interface PeriodProgram {
  program: AdaptedProgram
  adapter: Adapter
  candidate: PeriodCandidate
  sources: readonly LogSource[]
  /** the block that showed it first, and its time in unix seconds */
  since: LastAudit
  /** of a period without an end */
  lastAudit?: LastAudit
  /** whether its sources have logged something since */
  hasNews: boolean
}

/**
 * The programs of a configuration that are audited by periods, with their lists.
 * @throws UserError where one is named by its kind alone, and none is known on this chain
 */
export function candidatesOf(
  configured: readonly ProgramConfig[],
  chainId: bigint,
  lists: ReadonlyMap<ProgramConfig, readonly ListEntry[]>,
): PeriodCandidate[] {
  return configured.flatMap((config): PeriodCandidate[] => {
    const { kind, name, parts } = config
    if (findAdapter(kind) === undefined) return []
    const adapter = adapterOf(kind)
    const address = config.address ?? presetOf(adapter, chainId).address
    return [{ adapter, address, name, parts, list: lists.get(config) }]
  })
}

/** A program that has just become known, or was read from the database. */
export function periodProgram(
  candidate: PeriodCandidate,
  program: AdaptedProgram,
  since: LastAudit,
  state: Pick<PeriodProgram, 'lastAudit' | 'hasNews'> = { hasNews: false },
): PeriodProgram {
  const { adapter } = candidate
  return { program, adapter, candidate, sources: adapter.sources(program), since, ...state }
}

/** Programs as the database has them, with what the configuration says of them now. Kinds that are no longer there are left out. */
export async function restorePeriodPrograms(
  chainId: bigint,
  stored: readonly StoredPeriodProgram[],
  candidates: readonly PeriodCandidate[],
  lastAudits: ReadonlyMap<Hex, LastAudit>,
  hasNews: (sources: readonly LogSource[], above: bigint) => Promise<boolean>,
): Promise<Map<Hex, PeriodProgram>> {
  const programs = new Map<Hex, PeriodProgram>()
  for (const { address, kind, name, parts, figures, blockNumber, timestamp } of stored) {
    const adapter = findAdapter(kind)
    if (adapter === undefined) continue
    const candidate = candidates.find((one) => one.address === address) ?? { adapter, address, name }
    const program = { chainId, address, kind, name, parts, figures }
    const lastAudit = lastAudits.get(address)
    const news = lastAudit !== undefined && (await hasNews(adapter.sources(program), lastAudit.blockNumber))
    const since = { blockNumber, timestamp }
    programs.set(address, periodProgram(candidate, program, since, { lastAudit, hasNews: news }))
  }
  return programs
}
