import { describe, expect, it } from 'vitest'
import { parseCalls } from '@/lib/chain/calls'
import { createdContracts } from '@/lib/chain/contracts'
import type { Hex, Transaction } from '@/lib/chain/types'
import {
  hasRecordedBlocks,
  recorded,
  recordedBlock,
  recordedNumbers,
  WITHOUT_RECORDED_BLOCKS,
} from './mainnet'

const SENDER: Hex = `0x${'01'.repeat(20)}`
const MADE: Hex = `0x${'02'.repeat(20)}`
const INNER: Hex = `0x${'03'.repeat(20)}`
const HASH: Hex = `0x${'11'.repeat(32)}`
const CODE_HASH: Hex = `0x${'cc'.repeat(32)}`

const TRANSACTION: Transaction = {
  hash: HASH,
  blockHash: HASH,
  blockNumber: 9n,
  index: 0,
  type: 2,
  from: SENDER,
  to: null,
  value: 0n,
  nonce: 0n,
  input: '0x',
  gas: 1n,
}

describe('createdContracts', () => {
  const made = (post: object, pre: object = {}, type = 2) =>
    createdContracts({
      block: { number: 9n, transactions: [{ ...TRANSACTION, type }] },
      receipts: [],
      diff: [{ txHash: HASH, result: { pre, post } }],
    }).map(({ address, codeHash }) => ({ address, codeHash }))

  it('finds accounts that got code or a nonce', () => {
    expect(made({ [MADE]: { nonce: 1 } })).toEqual([{ address: MADE }])
    expect(made({ [MADE]: { nonce: '0x1', codeHash: CODE_HASH } })).toEqual([
      { address: MADE, codeHash: CODE_HASH },
    ])
    expect(made({ [MADE]: { code: '0x00' } })).toEqual([
      { address: MADE, codeHash: '0xbc36789e7a1e281436464229828f817d6612f7b477d66591ff96a9e064bcc98a' },
    ])
    expect(made({ [MADE]: { nonce: 1 } }, { [MADE]: { balance: '0x1' } })).toEqual([{ address: MADE }])
  })

  it('finds no contract where a sender, a known account or an authority changed', () => {
    expect(made({ [SENDER]: { nonce: 1 } }, { [SENDER]: { balance: '0x1' } })).toEqual([])
    expect(made({ [MADE]: { nonce: 2 } }, { [MADE]: { nonce: 1 } })).toEqual([])
    expect(made({ [MADE]: { balance: '0x5' } })).toEqual([])
    expect(made({ [MADE]: { nonce: 1, code: `0xef0100${'44'.repeat(20)}` } }, {}, 4)).toEqual([])
    expect(made({ [MADE]: { nonce: 1 } }, {}, 4)).toEqual([])
  })

  it('says what is wrong with a trace', () => {
    const block = { number: 9n, transactions: [TRANSACTION] }
    expect(() => createdContracts({ block, receipts: [], diff: [] })).toThrow(
      'diff trace of block 9: expected a list of 1 results',
    )
    expect(() => createdContracts({ block, receipts: [], diff: [{ result: { pre: {} } }] })).toThrow(
      'diff trace of block 9 [0] result post: expected an object, got nothing',
    )
  })
})

describe('parseCalls', () => {
  const frame = { type: 'CREATE', from: SENDER, to: MADE }

  it('finds contracts created in calls, but in none that failed', () => {
    const calls = [
      { type: 'CREATE2', to: INNER },
      { type: 'CALL', to: INNER, error: 'execution reverted', calls: [{ type: 'CREATE', to: SENDER }] },
    ]
    expect(parseCalls([{ result: { ...frame, calls } }], 'calls')).toEqual([
      { error: null, created: [MADE, INNER] },
    ])
  })

  it('says why a transaction failed', () => {
    const output = `0x08c379a0${'20'.padStart(64, '0')}${'2'.padStart(64, '0')}${'6e6f'.padEnd(64, '0')}`
    const failed = { type: 'CALL', to: MADE, error: 'execution reverted' }
    expect(parseCalls([{ ...failed, output }], 'calls')[0]?.error).toBe('no')
    expect(parseCalls([{ ...failed, revertReason: 'not you' }], 'calls')[0]?.error).toBe('not you')
    expect(parseCalls([{ ...failed, error: 'out of gas' }], 'calls')[0]?.error).toBe('out of gas')
  })

  it('refuses what is no trace', () => {
    expect(() => parseCalls({}, 'calls of block 9')).toThrow(
      'calls of block 9: expected a list of call frames',
    )
    expect(() => parseCalls([{ result: 5 }], 'calls of block 9')).toThrow(
      'calls of block 9[0] result: expected an object, got 5',
    )
  })
})

describe.skipIf(!hasRecordedBlocks)('the recorded mainnet blocks', () => {
  it('create the same contracts by their diff traces as by their calls', () => {
    let contracts = 0
    for (const number of recordedNumbers()) {
      const { block, receipts } = recordedBlock(number)
      const diff = recorded(number, 'prestate_diff')
      const calls = parseCalls(recorded(number, 'calls'), `calls of block ${number}`)
      const byDiff = createdContracts({ block, receipts, diff })
      const byCalls = createdContracts({ block, receipts, diff, calls })
      expect(`${number}: ${addresses(byDiff)}`).toBe(`${number}: ${addresses(byCalls)}`)
      contracts += byCalls.length
    }
    expect(contracts).toBeGreaterThan(20)
  })

  it('fail where their receipts say so, each with a reason', () => {
    for (const number of recordedNumbers().filter((n) => n >= 4370000)) {
      const { receipts } = recordedBlock(number)
      const calls = parseCalls(recorded(number, 'calls'), `calls of block ${number}`)
      expect(calls.map(({ error }) => error === null)).toEqual(receipts.map(({ status }) => status === 1))
    }
  })
})

if (!hasRecordedBlocks) it.skip(WITHOUT_RECORDED_BLOCKS, () => {})

function addresses(contracts: { address: Hex }[]): string {
  return contracts
    .map(({ address }) => address)
    .sort()
    .join(' ')
}
