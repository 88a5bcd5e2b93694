import { decodeEventLog } from 'viem'
import type { Hex } from '../types'
import { PERSONHOOD_PAY_EVENTS } from './personhood-pay-abi'

/** Name of this adapter in the registry and in the database. */
export const PERSONHOOD_PAY = 'personhood-pay'

/** What decoding needs of a log. */
export interface ProgramLog {
  address: Hex
  topics: Hex[]
  data: Hex
  blockNumber: bigint
  transactionHash: Hex
  transactionIndex: number
  /** position in the block */
  index: number
}

/** The contracts whose events belong to a program. */
export interface ProgramContracts {
  address: Hex
  /** keeps the lists of members; may be the program itself */
  verifier: Hex
}

interface Emitted {
  emitter: Hex
  blockNumber: bigint
  logIndex: number
  transactionIndex: number
  transactionHash: Hex
}

export interface ProgramEventArgs {
  EpochOpened: {
    epoch: bigint
    budget: bigint
    cap: bigint
    opensAt: bigint
    closesAt: bigint
    tableHash: Hex
  }
  RegionSnapshot: {
    epoch: bigint
    region: number
    name: string
    population: bigint
    need: number
    geography: number
    root: bigint
    active: bigint
  }
  /** a region too small to open; `into` is the region that its population counts with, 0 where there is none */
  RegionMerged: { epoch: bigint; region: number; into: number; active: bigint }
  Claimed: {
    epoch: bigint
    region: number
    nullifier: bigint
    recipient: Hex
    amount: bigint
    root: bigint
  }
  EpochClosed: { epoch: bigint; paid: bigint; reclaimed: bigint }
  ParameterScheduled: { operation: Hex; parameter: Hex; value: Hex; executableAt: bigint }
  ParameterChanged: { operation: Hex; parameter: Hex; oldValue: Hex; newValue: Hex }
  MemberAdded: { region: number; commitment: bigint }
  MemberRemoved: { region: number; commitment: bigint }
  /** a log of the program that is none of the above, or that is one with contents that no honest program emits */
  Unrecognised: { topics: Hex[]; data: Hex }
}

export type ProgramEventName = keyof ProgramEventArgs

/** One thing that a program said. */
export type ProgramEvent = {
  [Name in ProgramEventName]: Emitted & { event: Name; args: ProgramEventArgs[Name] }
}[ProgramEventName]

const MEMBERSHIP = new Set<string>(['MemberAdded', 'MemberRemoved'])
const MAX_INT32 = 2 ** 31 - 1
const MAX_INT64 = 2n ** 63n - 1n

/**
 * Decodes the events of a program and of its verifier, in the order given; logs of other contracts are left out.
 * What cannot be decoded is kept as `Unrecognised`: nothing that a program emits may stop the reader or get lost.
 */
export function decodeProgramLogs(logs: readonly ProgramLog[], program: ProgramContracts): ProgramEvent[] {
  const events: ProgramEvent[] = []
  for (const log of logs) {
    const own = log.address === program.address
    const listing = log.address === program.verifier
    const decoded = own || listing ? decodeLog(log) : undefined
    if (decoded !== undefined && (MEMBERSHIP.has(decoded.event) ? listing : own)) {
      events.push(decoded)
    } else if (own) {
      events.push({ ...emitted(log), event: 'Unrecognised', args: { topics: log.topics, data: log.data } })
    }
  }
  return events
}

function emitted(log: ProgramLog): Emitted {
  return {
    emitter: log.address,
    blockNumber: log.blockNumber,
    logIndex: log.index,
    transactionIndex: log.transactionIndex,
    transactionHash: log.transactionHash,
  }
}

function decodeLog(log: ProgramLog): ProgramEvent | undefined {
  const [topic0, ...topics] = log.topics
  if (topic0 === undefined) return undefined
  try {
    return storable(typed(emitted(log), [topic0, ...topics], log.data))
  } catch {
    return undefined
  }
}

function typed(at: Emitted, topics: [Hex, ...Hex[]], data: Hex): ProgramEvent {
  const log = decodeEventLog({ abi: PERSONHOOD_PAY_EVENTS, topics, data, strict: true })
  switch (log.eventName) {
    case 'EpochOpened':
      return { ...at, event: log.eventName, args: log.args }
    case 'RegionSnapshot':
      return { ...at, event: log.eventName, args: log.args }
    case 'RegionMerged':
      return { ...at, event: log.eventName, args: log.args }
    case 'Claimed': {
      const recipient: Hex = `0x${log.args.recipient.slice(2).toLowerCase()}`
      return { ...at, event: log.eventName, args: { ...log.args, recipient } }
    }
    case 'EpochClosed':
      return { ...at, event: log.eventName, args: log.args }
    case 'ParameterScheduled':
      return { ...at, event: log.eventName, args: log.args }
    case 'ParameterChanged':
      return { ...at, event: log.eventName, args: log.args }
    case 'MemberAdded':
      return { ...at, event: log.eventName, args: log.args }
    case 'MemberRemoved':
      return { ...at, event: log.eventName, args: log.args }
  }
}

/** Numbers within what the database's columns hold, text without NUL: else the event counts as not decodable. */
function storable(event: ProgramEvent): ProgramEvent | undefined {
  const small: number[] = []
  const large: bigint[] = []
  if ('epoch' in event.args) large.push(event.args.epoch)
  if ('region' in event.args) small.push(event.args.region)
  if (event.event === 'RegionMerged') small.push(event.args.into)
  if ('active' in event.args) large.push(event.args.active)
  if (event.event === 'EpochOpened') large.push(event.args.opensAt, event.args.closesAt)
  if (event.event === 'RegionSnapshot') {
    small.push(event.args.need, event.args.geography)
    large.push(event.args.population)
    if (event.args.name.includes('\0')) return undefined
  }
  const fits = small.every((value) => value <= MAX_INT32) && large.every((value) => value <= MAX_INT64)
  return fits ? event : undefined
}
