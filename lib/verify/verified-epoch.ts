import { decodeProgramLogs, type ProgramEvent } from '@/lib/audit/adapters/personhood-pay'
import { programEventRow } from '@/lib/audit/adapters/personhood-pay-rows'
import { epochFactsFromRows } from '@/lib/audit/epoch-data'
import type { EpochFacts, EpochStep, PaymentProof } from '@/lib/audit/facts'
import { isNotice } from '@/lib/audit/notices'
import { RegionGroups } from '@/lib/audit/semaphore/region-groups'
import { byPosition, type ProgramEventRow } from '@/lib/audit/stored-event'
import type { Position, ProgramIdentity, TokenTransfer } from '@/lib/audit/types'
import { tokenTransfers } from '@/lib/chain/decode'
import type { GatheredLogs } from './gather-logs'
import type { StateFacts } from './known-state'
import type { VerifiedBlock } from './verified-logs'

type EventOf<Name> = Extract<ProgramEvent, { event: Name }>

/** What the blocks say of an epoch, but for its payments and transfers. */
export interface VerifiedFacts {
  facts: EpochFacts
  /** payments of the epoch */
  payments: number
}

/** Reads the facts of an epoch from verified blocks. Throws UserError where it was not opened in them. */
export function verifiedFacts(
  program: ProgramIdentity,
  epoch: bigint,
  { blocks, range, last }: GatheredLogs,
  state: StateFacts,
): VerifiedFacts {
  const events: ProgramEventRow[] = []
  let payments = 0
  for (const said of programEvents(blocks.values(), program)) {
    const timestamp = blocks.get(said.blockNumber)?.timestamp ?? 0n
    if (said.event === 'Claimed') payments += said.args.epoch === epoch ? 1 : 0
    else if (!isMembership(said)) events.push(programEventRow(said, timestamp))
  }
  const notices = [...blocks.values()].flatMap(({ logs }) =>
    logs
      .filter((log) => isNotice({ contract: log.address, topics: log.topics }, program))
      .map((log) => ({ ...log, contract: log.address, logIndex: log.index })),
  )
  const known = { transfers: true, proofs: true }
  const facts = epochFactsFromRows({
    program,
    epoch,
    upTo: last,
    range,
    events,
    historyComplete: true,
    notices,
    known,
    ...state,
  })
  const [opening] = facts.openings
  return { facts: { ...facts, people: opening && groupsBefore(opening.at, program, blocks) }, payments }
}

/**
 * The payments and transfers of verified blocks, in chain order, decoded a block at a time.
 * @param proofsOf how the payments of a block were proved, each verified again
 */
export async function* verifiedSteps(
  program: ProgramIdentity,
  blocks: Iterable<VerifiedBlock>,
  proofsOf: (claims: EventOf<'Claimed'>[], block: VerifiedBlock) => Promise<PaymentProof[]>,
): AsyncGenerator<EpochStep> {
  for (const block of blocks) {
    const claims: EventOf<'Claimed'>[] = []
    for (const said of programEvents([block], program)) if (said.event === 'Claimed') claims.push(said)
    const found = new Map((await proofsOf(claims, block)).map((proof) => [proof.logIndex, proof]))
    const payments = claims.map((said) => ({
      payment: { ...said.args, at: positionOf(said, block) },
      found: found.get(said.logIndex),
    }))
    const placed: { logIndex: number; step: EpochStep }[] = [
      ...payments.map((step) => ({ logIndex: step.payment.at.logIndex, step })),
      ...transfersIn(program, block).map((step) => ({ logIndex: step.logIndex, step })),
    ]
    for (const { step } of placed.sort((a, b) => a.logIndex - b.logIndex)) yield step
  }
}

/** What the program says in some blocks, decoded a block at a time. */
export function* programEvents(
  blocks: Iterable<VerifiedBlock>,
  program: ProgramIdentity,
): Generator<ProgramEvent> {
  for (const { logs } of blocks) yield* decodeProgramLogs(logs, program)
}

function isMembership(said: ProgramEvent): said is EventOf<'MemberAdded' | 'MemberRemoved'> {
  return said.event === 'MemberAdded' || said.event === 'MemberRemoved'
}

function groupsBefore(
  place: Position,
  program: ProgramIdentity,
  blocks: GatheredLogs['blocks'],
): RegionGroups {
  const groups = new RegionGroups()
  for (const said of programEvents(blocks.values(), program)) {
    const block = blocks.get(said.blockNumber)
    if (block === undefined || !isMembership(said) || byPosition(said, place) >= 0) continue
    groups.take({ ...said.args, at: positionOf(said, block), added: said.event === 'MemberAdded' })
  }
  return groups
}

function positionOf(
  { blockNumber, logIndex, transactionIndex, transactionHash }: ProgramEvent,
  { timestamp }: VerifiedBlock,
): Position {
  return { blockNumber, logIndex, transactionIndex, transactionHash, timestamp }
}

function transfersIn({ token }: ProgramIdentity, { logs }: VerifiedBlock): TokenTransfer[] {
  const hashes = new Map(logs.map(({ index, transactionHash }) => [index, transactionHash]))
  return tokenTransfers(logs.filter(({ address }) => address === token)).map((transfer) => ({
    ...transfer,
    transactionHash: hashes.get(transfer.logIndex) ?? '0x',
  }))
}
