import { decodeProgramLogs, PERSONHOOD_PAY, type ProgramEvent } from '@/lib/audit/adapters/personhood-pay'
import { programEventRow } from '@/lib/audit/adapters/personhood-pay-rows'
import { auditAndReport } from '@/lib/audit/audit'
import { epochDataFromRows } from '@/lib/audit/epoch-data'
import type { EpochData, PaymentProof } from '@/lib/audit/facts'
import { isNotice } from '@/lib/audit/notices'
import { byPosition } from '@/lib/audit/stored-event'
import type { AuditResult, Hex, ProgramIdentity } from '@/lib/audit/types'
import { tokenTransfers } from '@/lib/chain/decode'
import type { Log } from '@/lib/chain/types'
import { UserError } from '@/lib/errors'
import type { RpcClient } from '@/lib/rpc/client'
import { type EpochPlace, findEpoch } from './find-epoch'
import { forwardBlocks } from './forwards'
import { type GatheredLogs, gatherLogs } from './gather-logs'
import { readState, type StateFacts } from './known-state'
import { programParts } from './program-views'
import { verifyProofs } from './proofs'
import type { VerifiedBlock } from './verified-logs'

export interface RebuildRequest {
  program: Hex
  epoch: bigint
  /** what a report states: its block is the one that is rebuilt, its state is believed where the node cannot say */
  stated?: StateFacts & { last: bigint }
  /** told what is being done, a sentence at a time */
  onProgress?: (sentence: string) => void
  /** told how much is done, from 0 to 1: of the reading, which is nearly all of the time */
  onShare?: (share: number) => void
}

export interface Rebuilt {
  /** canonical JSON */
  report: string
  result: AuditResult
  /** state that the node could not say and the given report was believed for, in words */
  believed: string[]
  /** headers that were hashed again and found linked */
  headers: bigint
  /** blocks whose transactions and receipts were verified */
  blocks: number
  /** whether the chain holds the audited block for final; undefined where the node does not say */
  final: boolean | undefined
}

/**
 * Makes the report of a closed epoch from a node alone. Events come from receipts that are verified against their blocks' hashes,
 * and the blocks of the epoch are linked by their headers, so that the node can neither add nor leave out an event of it.
 * @throws UserError in one sentence: no such program or epoch, an epoch that is open, a node that lies; RetryableError where the
 * node cannot be reached or the chain was reorganised
 */
export async function rebuildReport(rpc: RpcClient, request: RebuildRequest): Promise<Rebuilt> {
  const { epoch, stated, onProgress: say = ignore, onShare = ignore } = request
  const head = await rpc.head('latest')
  if (head === undefined) throw new UserError(`The node at ${rpc.node} has no blocks.`)
  const program = await identify(rpc, request.program, head.number)
  say(`Program ${program.address} on chain ${program.chainId}, looking for epoch ${epoch}`)
  const place = await findEpoch(rpc, program.address, epoch, head.number, stated?.last)
  say(`Epoch ${epoch} was opened at block ${place.opening} and closed at block ${place.close}`)
  const gathered = await gatherLogs(rpc, program, epoch, place, say, onShare)
  say('Reading balances, code and schedule')
  const places = { first: gathered.range.first.number, opening: place.opening, close: place.close }
  const { believed, ...state } = await readState(rpc, program, places, stated)
  const events = decodeProgramLogs(logsOf(gathered.blocks), program)
  const further = await forwardBlocks(rpc, program, epoch, events, gathered)
  const logs = logsOf(new Map([...gathered.blocks, ...further]))
  const sent = new Map([...gathered.blocks.values()].flatMap((block) => [...block.paying]))
  say('Verifying proofs of personhood')
  const claims = { program: program.address, epoch }
  const proofs = await verifyProofs(events, claims, (hash) => sent.get(hash), say)
  say('Auditing')
  const data = dataOf(program, epoch, gathered, { logs, events, proofs }, state)
  requireSamePlace(rpc, place, data)
  const finalized = await rpc.head('finalized')
  return {
    ...auditAndReport(data),
    believed,
    headers: gathered.headers,
    blocks: gathered.blocks.size + further.size,
    final: finalized && finalized.number >= place.close,
  }
}

function ignore(): void {}

function logsOf(blocks: ReadonlyMap<bigint, VerifiedBlock>): Log[] {
  return [...blocks.values()].flatMap((block) => block.logs)
}

async function identify(rpc: RpcClient, address: Hex, head: bigint): Promise<ProgramIdentity> {
  const chainId = await rpc.chainId()
  if ((await rpc.code(address, head)) === '0x') {
    throw new UserError(
      `There is no contract at ${address} on chain ${chainId} (block ${head}): check the address and the node.`,
    )
  }
  const parts = await programParts(rpc, address, head)
  if (parts === undefined) {
    throw new UserError(
      `The contract at ${address} on chain ${chainId} is no payout program that can be audited: it does not name its token and treasury.`,
    )
  }
  return { chainId, address, kind: PERSONHOOD_PAY, name: 'Personhood Pay', ...parts }
}

function dataOf(
  program: ProgramIdentity,
  epoch: bigint,
  { blocks, range, last }: GatheredLogs,
  { logs, events, proofs }: { logs: readonly Log[]; events: readonly ProgramEvent[]; proofs: PaymentProof[] },
  state: StateFacts,
): EpochData {
  const transactions = new Map(logs.map((log) => [`${log.blockNumber}.${log.index}`, log.transactionHash]))
  const timestampOf = (number: bigint) => blocks.get(number)?.timestamp ?? 0n
  return epochDataFromRows({
    program,
    epoch,
    upTo: last,
    range,
    events: events.map((event) => programEventRow(event, timestampOf(event.blockNumber))).sort(byPosition),
    historyComplete: true,
    transfers: tokenTransfers(logs.filter(({ address }) => address === program.token)).map((transfer) => ({
      ...transfer,
      transactionHash: transactions.get(`${transfer.blockNumber}.${transfer.logIndex}`) ?? '0x',
    })),
    proofs,
    notices: logs
      .map((log) => ({ ...log, contract: log.address, logIndex: log.index }))
      .filter((log) => isNotice(log, program)),
    ...state,
  })
}

/** Blocks found by their headers alone may show an earlier opening or close than the node's search did. */
function requireSamePlace(
  rpc: RpcClient,
  place: EpochPlace,
  { facts: { openings, previousClosing } }: EpochData,
): void {
  const same =
    openings[0]?.at.blockNumber === place.opening && previousClosing?.at.blockNumber === place.previousClose
  if (same) return
  throw new UserError(
    `The node at ${rpc.node} leaves openings or closes of epochs out of its answers that its blocks hold. Use another node.`,
  )
}
