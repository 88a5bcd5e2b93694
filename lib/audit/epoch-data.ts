import type { AuditedBlock, Balance, EpochData, Hex, ProgramIdentity, Schedule, TokenTransfer } from './types'

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
  args: unknown
}

export interface EpochRows {
  program: ProgramIdentity
  epoch: bigint
  /** block of the close, or the block seen last while the epoch is open */
  upTo: AuditedBlock
  /**
   * The program's events up to `upTo`: at least all that name this epoch and the one before, all in the blocks from the
   * opening on, and all membership changes (MemberAdded, MemberRemoved). More does no harm; the order does not matter.
   */
  events: ProgramEventRow[]
  /** undefined where membership changes were not indexed from the start of the chain */
  membershipsComplete: boolean
  /** transfers of the program's token from or to program or treasury; at least those from the opening's block to `upTo` */
  transfers?: TokenTransfer[]
  /** rows of program_balance for program and treasury; at least at the block before the opening and at `upTo` */
  balances: Balance[]
  /** from the program's views at `upTo`; undefined where the node did not say */
  schedule?: Schedule
}

/** Assembles what the checks look at. Throws UserError where a row cannot be read. */
export declare function epochDataFromRows(rows: EpochRows): EpochData
