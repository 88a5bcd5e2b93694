import { decodeRegistryLog } from '@/lib/chain/registry'
import type { Hex, Log } from '@/lib/chain/types'
import type { Rows } from '@/lib/db/write/derived'
import { UserError } from '@/lib/errors'
import type { ModuleAssignment } from './modules'

/** A program that the registry or the configuration names. */
export interface ProgramNamed {
  address: Hex
  kind: string
  name: string
  logIndex: number
}

/** A modules file, as far as a registry is concerned. */
export interface Declaring {
  name: string
  declares(moduleId: string): boolean
}

/** A registry and a modules file that both name a module: only a person can say which is meant. */
export class ModuleClashError extends UserError {
  override name = 'ModuleClashError'
}

export function clash(moduleId: string, block: bigint, file: string): ModuleClashError {
  return new ModuleClashError(
    `${file}: the module "${moduleId}" is one of the chain's registry, which registered it in block ${block}: give the module of the file another id, or take it out.`,
  )
}

/**
 * Adds what the registry said in a block, and returns the programs that it named. The assignment changes at once: call it
 * after the block itself has been analysed, since a contract belongs to a module from the next block on.
 * @throws ModuleClashError where the registry registers a module that the modules file declares
 */
export function addRegistryEvents(
  rows: Rows,
  logs: readonly Log[],
  registry: Hex | undefined,
  assignment: ModuleAssignment,
  file?: Declaring,
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
      if (file?.declares(moduleId)) throw clash(moduleId, blockNumber, file.name)
      const ordinal = assignment.register(moduleId, 'registry')
      // The first registration of an id counts; a registry that repeats one must not stop the reader.
      if (ordinal === undefined) continue
      const { name, description } = said
      rows.module.push({
        ...{ blockNumber, logIndex, moduleId, name, description, ordinal },
        origin: 'registry',
        rules: null,
      })
    } else {
      const added = said.event === 'ContractAdded'
      const label = added ? said.label : ''
      rows.moduleContract.push({
        ...{ blockNumber, logIndex, moduleId, contract: said.contract, label, added },
        fromBlock: blockNumber + 1n,
        rule: 'registry',
        ground: null,
      })
      assignment.moveByRegistry(said.contract, moduleId, added, label)
    }
  }
  return programs
}
