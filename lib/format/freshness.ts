import { integer } from './numbers'
import { span } from './time'

/** What is known of a chain and of its indexer. Times in unix seconds. */
export interface Heartbeat {
  mode: string
  head: bigint | undefined
  headTimestamp: bigint | undefined
  /** when the node was first seen at this head */
  headChangedAt: number | undefined
  indexedHead: bigint | undefined
  rpcAnsweredAt: number | undefined
  rpcError: string | undefined
  indexerSeenAt: number | undefined
  indexerError: string | undefined
  /** seconds between recent blocks, the median; undefined while fewer than two are known */
  interval: number | undefined
}

export const CHAIN_STATES = [
  'following',
  'catching up',
  'selected blocks',
  'chain stopped',
  'node unreachable',
  'indexer stopped',
  'indexer halted',
] as const
export type ChainState = (typeof CHAIN_STATES)[number]

export interface Freshness {
  state: ChainState
  tone: 'good' | 'wait' | 'bad'
  /** one sentence: what is so, since when */
  sentence: string
}

/** The indexer writes its heartbeat every few seconds; silent for longer than this, it has stopped. Seconds. */
const INDEXER_SILENCE = 20
/** A chain has stopped when its head stands still for this many of its own intervals, and this many seconds. */
const STILL_INTERVALS = 8
const STILL_SECONDS = 30
/** Blocks behind the head that still count as following it. */
const CLOSE = 5n

/** Tells "the chain has stopped" from "the indexer has stopped", and says it. `now` in unix seconds. */
export function freshness(beat: Heartbeat, now: number): Freshness {
  const at = beat.indexedHead === undefined ? 'no block' : `block ${integer(beat.indexedHead)}`
  const ago = (moment: number | undefined) => (moment === undefined ? 'ever' : span(now - moment))
  if (beat.mode === 'blocks') {
    return {
      state: 'selected blocks',
      tone: 'good',
      sentence: 'Selected blocks of this chain are indexed; it is not followed.',
    }
  }
  if (beat.indexerSeenAt === undefined || now - beat.indexerSeenAt > INDEXER_SILENCE) {
    const since =
      beat.indexerSeenAt === undefined
        ? 'It was never seen.'
        : `It was last seen ${ago(beat.indexerSeenAt)} ago, at ${at}.`
    return {
      state: 'indexer stopped',
      tone: 'bad',
      sentence: `The indexer has stopped. ${since} The chain may have gone on.`,
    }
  }
  if (beat.rpcError !== undefined) {
    const heard = beat.rpcAnsweredAt === undefined ? '' : ` It last answered ${ago(beat.rpcAnsweredAt)} ago.`
    return {
      state: 'node unreachable',
      tone: 'bad',
      sentence: `The indexer runs, but the node cannot be used: ${beat.rpcError}${heard}`,
    }
  }
  if (beat.indexerError !== undefined) {
    return {
      state: 'indexer halted',
      tone: 'bad',
      sentence: `The indexer stands at ${at}: ${beat.indexerError}`,
    }
  }
  const lag =
    beat.head === undefined || beat.indexedHead === undefined ? undefined : beat.head - beat.indexedHead
  if (lag === undefined || lag > CLOSE) {
    const behind =
      lag === undefined
        ? 'The first blocks are being read.'
        : `${integer(lag)} blocks are still to be indexed.`
    return { state: 'catching up', tone: 'wait', sentence: behind }
  }
  const still = beat.headChangedAt === undefined ? 0 : now - beat.headChangedAt
  if (still > Math.max(STILL_SECONDS, STILL_INTERVALS * (beat.interval ?? 0))) {
    return {
      state: 'chain stopped',
      tone: 'bad',
      sentence: `The chain has stopped: no new block for ${span(still)}. The indexer runs and is at its head, ${at}.`,
    }
  }
  return { state: 'following', tone: 'good', sentence: `The indexer follows the chain; it is at ${at}.` }
}
