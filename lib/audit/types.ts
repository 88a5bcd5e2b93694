import type { Fairness } from './epoch-fairness'

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

/** Token balance of a holder by the chain's state at the end of a block. */
export interface Balance {
  holder: Hex
  blockNumber: bigint
  balance: bigint
}

/** A block that an audit stands on. */
export interface AuditedBlock {
  number: bigint
  hash: Hex
  timestamp: bigint
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
