import { encodeAbiParameters, encodeEventTopics, erc20Abi, erc721Abi, parseAbi } from 'viem'
import { describe, expect, test } from 'vitest'
import { callReader, eventReader } from '@/lib/chain/known'

const TRANSFER = '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef'
const word = (digits: string) => `0x${digits.padStart(64, '0')}` as const
const ALICE = `0x${'a'.repeat(40)}`

describe('events by a published ABI', () => {
  const read = eventReader([...erc20Abi, ...erc721Abi])

  test('a topic that two standards share is read by the one whose form fits', () => {
    const parties = [TRANSFER, word('a'.repeat(40)), word('b'.repeat(40))] as const
    expect(
      read({ topics: [...parties], data: word('2a') })?.values.map(({ name, text }) => [name, text]),
    ).toEqual([
      ['from', expect.stringMatching(/^0xa{40}$/i)],
      ['to', expect.stringMatching(/^0xb{40}$/i)],
      ['value', '42'],
    ])
    expect(read({ topics: [...parties, word('7')], data: '0x' })?.values.at(-1)).toEqual({
      name: 'tokenId',
      type: 'uint256',
      text: '7',
    })
  })

  test('other logs are none: an unknown topic, no topic, data that is too short', () => {
    expect(read({ topics: [word('1')], data: '0x' })).toBeUndefined()
    expect(read({ topics: [], data: '0x' })).toBeUndefined()
    expect(read({ topics: [TRANSFER, word('1'), word('2')], data: '0x2a' })).toBeUndefined()
  })

  test('text that a contract chose is cleaned', () => {
    const abi = parseAbi(['event Named(string name)'])
    const topics = encodeEventTopics({ abi }).filter((topic) => typeof topic === 'string')
    const data = encodeAbiParameters([{ type: 'string' }], ['a\u202Eb\0c'])
    expect(eventReader(abi)({ topics, data })).toEqual({
      name: 'Named',
      values: [{ name: 'name', type: 'string', text: 'a b c' }],
    })
  })
})

describe('calls by a published ABI', () => {
  const read = callReader(erc20Abi)

  test('a transfer is read', () => {
    const input = `0xa9059cbb${ALICE.slice(2).padStart(64, '0')}${word('64').slice(2)}` as const
    expect(read(input)).toEqual({
      name: 'transfer',
      values: [
        { name: 'recipient', type: 'address', text: expect.stringMatching(/^0xa{40}$/i) },
        { name: 'amount', type: 'uint256', text: '100' },
      ],
    })
  })

  test('an unknown selector, input that is too short and no input are none', () => {
    expect(read('0x12345678')).toBeUndefined()
    expect(read('0xa9059cbb00')).toBeUndefined()
    expect(read('0x')).toBeUndefined()
  })
})
