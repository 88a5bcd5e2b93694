import type { Hex } from '@/lib/chain/types'
import type { StoredState } from '@/lib/db/write/state'
import { ConfiguredModules, type ConfiguredState } from './configured-modules'
import { ModuleAssignment } from './modules'
import type { PeriodProgram } from './periods/program'

/** A program whose events are read. */
export interface KnownProgram {
  address: Hex
  kind: string
  name: string
  token: Hex
  treasury: Hex
  /** contract whose membership events belong to the program */
  verifier: Hex
  /** the last block that its balances were taken at */
  balancesAt?: bigint
}

/**
 * What the blocks so far have made known, which decoding the next one needs. It runs ahead of the database by the batch in
 * work: after a batch that was not stored it is thrown away and read again.
 */
export interface Knowledge {
  assignment: ModuleAssignment
  /** the modules of the chain's file */
  file: ConfiguredModules
  tokens: Set<Hex>
  programs: Map<Hex, KnownProgram>
  /** programs of kinds that are audited by periods */
  periods: Map<Hex, PeriodProgram>
  /** addresses registered as programs that do not answer as one */
  refused: Set<Hex>
  /** addresses that the node cannot yet say anything about */
  waiting: Set<Hex>
  /** time of the last block, unix seconds; undefined before the first */
  timestamp?: bigint
}

/** Knowledge from the database. The verifiers of programs are not stored; `verifierOf` asks for them. */
export async function knowledgeFrom(
  state: StoredState,
  verifierOf: (program: Hex, blockNumber: bigint) => Promise<Hex | undefined>,
  periods: Map<Hex, PeriodProgram>,
  file: Omit<ConfiguredState, 'assignment' | 'stored'>,
): Promise<Knowledge> {
  const assignment = assignmentFrom(state)
  const balancesAt = new Map(state.balances.map((row) => [row.program, row.blockNumber]))
  const programs = new Map<Hex, KnownProgram>()
  for (const { blockNumber, ...program } of state.programs) {
    const verifier = (await verifierOf(program.address, blockNumber)) ?? program.address
    programs.set(program.address, { ...program, verifier, balancesAt: balancesAt.get(program.address) })
  }
  return {
    assignment,
    file: new ConfiguredModules({ ...file, assignment, stored: state.modules }),
    tokens: new Set(state.tokens),
    programs,
    periods,
    refused: new Set(),
    waiting: new Set(),
    timestamp: state.timestamp,
  }
}

function assignmentFrom(state: StoredState): ModuleAssignment {
  const assignment = new ModuleAssignment(state.modules)
  for (const { contract, moduleId, added, label, rule, ground } of state.moduleContracts) {
    if (ground === undefined) assignment.moveByRegistry(contract, moduleId, added, label)
    else if (added) assignment.enterByFile({ contract, moduleId, label, rule, ground })
    else assignment.leaveByFile(contract)
  }
  return assignment
}
