import type { AuditContext } from './context'
import type { Fairness } from './epoch-fairness'
import type { StateAnswer } from './state-questions'

/** Lower-case 0x hex. */
export type Hex = `0x${string}`

/** pass: the statement holds; fail: it does not; indeterminate: the data at hand cannot say. */
export const VERDICTS = ['pass', 'fail', 'indeterminate'] as const
export type Verdict = (typeof VERDICTS)[number]

/** A place on the chain: a log. Positions order by block, then log index. */
export interface Position {
  blockNumber: bigint
  /** position in the block */
  logIndex: number
  transactionIndex: number
  transactionHash: Hex
  /** unix seconds of the block */
  timestamp: bigint
}

/** A program under audit, with the contracts that its payments pass through. */
export interface ProgramIdentity {
  chainId: bigint
  address: Hex
  /** adapter: "personhood-pay" */
  kind: string
  name: string
  token: Hex
  treasury: Hex
  /** keeps the lists of members; may be the program itself */
  verifier: Hex
}

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

/** A transfer of the program's token. */
export interface TokenTransfer {
  blockNumber: bigint
  logIndex: number
  transactionIndex: number
  transactionHash: Hex
  from: Hex
  to: Hex
  amount: bigint
}

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

/** Token balance of a holder by the chain's state at the end of a block. */
export interface Balance {
  holder: Hex
  blockNumber: bigint
  balance: bigint
}

/** The schedule by the program's state: epoch e, from 1, opens at firstOpensAt + (e - 1) * epochDuration. */
export interface Schedule {
  firstOpensAt: bigint
  epochDuration: bigint
}

/** A block that an audit stands on. */
export interface AuditedBlock {
  number: bigint
  hash: Hex
  timestamp: bigint
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
 * Everything that the checks of one epoch look at. What could not be had is undefined, never empty: checks that need it are
 * then indeterminate. Lists are in chain order. Made by `epochDataFromRows`.
 */
export interface EpochData {
  program: ProgramIdentity
  epoch: bigint
  /** the block of the close, or for an open epoch the block seen last */
  upTo: AuditedBlock
  /** undefined where nobody looked */
  range?: BlockRange
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
  /** payments that name this epoch, wherever they are */
  payments: Payment[]
  /** of the payments, each verified again; undefined where nobody looked at the calldata */
  proofs?: PaymentProof[]
  /** what the program did for other epochs in the blocks of `transfers` */
  neighbours: { openings: EpochOpening[]; closings: EpochClosing[]; payments: Payment[] }
  /**
   * transfers of the token from or to the program or the treasury, in the blocks from the close of the epoch before (the first
   * epoch: from the opening) to `upTo`
   */
  transfers?: TokenTransfer[]
  /** mints and burns of the token in the same blocks: transfers from or to nobody */
  issuance?: TokenTransfer[]
  /** logs about powers over the contracts, in the same blocks */
  notices?: NoticeLog[]
  /** events of the program in the same blocks that nobody understands */
  unrecognised: UnrecognisedEvent[]
  /** all membership changes from the verifier's creation to `upTo` */
  memberships?: MembershipChange[]
  /** all of the program's parameter events from its creation to `upTo` */
  parameters?: { scheduled: ParameterScheduling[]; changed: ParameterChange[] }
  /** program and treasury at the first block, before the opening and at `upTo`; those that could be had */
  balances: Balance[]
  /** to the questions about state, at the first block and at `upTo`; those that could be had */
  answers: StateAnswer[]
  schedule?: Schedule
}

/** One row of evidence: a fact that deviates, and where. Amounts, hashes and counts are written out as text. */
export interface Evidence {
  /** what deviates: "payment", "region 3", "close" */
  subject: string
  blockNumber?: bigint
  transactionHash?: Hex
  logIndex?: number
  expected: string
  actual: string
  /** of expected and actual, where they are amounts or times: "wei", "seconds" */
  unit?: string
}

export interface CheckResult {
  id: string
  verdict: Verdict
  /** one sentence: what was compared and what came out, or why it cannot be known */
  summary: string
  /** facts that deviate; may exceed the number of evidence rows */
  deviations: number
  /** the first deviations in chain order, at most EVIDENCE_LIMIT */
  evidence: Evidence[]
}

/** What a check finds; its id is added by the catalogue. */
export type CheckOutcome = Omit<CheckResult, 'id'>

/** A check of the catalogue. Pure: the same data gives the same outcome. */
export interface Check {
  /** stable, appears in reports */
  id: string
  name: string
  /** what has to hold, as docs/audit.md has it */
  statement: string
  run: (context: AuditContext) => CheckOutcome
}

/** A statement of the catalogue that the program's data cannot answer at all, by its design. */
export interface Unanswerable {
  id: string
  name: string
  statement: string
  reason: string
}

/** Sums of an audit, in wei and in counts. */
export interface AuditTotals {
  budget: bigint
  paid: bigint
  payments: number
  /** members at the snapshot, over all regions */
  eligible: bigint
  /** published population, over all regions */
  population: bigint
  /** what the rule owed and nobody claimed */
  unclaimed: bigint
  /** what the rule leaves in the budget: rounding and cap */
  undistributed: bigint
  /** undefined while the epoch is open */
  reclaimed?: bigint
}

export interface AuditResult {
  program: ProgramIdentity
  epoch: bigint
  /** the block that the audit stands on */
  upTo: AuditedBlock
  /** fail if one check fails; else indeterminate if one check is; else pass */
  verdict: Verdict
  checks: CheckResult[]
  unanswerable: Unanswerable[]
  totals: AuditTotals
  fairness: Fairness
}
