import type { RegionGroups } from './semaphore/region-groups'
import type { StateAnswer } from './state-questions'
import type { AuditedBlock, Balance, Hex, Position, ProgramIdentity, TokenTransfer } from './types'

/** Mints come from here and burns go there. */
export const NOBODY: Hex = `0x${'00'.repeat(20)}`

/** An epoch as its opening announced it. Amounts in wei, times in unix seconds by the schedule. */
export interface EpochOpening {
  at: Position
  epoch: bigint
  budget: bigint
  cap: bigint
  opensAt: bigint
  closesAt: bigint
  tableHash: Hex
}

/** A region of an epoch: the published inputs, and the snapshot of its members. */
export interface RegionSnapshot {
  at: Position
  epoch: bigint
  region: number
  name: string
  population: bigint
  /** basis points */
  need: number
  /** basis points */
  geography: number
  root: bigint
  /** active members */
  active: bigint
}

export interface EpochClosing {
  at: Position
  epoch: bigint
  paid: bigint
  reclaimed: bigint
}

/** One payment as the program's event states it. */
export interface Payment {
  at: Position
  epoch: bigint
  region: number
  nullifier: bigint
  recipient: Hex
  amount: bigint
  /** root that the claim was proved against */
  root: bigint
}

/** How a payment was proved, by the calldata of its transaction. */
export interface PaymentProof {
  /** place of the payment's event */
  blockNumber: bigint
  logIndex: number
  /**
   * calldata: the claim is there; none: the program was called, and not with a claim of this payment; elsewhere: another
   * contract was called, and its calldata does not show the claim
   */
  source: ProofPlace
  /** the proof as the claim gave it; undefined unless the claim is there */
  bytes?: Hex
  /** why it does not verify, in words; undefined where it does */
  refusal?: string
}

export const PROOF_PLACES = ['calldata', 'none', 'elsewhere'] as const
export type ProofPlace = (typeof PROOF_PLACES)[number]

/** A person entering or leaving a region's group. */
export interface MembershipChange {
  at: Position
  region: number
  commitment: bigint
  added: boolean
}

/** A region too small to open in an epoch. */
export interface RegionMerge {
  at: Position
  epoch: bigint
  region: number
  /** the region that its population counts with; 0 where there is none */
  into: number
  active: bigint
}

/** The announcement of a parameter's new value. */
export interface ParameterScheduling {
  at: Position
  operation: Hex
  /** name as ASCII, left-aligned in 32 bytes */
  parameter: Hex
  /** ABI-encoded */
  value: Hex
  executableAt: bigint
}

/** A change of a parameter. The first values, set at creation, have operation 0. */
export interface ParameterChange {
  at: Position
  operation: Hex
  parameter: Hex
  oldValue: Hex
  newValue: Hex
}

/** An event of the program that is none of those that its kind has, or that no honest program emits. */
export interface UnrecognisedEvent {
  at: Position
  topics: Hex[]
  data: Hex
}

/** A log by which a contract that payments pass through tells of its powers: notices.ts reads it. */
export interface NoticeLog {
  contract: Hex
  blockNumber: bigint
  logIndex: number
  transactionIndex: number
  transactionHash: Hex
  topics: Hex[]
  data: Hex
}

/** The schedule by the program's state: epoch e, from 1, opens at firstOpensAt + (e - 1) * epochDuration. */
export interface Schedule {
  firstOpensAt: bigint
  epochDuration: bigint
}

/** What is held of the blocks of an audit. */
export interface BlockRange {
  /** the block before the opening, or the close of the epoch before where that is earlier */
  first: AuditedBlock
  /** blocks held from the first to the audited one */
  held: bigint
  /** the held blocks, but the first, whose parent is not the held block before */
  unlinked: bigint[]
}

/**
 * What the checks of one epoch look at, but for what comes with the payments. What could not be had is undefined, never empty:
 * checks that need it are then indeterminate. Lists are in chain order. Made by `epochFactsFromRows`.
 */
export interface EpochFacts {
  program: ProgramIdentity
  epoch: bigint
  /** the block of the close, or for an open epoch the block seen last */
  upTo: AuditedBlock
  /** undefined where nobody looked */
  range?: BlockRange
  /** the block of the close of the epoch before, or of the opening where that is earlier */
  from: bigint
  /** every opening of this epoch number up to `upTo`; an honest program has one */
  openings: EpochOpening[]
  /** opening of the epoch before; undefined for the first, or where it was not seen */
  previousOpening?: EpochOpening
  /** close of the epoch before; undefined for the first, or where it was not seen */
  previousClosing?: EpochClosing
  /** in the order of their events, which is the order of the published table */
  regions: RegionSnapshot[]
  /** regions that did not open */
  merged: RegionMerge[]
  /** every close of this epoch number up to `upTo`; an open epoch has none */
  closings: EpochClosing[]
  /** what the program did for other epochs in the blocks from `from` to `upTo` */
  neighbours: { openings: EpochOpening[]; closings: EpochClosing[] }
  /** logs about powers over the contracts, in the same blocks */
  notices?: NoticeLog[]
  /** events of the program in the same blocks that nobody understands */
  unrecognised: UnrecognisedEvent[]
  /** the regions' groups at the opening, by all membership changes since the verifier's creation */
  people?: RegionGroups
  /** all of the program's parameter events from its creation to `upTo` */
  parameters?: { scheduled: ParameterScheduling[]; changed: ParameterChange[] }
  /** program and treasury at the first block, before the opening and at `upTo`; those that could be had */
  balances: Balance[]
  /** to the questions about state, at the first block and at `upTo`; those that could be had */
  answers: StateAnswer[]
  schedule?: Schedule
  /** whether the steps hold transfers, and the payments come with how they were proved */
  known: { transfers: boolean; proofs: boolean }
}

/** A payment with how it was proved. */
export interface ProvedPayment {
  payment: Payment
  /** undefined where nobody looked at the calldata */
  found?: PaymentProof
}

/** What grows with the payments of an epoch: payments of whatever epoch, and transfers of the token. */
export type EpochStep = ProvedPayment | TokenTransfer

/**
 * An epoch for its audit. The steps are read once, in chain order: at least all payments of the epoch up to `upTo`, and in the blocks
 * from `from` to `upTo` all payments of other epochs, all transfers from or to program, treasury or nobody, and all from accounts that
 * the epoch paid up to FUNNEL_BLOCKS before. More does no harm.
 */
export interface EpochData {
  facts: EpochFacts
  steps: Iterable<EpochStep>
}
