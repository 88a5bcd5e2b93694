import { encodeAbiParameters, encodeEventTopics, keccak256, stringToHex } from 'viem'
import { describe, expect, test } from 'vitest'
import { decodeProgramLogs, type ProgramLog } from '@/lib/audit/adapters/personhood-pay'
import { PERSONHOOD_PAY_EVENTS } from '@/lib/audit/adapters/personhood-pay-abi'
import { programEventRow } from '@/lib/audit/adapters/personhood-pay-rows'
import { decodeAddressView, decodeNumberView, viewCall } from '@/lib/audit/adapters/personhood-pay-views'
import type { Hex } from '@/lib/audit/types'
import { PROGRAM, STRANGER, VERIFIER } from './honest-epoch'

const abi = PERSONHOOD_PAY_EVENTS
const uints = (...values: bigint[]) =>
  encodeAbiParameters(
    values.map(() => ({ type: 'uint256' })),
    values,
  )
const word = (value: bigint): Hex => `0x${value.toString(16).padStart(64, '0')}`

function log(address: Hex, topics: (Hex | Hex[] | null)[], data: Hex, index = 0): ProgramLog {
  return {
    address,
    topics: topics.filter((topic): topic is Hex => typeof topic === 'string'),
    data,
    blockNumber: 7n,
    transactionHash: word(99n),
    transactionIndex: 3,
    index,
  }
}

const claimed = (epoch: bigint) =>
  log(
    PROGRAM,
    encodeEventTopics({ abi, eventName: 'Claimed', args: { epoch, region: 4, nullifier: 5n } }),
    encodeAbiParameters(
      [{ type: 'address' }, { type: 'uint256' }, { type: 'uint256' }],
      ['0xABcdEFABcdEFabcdEfAbCdefabcdeFABcDEFabCD', 6n, 2n ** 255n],
    ),
  )
const added = (address: Hex) =>
  log(
    address,
    encodeEventTopics({ abi, eventName: 'MemberAdded', args: { region: 1, commitment: 8n } }),
    '0x',
    1,
  )

const decode = (...logs: ProgramLog[]) => decodeProgramLogs(logs, { address: PROGRAM, verifier: VERIFIER })

describe('decodeProgramLogs', () => {
  test('the signatures are those of the contract', () => {
    const topic = (signature: string) => keccak256(stringToHex(signature))
    expect(encodeEventTopics({ abi, eventName: 'EpochOpened' })[0]).toBe(
      topic('EpochOpened(uint256,uint256,uint256,uint64,uint64,bytes32)'),
    )
    expect(encodeEventTopics({ abi, eventName: 'RegionSnapshot' })[0]).toBe(
      topic('RegionSnapshot(uint256,uint32,string,uint256,uint32,uint32,uint256,uint256)'),
    )
    expect(encodeEventTopics({ abi, eventName: 'Claimed' })[0]).toBe(
      topic('Claimed(uint256,uint32,uint256,address,uint256,uint256)'),
    )
  })

  test('a payment, its payee in lower case, and its row', () => {
    const [event] = decode(claimed(2n))
    expect(event).toEqual({
      emitter: PROGRAM,
      blockNumber: 7n,
      logIndex: 0,
      transactionIndex: 3,
      transactionHash: word(99n),
      event: 'Claimed',
      args: {
        epoch: 2n,
        region: 4,
        nullifier: 5n,
        recipient: '0xabcdefabcdefabcdefabcdefabcdefabcdefabcd',
        amount: 6n,
        root: 2n ** 255n,
      },
    })
    if (event === undefined) throw new Error('no event')
    expect(programEventRow(event, 1_000n)).toMatchObject({
      timestamp: 1_000n,
      epoch: 2n,
      args: {
        epoch: '2',
        region: 4,
        nullifier: '5',
        recipient: '0xabcdefabcdefabcdefabcdefabcdefabcdefabcd',
        amount: '6',
        root: '57896044618658097711785492504343953926634992332820282019728792003956564819968',
      },
    })
  })

  test('each contract speaks for itself: members by the verifier, the rest by the program, strangers not at all', () => {
    expect(decode(added(VERIFIER)).map(({ event }) => event)).toEqual(['MemberAdded'])
    expect(decode(added(PROGRAM)).map(({ event }) => event)).toEqual(['Unrecognised'])
    expect(decode({ ...claimed(2n), address: VERIFIER })).toEqual([])
    expect(decode({ ...claimed(2n), address: STRANGER }, added(STRANGER))).toEqual([])
    const ownList = decodeProgramLogs([claimed(2n), added(PROGRAM)], { address: PROGRAM, verifier: PROGRAM })
    expect(ownList.map(({ event }) => event)).toEqual(['Claimed', 'MemberAdded'])
  })

  test('what cannot be decoded or stored is kept as it is', () => {
    const truncated = { ...claimed(2n), data: uints(1n) }
    const enormous = claimed(2n ** 63n)
    const anonymous = log(PROGRAM, [], '0x1234')
    const events = decode(truncated, enormous, anonymous)
    expect(events.map(({ event }) => event)).toEqual(['Unrecognised', 'Unrecognised', 'Unrecognised'])
    expect(events[2]?.args).toEqual({ topics: [], data: '0x1234' })
  })

  test('a name with a zero byte does not reach the database as text', () => {
    const topics = encodeEventTopics({ abi, eventName: 'RegionSnapshot', args: { epoch: 1n, region: 1 } })
    const inputs = ['string', 'uint256', 'uint32', 'uint32', 'uint256', 'uint256'].map((type) => ({ type }))
    const named = (name: string) => encodeAbiParameters(inputs, [name, 1n, 2, 3, 4n, 5n])
    const events = decode(log(PROGRAM, topics, named('Nor\0th')), log(PROGRAM, topics, named('North')))
    expect(events.map(({ event }) => event)).toEqual(['Unrecognised', 'RegionSnapshot'])
  })
})

describe('views', () => {
  test('are asked by selector and answered in lower case', () => {
    expect(viewCall('token')).toBe(keccak256(stringToHex('token()')).slice(0, 10))
    expect(decodeAddressView('token', `0x${'00'.repeat(12)}${'AB'.repeat(20)}`)).toBe(`0x${'ab'.repeat(20)}`)
    expect(decodeNumberView('epochDuration', word(300n))).toBe(300n)
  })

  test('an address without code gives no answer', () => {
    expect(() => decodeAddressView('treasury', '0x')).toThrow()
  })
})
