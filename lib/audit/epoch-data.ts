import { UserError } from '../errors'
import type {
  BlockRange,
  EpochData,
  EpochFacts,
  EpochStep,
  MembershipChange,
  NoticeLog,
  PaymentProof,
  Schedule,
} from './facts'
import { RegionGroups } from './semaphore/region-groups'
import type { StateAnswer } from './state-questions'
import { byPosition, membershipChange, type ProgramEventRow, readEvents } from './stored-event'
import type { AuditedBlock, Balance, ProgramIdentity, TokenTransfer } from './types'

/** What an audit is put together from: rows of the database, or the same facts from an RPC. Order does not matter. */
export interface EpochRows {
  program: ProgramIdentity
  epoch: bigint
  /** block of the close, or the block seen last while the epoch is open */
  upTo: AuditedBlock
  /** undefined where nobody looked */
  range?: BlockRange
  /**
   * The program's events up to `upTo`: at least all that name this epoch or the one before, all in the blocks from its
   * close on, and all changes of members and parameters (MemberAdded, MemberRemoved, ParameterScheduled,
   * ParameterChanged). More does no harm.
   */
  events: ProgramEventRow[]
  /** whether `events` holds every change of members and parameters since program and verifier were created */
  historyComplete: boolean
  /**
   * Transfers of the program's token from or to program, treasury or nobody (address 0), and from accounts that the epoch paid up
   * to FUNNEL_BLOCKS before, at least those from the block of the close of the epoch
   * before (the first epoch: of the opening) to `upTo`. undefined where they are not known.
   */
  transfers?: TokenTransfer[]
  /** Logs about powers (isNotice) of the contracts, at least in the same blocks. undefined where they are not known. */
  notices?: NoticeLog[]
  /** balances of program and treasury, at least at the first block, before the opening and at `upTo`, as far as they are known */
  balances: Balance[]
  /** answers to the questions about state, at least at the first block and at `upTo`, as far as they are known */
  answers?: StateAnswer[]
  /** at least of the payments of this epoch; undefined where nobody looked at the calldata */
  proofs?: PaymentProof[]
  /** from the program's views; undefined where the node did not say */
  schedule?: Schedule
}

/** The same without what grows with the payments. */
export interface EpochFactRows extends Omit<EpochRows, 'transfers' | 'proofs'> {
  /** as in EpochRows; those of payments and of members are not looked at */
  events: ProgramEventRow[]
  /** whether transfers and proofs are known */
  known: { transfers: boolean; proofs: boolean }
}

/**
 * Assembles what the checks of an epoch look at, from rows that are all at hand.
 * Throws UserError where a row cannot be read or the epoch was not opened up to `upTo`.
 */
export function epochDataFromRows(rows: EpochRows): EpochData {
  const { transfers, proofs, ...others } = rows
  const known = { transfers: transfers !== undefined, proofs: proofs !== undefined }
  const facts = epochFactsFromRows({ ...others, known })
  if (rows.historyComplete) facts.people = groupsAt(facts, membershipChanges(rows.events))
  const placed = new Map((proofs ?? []).map((found) => [`${found.blockNumber}.${found.logIndex}`, found]))
  const payments = readEvents(rows.events, 'Claimed').map((payment) => ({
    payment,
    found: placed.get(`${payment.at.blockNumber}.${payment.at.logIndex}`),
  }))
  const steps = [...payments, ...(transfers ?? [])].sort((a, b) => byPosition(placeOf(a), placeOf(b)))
  return { facts, steps }
}

function placeOf(step: EpochStep): { blockNumber: bigint; logIndex: number } {
  return 'payment' in step ? step.payment.at : step
}

/**
 * Assembles what the checks of an epoch look at, but for payments, transfers and people.
 * Throws UserError where a row cannot be read or the epoch was not opened up to `upTo`.
 */
export function epochFactsFromRows(rows: EpochFactRows): EpochFacts {
  const { program, epoch, upTo, range, schedule, known } = rows
  const events = rows.events.filter((row) => row.blockNumber <= upTo.number)
  const allOpenings = readEvents(events, 'EpochOpened')
  const openings = allOpenings.filter((opening) => opening.epoch === epoch)
  const opening = openings[0]
  if (opening === undefined) {
    throw new UserError(
      `Program ${program.address} on chain ${program.chainId} did not open epoch ${epoch} up to block ${upTo.number}: choose an epoch that was opened.`,
    )
  }
  const closings = readEvents(events, 'EpochClosed')
  const previousClosing = closings.find((candidate) => candidate.epoch === epoch - 1n)
  const from = earlier(opening.at.blockNumber, previousClosing?.at.blockNumber)
  const neighbouring = (event: { epoch: bigint; at: { blockNumber: bigint } }) =>
    event.epoch !== epoch && event.at.blockNumber >= from
  const own = (event: { epoch: bigint }) => event.epoch === epoch
  return {
    program,
    epoch,
    upTo,
    range,
    from,
    openings,
    previousOpening: allOpenings.find((candidate) => candidate.epoch === epoch - 1n),
    previousClosing,
    regions: readEvents(events, 'RegionSnapshot').filter(own),
    merged: readEvents(events, 'RegionMerged').filter(own),
    closings: closings.filter(own),
    neighbours: { openings: allOpenings.filter(neighbouring), closings: closings.filter(neighbouring) },
    notices: rows.notices
      ?.filter(({ blockNumber }) => blockNumber >= from && blockNumber <= upTo.number)
      .sort(byPosition),
    unrecognised: readEvents(events, 'Unrecognised').filter(({ at }) => at.blockNumber >= from),
    parameters: rows.historyComplete
      ? {
          scheduled: readEvents(events, 'ParameterScheduled'),
          changed: readEvents(events, 'ParameterChanged'),
        }
      : undefined,
    balances: balancesAt(
      rows.balances,
      [...new Set([range?.first.number ?? from, opening.at.blockNumber - 1n, upTo.number])],
      program,
    ),
    answers: (rows.answers ?? [])
      .filter(({ blockNumber }) => blockNumber === range?.first.number || blockNumber === upTo.number)
      .sort(byQuestion),
    schedule,
    known,
  }
}

/** The regions' groups at the opening, by all changes there were. */
function groupsAt({ openings: [opening] }: EpochFacts, changes: readonly MembershipChange[]): RegionGroups {
  const groups = new RegionGroups()
  for (const change of changes) {
    if (opening !== undefined && byPosition(change.at, opening.at) < 0) groups.take(change)
  }
  return groups
}

/** The program's and the treasury's, block by block, each once. */
function balancesAt(
  balances: readonly Balance[],
  blocks: readonly bigint[],
  { address, treasury }: ProgramIdentity,
): Balance[] {
  return blocks.flatMap((block) =>
    [address, treasury].flatMap((wanted) => {
      const found = balances.find(({ holder, blockNumber }) => holder === wanted && blockNumber === block)
      return found ? [found] : []
    }),
  )
}

function earlier(block: bigint, other: bigint | undefined): bigint {
  return other !== undefined && other < block ? other : block
}

function membershipChanges(events: readonly ProgramEventRow[]): MembershipChange[] {
  return events
    .filter(({ event }) => event === 'MemberAdded' || event === 'MemberRemoved')
    .sort(byPosition)
    .map(membershipChange)
}

function byQuestion(a: StateAnswer, b: StateAnswer): number {
  if (a.blockNumber !== b.blockNumber) return a.blockNumber < b.blockNumber ? -1 : 1
  return a.id < b.id ? -1 : 1
}
