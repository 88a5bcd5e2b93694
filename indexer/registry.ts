import { decodeRegistryLog } from '@/lib/chain/registry'
import type { Hex, Log } from '@/lib/chain/types'
import type { Rows } from '@/lib/db/write/derived'
import type { ModuleAssignment } from './modules'

/** A program that the registry or the configuration names. */
export interface ProgramNamed {
  address: Hex
  kind: string
  name: string
  logIndex: number
}

/**
 * Adds what the registry said in a block, and returns the programs that it named. The assignment changes at once: call it
 * after the block itself has been analysed, since a contract belongs to a module from the next block on.
 */
export function addRegistryEvents(
  rows: Rows,
  logs: readonly Log[],
  registry: Hex | undefined,
  assignment: ModuleAssignment,
): ProgramNamed[] {
  if (registry === undefined) return []
  const programs: ProgramNamed[] = []
  for (const log of logs) {
    const said = decodeRegistryLog(log, registry)
    if (said === undefined) continue
    const { blockNumber, logIndex, moduleId } = said
    if (said.event === 'ProgramRegistered') {
      programs.push({ address: said.program, kind: said.kind, name: said.name, logIndex })
    } else if (said.event === 'ModuleRegistered') {
      const ordinal = assignment.register(moduleId)
      // The first registration of an id counts; a registry that repeats one must not stop the reader.
      if (ordinal === undefined) continue
      const { name, description } = said
      rows.module.push({ blockNumber, logIndex, moduleId, name, description, origin: 'registry', ordinal })
    } else {
      const added = said.event === 'ContractAdded'
      const label = added ? said.label : ''
      rows.moduleContract.push({ blockNumber, logIndex, moduleId, contract: said.contract, label, added })
      assignment.move(said.contract, moduleId, added, label)
    }
  }
  return programs
}
