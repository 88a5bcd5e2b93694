import { eventTopic, integerTopic } from '@/lib/audit/adapters/personhood-pay-topics'
import type { Hex } from '@/lib/audit/types'
import type { Log } from '@/lib/chain/types'
import { UserError } from '@/lib/errors'
import type { RpcClient } from '@/lib/rpc/client'
import { searchLogs } from './log-search'

/** Where an epoch stands, as the node's search says: to be verified. */
export interface EpochPlace {
  opening: bigint
  /** the last close, up to the block asked for */
  close: bigint
  /** close of the epoch before */
  previousClose?: bigint
  /** the logs that say so */
  logs: Log[]
}

const OPENED = eventTopic('EpochOpened')
const CLOSED = eventTopic('EpochClosed')

/**
 * Finds where an epoch was opened and closed.
 * @param last the block of the close that is meant, where it is known; else the last close up to the head
 * @throws UserError where the epoch was never opened, or is still open
 */
export async function findEpoch(
  rpc: RpcClient,
  program: Hex,
  epoch: bigint,
  head: bigint,
  last?: bigint,
): Promise<EpochPlace> {
  const epochs = epoch > 0n ? [epoch, epoch - 1n] : [epoch]
  const search = (topics: (Hex[] | null)[]) => searchLogs(rpc, { addresses: [program], topics }, 0n, head)
  const logs = await search([[OPENED, CLOSED], epochs.map(integerTopic)])
  const blocksOf = (topic: Hex, of: bigint) =>
    logs
      .filter(({ topics }) => topics[0] === topic && topics[1] === integerTopic(of))
      .map(({ blockNumber }) => blockNumber)
  const [opening] = blocksOf(OPENED, epoch)
  if (opening === undefined) throw await neverOpened(program, epoch, () => search([[OPENED]]))
  const closes = blocksOf(CLOSED, epoch).filter((block) => block >= opening)
  const close = last !== undefined && closes.includes(last) ? last : closes.at(-1)
  if (close === undefined) {
    throw new UserError(
      `Epoch ${epoch} of program ${program} is still open at block ${head}: its report is made when it closes.`,
    )
  }
  const [previousClose] = blocksOf(CLOSED, epoch - 1n).filter((block) => block <= close)
  return { opening, close, previousClose, logs: logs.filter(({ blockNumber }) => blockNumber <= close) }
}

async function neverOpened(program: Hex, epoch: bigint, openings: () => Promise<Log[]>): Promise<UserError> {
  const opened = (await openings())
    .map(({ topics }) => BigInt(topics[1] ?? 0))
    .sort((a, b) => (a < b ? -1 : 1))
  const which =
    opened.length === 0 ? 'it has opened none' : `it has opened epochs ${opened[0]} to ${opened.at(-1)}`
  return new UserError(`Program ${program} has not opened epoch ${epoch}: ${which}.`)
}
