import { NOTICE_TOPICS } from '../../notices'
import type { Hex, Position } from '../../types'
import type { LogSource, PlacedLog } from '../adapter'

/** Mints come from here and burns go there. */
export const NOBODY: Hex = `0x${'00'.repeat(20)}`
/** Transfer(address indexed, address indexed, uint256) of ERC-20. */
export const TRANSFER_TOPIC: Hex = '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef'

/** A movement of an ERC-20 token. */
export interface Transfer {
  at: Position
  from: Hex
  to: Hex
  amount: bigint
}

/** Whether a log is one of a source. */
export function isFrom(
  { address, topics }: Pick<PlacedLog, 'address' | 'topics'>,
  source: LogSource,
): boolean {
  if (address !== source.address) return false
  return (source.topics ?? []).every((any, at) => {
    const topic = topics[at]
    return any === null || (topic !== undefined && any.includes(topic))
  })
}

/** Logs of a token that tell what some holders receive and give, who may spend for them, and what is minted and burned. */
export function tokenSources(token: Hex, holders: readonly Hex[]): LogSource[] {
  const parties = [...holders, NOBODY].map(wordOf)
  return [
    { address: token, topics: [[TRANSFER_TOPIC], parties] },
    { address: token, topics: [[TRANSFER_TOPIC], null, parties] },
    { address: token, topics: [[NOTICE_TOPICS.approval], holders.map(wordOf)] },
    ...powerSources(token),
  ]
}

/** Logs by which a contract tells of upgrades, owners and pauses. */
export function powerSources(address: Hex): LogSource[] {
  const { approval: _, ...powers } = NOTICE_TOPICS
  return [{ address, topics: [Object.values(powers)] }]
}

/** The token's transfers among logs. A log with other parameters indexed is no transfer of ERC-20. */
export function transfersOf(logs: readonly PlacedLog[], token: Hex): Transfer[] {
  return logs.flatMap(({ at, address, topics, data }) => {
    const [topic, from, to, more] = topics
    if (address !== token || topic !== TRANSFER_TOPIC || data.length !== 66) return []
    if (from === undefined || to === undefined || more !== undefined) return []
    return [{ at, from: addressIn(from), to: addressIn(to), amount: BigInt(data) }]
  })
}

/** An address as a word of 32 bytes. */
export function wordOf(address: Hex): Hex {
  return `0x${address.slice(2).toLowerCase().padStart(64, '0')}`
}

/** The address that a word of 32 bytes holds. */
export function addressIn(word: Hex): Hex {
  return `0x${word.slice(-40).toLowerCase()}`
}

/** Logs from the audited blocks alone, without those of the history before. */
export function within<Row extends { at: { blockNumber: bigint } }>(
  rows: readonly Row[],
  { first, last }: { first: { number: bigint }; last: { number: bigint } },
): Row[] {
  return rows.filter(({ at }) => at.blockNumber > first.number && at.blockNumber <= last.number)
}

/** What `read` gives; undefined where it throws, as decoders do for what is not theirs. */
export function attempt<Value>(read: () => Value): Value | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
