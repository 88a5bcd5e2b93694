import type { Abi } from 'viem'
import type { StateAnswer, StateQuestion } from '../state-questions'
import type { AuditedBlock, CheckOutcome, Hex, Position, Unanswerable } from '../types'
import type { SentCall } from './personhood-pay-claims'

/** A log of the chain, placed. */
export interface PlacedLog {
  at: Position
  address: Hex
  topics: Hex[]
  data: Hex
}

/** Logs of one contract: by position any of the topics; null stands for every topic. */
export interface LogSource {
  address: Hex
  topics?: readonly (readonly Hex[] | null)[]
}

/** A view without arguments that tells what a program consists of. */
export interface NamedView {
  /** name of the part or figure: "token", "deadline" */
  name: string
  /** whom to ask: "program", or a part that an earlier view named */
  of: string
  /** the call: "token()" */
  call: string
  /** address: a part. The others are figures: an integer, unix seconds, or 32 bytes that are shown as hex */
  as: 'address' | 'integer' | 'time' | 'hash'
  /** false: a program without it is audited too */
  needed: boolean
}

/** Known addresses of a deployment, to be audited without looking them up. */
export interface Preset {
  chainId: bigint
  chain: string
  address: Hex
  name: string
  /** parts that the program's views do not tell */
  parts: Record<string, Hex>
}

/** A program that an adapter can audit. */
export interface AdaptedProgram {
  chainId: bigint
  address: Hex
  kind: string
  name: string
  /** contracts and accounts that payments pass through: "token" */
  parts: Record<string, Hex>
  /** what the program says of itself in numbers: "deadline" */
  figures: Record<string, bigint>
}

/**
 * The blocks of a period. life: from the program's creation to the block asked for; time: the blocks with
 * `from <= timestamp < to`, in unix seconds.
 */
export type Window = { kind: 'life' } | { kind: 'time'; from: bigint; to: bigint }

/** A stretch of the program's life that is audited as one. */
export interface Period {
  /** its number: a day, a grant id, a month as 202611; 1 where the program has one alone */
  id: bigint
  /** in words: "grant 39, August and September 2024" */
  label: string
  window: Window
  /** seconds before the window whose logs are read too */
  history?: bigint
}

/** One entry of a list of payments that the program published. */
export interface ListEntry {
  /** position by the list, where it has one */
  index?: bigint
  account: Hex
  amount: bigint
}

/** What is held of the audited blocks. */
export interface AdapterRange {
  /** the block before the period */
  first: AuditedBlock
  last: AuditedBlock
  /** blocks of the period, with `first`, that are known to be the child of the one before and were searched for logs */
  linked: bigint
  /** by whom the logs of the others were found, in words; undefined where there are no others */
  otherwise?: string
}

/** What an adapter audits. Lists are in chain order. What could not be had is absent. */
export interface AdapterFacts {
  program: AdaptedProgram
  period: Period
  range: AdapterRange
  /** the logs of the sources, history included */
  logs: readonly PlacedLog[]
  /** what was sent in the transactions of those logs */
  sent: ReadonlyMap<Hex, SentCall>
  answers: readonly StateAnswer[]
  list?: readonly ListEntry[]
}

/** Questions about the state at the end of a block. */
export interface AskedAt {
  blockNumber: bigint
  questions: StateQuestion[]
}

/** A payment as the program's events, or its transfers, tell it. */
export interface AdapterPayment {
  at: Position
  /** what it is called in evidence: "claim 5", "payment of day 12 to 0x..." */
  subject: string
  /** undefined where the event does not say who is paid */
  payee?: Hex
  amount: bigint
}

/** A check of an adapter: the id is of the catalogue, the statement says what it means for this kind of program. */
export interface AdapterCheck<Context> {
  id: string
  statement: string
  run: (context: Context) => CheckOutcome
}

/** What an adapter says of one period. */
export interface AdapterOutcome {
  payments: AdapterPayment[]
  checks: ({ id: string } & CheckOutcome)[]
}

/** A kind of payout program: one object in one file, listed in `registry.ts`. Pure. */
export interface Adapter {
  /** stable: configuration, database and reports have it */
  kind: string
  name: string
  /** the program and its rule, in a sentence or two */
  about: string
  /** what a period is */
  periods: string
  presets: readonly Preset[]
  /** events and views that it reads */
  abi: Abi
  views: readonly NamedView[]
  /** parts that no view tells and the configuration has to: "token" */
  given: readonly string[]
  /** The period of a number; undefined: the one that a program without numbered periods has. @throws UserError */
  periodOf(program: AdaptedProgram, id: bigint | undefined): Period
  /** the numbers of the periods that a moment (unix seconds) belongs to; none where it is in none. Periods may overlap */
  periodsAt(program: AdaptedProgram, timestamp: bigint): bigint[]
  /** moments (unix seconds) after which a period without an end is audited anew, whatever was logged */
  moments?(program: AdaptedProgram): bigint[]
  /** contract of the token that payments are in */
  token(program: AdaptedProgram): Hex
  /** what payments are in, where the token's contract does not say */
  unit?: { symbol: string; decimals: number }
  sources(program: AdaptedProgram): LogSource[]
  /** what has to be asked of the state, once the logs are known; called again with the answers, which may lead to more */
  questions(facts: AdapterFacts): AskedAt[]
  audit(facts: AdapterFacts): AdapterOutcome
  /** ids and statements of the checks that it makes */
  supported: readonly { id: string; statement: string }[]
  /** the rest of the catalogue, and what no data answers, by name */
  unanswerable: readonly Unanswerable[]
}

/** Address of a part. @throws RangeError for a program that was identified without it */
export function partOf(program: AdaptedProgram, name: string): Hex {
  const address = program.parts[name]
  if (address === undefined) throw new RangeError(`${program.name} has no ${name}`)
  return address
}
