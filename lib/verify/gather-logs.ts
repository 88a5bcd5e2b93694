import { addressTopic, eventTopic, integerTopic } from '@/lib/audit/adapters/personhood-pay-topics'
import type { BlockRange } from '@/lib/audit/facts'
import { NOTICE_TOPICS } from '@/lib/audit/notices'
import type { AuditedBlock, Hex, ProgramIdentity } from '@/lib/audit/types'
import { type BloomBits, mayHold } from '@/lib/chain/bloom'
import { toBytes } from '@/lib/chain/bytes'
import { TRANSFER_TOPIC } from '@/lib/chain/decode'
import type { Log } from '@/lib/chain/types'
import type { RpcClient } from '@/lib/rpc/client'
import type { EpochPlace } from './find-epoch'
import { linkedHeaders } from './headers'
import { searchLogs } from './log-search'
import { requireHeld, type VerifiedBlock, verifiedBlocks } from './verified-logs'

/** Blocks before the audited one that are linked by their headers, whatever the node's search says, and the epoch's in any case. */
const LINKED_BLOCKS = 5000n
/** Mints come from here and burns go there. */
const NOBODY: Hex = `0x${'00'.repeat(20)}`
const SAY_EVERY = 500n
const SHARE_EVERY = 20n
/** The headers' part in the time that reading takes, about. */
const HEADERS_SHARE = 0.4

/** What an epoch's audit reads: whole verified blocks. */
export interface GatheredLogs {
  blocks: Map<bigint, VerifiedBlock>
  range: BlockRange
  last: AuditedBlock
  /** hashes of the linked headers by their numbers */
  hashes: ReadonlyMap<bigint, Hex>
  /** bloom filters of the blocks from the opening on in which the token may have moved */
  moving: ReadonlyMap<bigint, Uint8Array>
  /** how many headers are linked */
  headers: bigint
}

const { approval: _, ...powers } = NOTICE_TOPICS
const POWERS = Object.values(powers)
const MEMBERS = [eventTopic('MemberAdded'), eventTopic('MemberRemoved')]
const PARAMETERS = [eventTopic('ParameterScheduled'), eventTopic('ParameterChanged')]

/**
 * Reads every block that an epoch's audit needs and verifies it. In the linked part the headers' bloom filters say which blocks
 * those are, so that no log can be hidden; before it the node's search does, and what it hides of members and parameters shows in
 * the roots and values of the epoch.
 */
export async function gatherLogs(
  rpc: RpcClient,
  program: ProgramIdentity,
  epoch: bigint,
  { opening, close, previousClose, logs: said }: EpochPlace,
  say: (sentence: string) => void,
  onShare: (share: number) => void,
): Promise<GatheredLogs> {
  const from = previousClose !== undefined && previousClose < opening ? previousClose : opening
  const first = opening - 1n < from ? opening - 1n : from
  const linkedFrom = min(first, close > LINKED_BLOCKS ? close - LINKED_BLOCKS : 0n)
  const hashes = new Map<bigint, Hex>()
  const wanted = new Set<bigint>(said.map(({ blockNumber }) => blockNumber))
  const marks = marksOf(program, epoch)
  const moving = new Map<bigint, Uint8Array>()
  const seen: BloomBits = new Map()
  const ends: AuditedBlock[] = []
  for await (const { number, hash, timestamp, logsBloom } of linkedHeaders(rpc, linkedFrom, close)) {
    hashes.set(number, hash)
    if (number === first || number === close) ends.push({ number, hash, timestamp })
    const bloom = toBytes(logsBloom)
    const sought = number < from ? marks.before : marks.within
    if (sought.some((items) => mayHold(bloom, items, seen))) wanted.add(number)
    if (number >= opening && mayHold(bloom, [program.token, TRANSFER_TOPIC], seen)) moving.set(number, bloom)
    if (number % SHARE_EVERY === 0n) onShare(HEADERS_SHARE * part(number - linkedFrom, close - linkedFrom))
    if (number % SAY_EVERY === 0n) say(`Headers up to block ${number} of ${close} linked`)
  }
  const earlier = linkedFrom === 0n ? [] : await history(rpc, program, epoch, linkedFrom - 1n)
  for (const { blockNumber } of earlier) wanted.add(blockNumber)
  say(`${hashes.size} headers linked; verifying ${wanted.size} blocks`)
  const blocks = await verifiedBlocks(rpc, wanted, hashes, (done) => {
    onShare(HEADERS_SHARE + (1 - HEADERS_SHARE) * (done / wanted.size))
    if (done % 80 === 0) say(`${done} of ${wanted.size} blocks verified`)
  })
  requireHeld(rpc, [...said, ...earlier], blocks)
  const [start, end = start] = ends
  if (start === undefined || end === undefined)
    throw new RangeError(`block ${close} is before block ${first}`)
  const range = { first: start, held: close - first + 1n, unlinked: [] }
  return { blocks, range, last: end, hashes, moving, headers: BigInt(hashes.size) }
}

/** What a block's bloom filter holds where the block may matter. */
function marksOf({ address, verifier, token, treasury }: ProgramIdentity, epoch: bigint) {
  const parties = [address, treasury, NOBODY].map(addressTopic)
  return {
    before: [
      ...PARAMETERS.map((topic) => [address, topic]),
      ...MEMBERS.map((topic) => [verifier, topic]),
      [address, eventTopic('EpochOpened'), integerTopic(epochBefore(epoch))],
      [address, integerTopic(epoch)],
    ],
    within: [
      [address],
      [verifier],
      ...parties.map((party) => [token, TRANSFER_TOPIC, party]),
      ...[address, treasury].map((holder) => [token, NOTICE_TOPICS.approval, addressTopic(holder)]),
      ...[treasury, token].flatMap((part) => POWERS.map((topic) => [part, topic])),
    ],
  }
}

/** The same, as the node's search finds it. */
async function history(
  rpc: RpcClient,
  { address, verifier }: ProgramIdentity,
  epoch: bigint,
  to: bigint,
): Promise<Log[]> {
  const changes = await searchLogs(
    rpc,
    { addresses: [address, verifier], topics: [[...MEMBERS, ...PARAMETERS]] },
    0n,
    to,
  )
  const ofEpoch = await searchLogs(
    rpc,
    { addresses: [address], topics: [null, [integerTopic(epoch)]] },
    0n,
    to,
  )
  const before = [[eventTopic('EpochOpened')], [integerTopic(epochBefore(epoch))]]
  const previous = await searchLogs(rpc, { addresses: [address], topics: before }, 0n, to)
  return [...changes, ...ofEpoch, ...previous]
}

/** Epochs count from 1; for a program that says otherwise the search finds nothing. */
function epochBefore(epoch: bigint): bigint {
  return epoch > 0n ? epoch - 1n : epoch
}

function part(done: bigint, of: bigint): number {
  return of === 0n ? 1 : Number(done) / Number(of)
}

function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}
