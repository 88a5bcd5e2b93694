import { describe, expect, test } from 'vitest'
import { freshness, type Heartbeat } from '@/lib/format/freshness'

const NOW = 1_800_000_000

/** A chain that moves every 2 s, and an indexer at its head. */
const healthy: Heartbeat = {
  mode: 'follow',
  head: 1200n,
  headTimestamp: 1_799_999_999n,
  headChangedAt: NOW - 1,
  indexedHead: 1200n,
  rpcAnsweredAt: NOW - 1,
  rpcError: undefined,
  indexerSeenAt: NOW - 1,
  indexerError: undefined,
  interval: 2,
}
const at = (changes: Partial<Heartbeat>) => freshness({ ...healthy, ...changes }, NOW)

describe('the state of a chain', () => {
  test('at the head of a chain that moves', () => {
    expect(at({})).toEqual({
      state: 'following',
      tone: 'good',
      sentence: 'The indexer follows the chain; it is at block 1,200.',
    })
  })

  test('a few blocks behind is following, more is catching up', () => {
    expect(at({ indexedHead: 1195n }).state).toBe('following')
    expect(at({ indexedHead: 1194n })).toEqual({
      state: 'catching up',
      tone: 'wait',
      sentence: '6 blocks are still to be indexed.',
    })
    expect(at({ indexedHead: undefined }).sentence).toBe('The first blocks are being read.')
  })

  test('a head that stands still for 8 intervals, and for 30 s, has stopped; the indexer has not', () => {
    expect(at({ headChangedAt: NOW - 30 }).state).toBe('following')
    expect(at({ headChangedAt: NOW - 31 })).toEqual({
      state: 'chain stopped',
      tone: 'bad',
      sentence:
        'The chain has stopped: no new block for 31 s. The indexer runs and is at its head, block 1,200.',
    })
    expect(at({ headChangedAt: NOW - 96, interval: 12 }).state).toBe('following')
    expect(at({ headChangedAt: NOW - 97, interval: 12 }).state).toBe('chain stopped')
  })

  test('an indexer that is silent has stopped, whatever the chain does', () => {
    expect(at({ indexerSeenAt: NOW - 20 }).state).toBe('following')
    expect(at({ indexerSeenAt: NOW - 21, headChangedAt: NOW - 300 })).toEqual({
      state: 'indexer stopped',
      tone: 'bad',
      sentence:
        'The indexer has stopped. It was last seen 21 s ago, at block 1,200. The chain may have gone on.',
    })
    expect(at({ indexerSeenAt: undefined, indexedHead: undefined }).sentence).toBe(
      'The indexer has stopped. It was never seen. The chain may have gone on.',
    )
  })

  test('a node in trouble is told with its own sentence, before a chain that stands', () => {
    expect(
      at({
        rpcError: 'http://127.0.0.1:8545 refuses the connection.',
        rpcAnsweredAt: NOW - 120,
        headChangedAt: NOW - 300,
      }),
    ).toEqual({
      state: 'node unreachable',
      tone: 'bad',
      sentence:
        'The indexer runs, but the node cannot be used: http://127.0.0.1:8545 refuses the connection. It last answered 2 min ago.',
    })
  })

  test('a block that the indexer cannot pass is told with its own sentence', () => {
    expect(at({ indexerError: 'Block 1201 does not verify.', head: 1300n })).toEqual({
      state: 'indexer halted',
      tone: 'bad',
      sentence: 'The indexer stands at block 1,200: Block 1201 does not verify.',
    })
  })

  test('selected blocks are never behind', () => {
    expect(at({ mode: 'blocks', head: 20_000_000n, indexerSeenAt: NOW - 9999 }).state).toBe('selected blocks')
  })
})
