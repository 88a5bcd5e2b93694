import { decodeEventLog, parseAbi } from 'viem'
import { toBytes } from '@/lib/chain/bytes'
import { cleanText } from '@/lib/chain/text'
import type { Hex, Log } from '@/lib/chain/types'
import { TRANSFER, UNASSIGNED } from '@/lib/parallelism/types'

/** Events of the module registry. What a contract belongs to changes in the block after the event. */
export const REGISTRY_ABI = parseAbi([
  'event ModuleRegistered(bytes32 indexed moduleId, string name, string description)',
  'event ContractAdded(bytes32 indexed moduleId, address indexed contractAddress, string label)',
  'event ContractRemoved(bytes32 indexed moduleId, address indexed contractAddress)',
  'event ProgramRegistered(bytes32 indexed moduleId, address indexed program, string kind, string name)',
])

interface Placed {
  moduleId: string
  blockNumber: bigint
  logIndex: number
}

/** What a registry said, in lower-case hex and module slugs. */
export type RegistryEvent =
  | (Placed & { event: 'ModuleRegistered'; name: string; description: string })
  | (Placed & { event: 'ContractAdded'; contract: Hex; label: string })
  | (Placed & { event: 'ContractRemoved'; contract: Hex })
  | (Placed & { event: 'ProgramRegistered'; program: Hex; kind: string; name: string })

const LONGEST_NAME = 80
const LONGEST_DESCRIPTION = 600
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/

/** Decodes a log of the registry at `registry`; undefined for any other log, and for one that is not of its ABI. */
export function decodeRegistryLog(log: Log, registry: Hex): RegistryEvent | undefined {
  if (log.address !== registry.toLowerCase()) return undefined
  const [first, ...rest] = log.topics
  if (first === undefined) return undefined
  try {
    return placed(
      log,
      decodeEventLog({ abi: REGISTRY_ABI, topics: [first, ...rest], data: log.data, strict: true }),
    )
  } catch {
    return undefined
  }
}

type Decoded = ReturnType<typeof decodeEventLog<typeof REGISTRY_ABI, undefined, Hex[], undefined, true>>

function placed(log: Log, decoded: Decoded): RegistryEvent {
  const place = {
    moduleId: moduleSlug(decoded.args.moduleId),
    blockNumber: log.blockNumber,
    logIndex: log.index,
  }
  switch (decoded.eventName) {
    case 'ModuleRegistered': {
      const { name, description } = decoded.args
      return {
        ...place,
        event: 'ModuleRegistered',
        name: cleanText(name, LONGEST_NAME),
        description: cleanText(description, LONGEST_DESCRIPTION),
      }
    }
    case 'ContractAdded': {
      const { contractAddress, label } = decoded.args
      return {
        ...place,
        event: 'ContractAdded',
        contract: lower(contractAddress),
        label: cleanText(label, LONGEST_NAME),
      }
    }
    case 'ContractRemoved':
      return { ...place, event: 'ContractRemoved', contract: lower(decoded.args.contractAddress) }
    case 'ProgramRegistered': {
      const { program, kind, name } = decoded.args
      return {
        ...place,
        event: 'ProgramRegistered',
        program: lower(program),
        kind: cleanText(kind, LONGEST_NAME),
        name: cleanText(name, LONGEST_NAME),
      }
    }
  }
}

/**
 * The name of a module in paths: its bytes32 as ASCII. An id that is no slug, or is one of the words that this
 * product uses for what no module claims, stays as hex.
 */
export function moduleSlug(moduleId: Hex): string {
  const bytes = toBytes(moduleId)
  const text = String.fromCharCode(...bytes).replace(/\0+$/, '')
  return SLUG.test(text) && text !== UNASSIGNED && text !== TRANSFER ? text : moduleId
}

function lower(address: Hex): Hex {
  return `0x${address.slice(2).toLowerCase()}`
}
