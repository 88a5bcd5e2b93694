import { z } from 'zod'
import { UserError } from '../errors'
import type { MembershipChange } from './facts'
import type { Hex, Position } from './types'

/** A row of program_event with the hash of its transaction and the time of its block joined to it. */
export interface ProgramEventRow {
  blockNumber: bigint
  logIndex: number
  transactionIndex: number
  transactionHash: Hex
  /** unix seconds of the block */
  timestamp: bigint
  emitter: Hex
  event: string
  epoch: bigint | null
  /** as `eventArgs` wrote them */
  args: unknown
}

const integer = z
  .string()
  .regex(/^\d+$/)
  .transform((text) => BigInt(text))
const small = z.number().int().nonnegative()
const hex = z
  .string()
  .regex(/^0x[0-9a-f]*$/)
  .transform((text): Hex => `0x${text.slice(2)}`)

const ARGS = {
  Unrecognised: z.object({ topics: z.array(hex), data: hex }),
  EpochOpened: z.object({
    epoch: integer,
    budget: integer,
    cap: integer,
    opensAt: integer,
    closesAt: integer,
    tableHash: hex,
  }),
  RegionSnapshot: z.object({
    epoch: integer,
    region: small,
    name: z.string(),
    population: integer,
    need: small,
    geography: small,
    root: integer,
    active: integer,
  }),
  RegionMerged: z.object({ epoch: integer, region: small, into: small, active: integer }),
  Claimed: z.object({
    epoch: integer,
    region: small,
    nullifier: integer,
    recipient: hex,
    amount: integer,
    root: integer,
  }),
  EpochClosed: z.object({ epoch: integer, paid: integer, reclaimed: integer }),
  ParameterScheduled: z.object({ operation: hex, parameter: hex, value: hex, executableAt: integer }),
  ParameterChanged: z.object({ operation: hex, parameter: hex, oldValue: hex, newValue: hex }),
  MemberAdded: z.object({ region: small, commitment: integer }),
  MemberRemoved: z.object({ region: small, commitment: integer }),
}

type Args = { [Name in keyof typeof ARGS]: z.output<(typeof ARGS)[Name]> }
const SCHEMAS: { [Name in keyof Args]: z.ZodType<Args[Name]> } = ARGS

/** The rows of one kind, in chain order, each read and placed. Throws UserError that names a row that cannot be read. */
export function readEvents<Name extends keyof Args>(
  rows: readonly ProgramEventRow[],
  event: Name,
): (Args[Name] & { at: Position })[] {
  return rows
    .filter((row) => row.event === event)
    .sort(byPosition)
    .map((row) => readEvent(row, event))
}

/** A change of members from its row. Throws UserError that names a row that cannot be read. */
export function membershipChange(row: ProgramEventRow): MembershipChange {
  const added = row.event === 'MemberAdded'
  return { ...readEvent(row, added ? 'MemberAdded' : 'MemberRemoved'), added }
}

function readEvent<Name extends keyof Args>(
  row: ProgramEventRow,
  event: Name,
): Args[Name] & { at: Position } {
  const args = SCHEMAS[event].safeParse(row.args)
  if (!args.success) {
    throw new UserError(
      `The stored ${event} at block ${row.blockNumber}, log ${row.logIndex} cannot be read: ${z.prettifyError(args.error)}. Index the chain again.`,
    )
  }
  return { ...args.data, at: positionOf(row) }
}

/** Chain order of anything placed by block and log index. */
export function byPosition(
  a: { blockNumber: bigint; logIndex: number },
  b: { blockNumber: bigint; logIndex: number },
): number {
  if (a.blockNumber !== b.blockNumber) return a.blockNumber < b.blockNumber ? -1 : 1
  return a.logIndex - b.logIndex
}

function positionOf(row: ProgramEventRow): Position {
  const { blockNumber, logIndex, transactionIndex, transactionHash, timestamp } = row
  return { blockNumber, logIndex, transactionIndex, transactionHash, timestamp }
}
