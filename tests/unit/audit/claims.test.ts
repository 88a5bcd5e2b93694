import { concatHex, encodeAbiParameters, encodeFunctionData, parseAbi } from 'viem'
import { describe, expect, test } from 'vitest'
import { programAbi } from '@/devnet/abi'
import type { ProgramEvent } from '@/lib/audit/adapters/personhood-pay'
import { findClaims, paymentProofs, type SentCall } from '@/lib/audit/adapters/personhood-pay-claims'
import type { Hex } from '@/lib/audit/types'

const PROGRAM: Hex = `0x${'a1'.repeat(20)}`
const WALLET: Hex = `0x${'b2'.repeat(20)}`
const HASH: Hex = `0x${'c3'.repeat(32)}`

const claim = (nullifier: bigint, proof: Hex, epoch = 2n): Hex =>
  encodeFunctionData({ abi: programAbi, functionName: 'claim', args: [epoch, 1, WALLET, nullifier, proof] })
const wrapped = (...calls: Hex[]): Hex =>
  encodeFunctionData({ abi: parseAbi(['function all(bytes[] calls)']), functionName: 'all', args: [calls] })

const paid = (nullifier: bigint, logIndex: number, epoch = 2n): ProgramEvent => ({
  event: 'Claimed',
  emitter: PROGRAM,
  blockNumber: 7n,
  logIndex,
  transactionIndex: 0,
  transactionHash: HASH,
  args: { epoch, region: 1, nullifier, recipient: WALLET, amount: 5n, root: 9n },
})
const proofsOf = (events: ProgramEvent[], sent: SentCall | undefined) =>
  paymentProofs(events, PROGRAM, () => sent).map(({ logIndex, source, bytes }) => [logIndex, source, bytes])

describe('the claims in calldata', () => {
  test('are the call itself, or calls within another', () => {
    const one = { epoch: 2n, nullifier: 5n, proof: '0x1234' }
    expect(findClaims(claim(5n, '0x1234'))).toEqual([one])
    expect(findClaims(wrapped(claim(5n, '0x1234'), claim(6n, '0x')))).toEqual([
      one,
      { epoch: 2n, nullifier: 6n, proof: '0x' },
    ])
  })

  test('are none where the four bytes stand by chance, or between bytes', () => {
    const selector: Hex = `0x${claim(5n, '0x').slice(2, 10)}`
    expect(findClaims(selector)).toEqual([])
    expect(
      findClaims(concatHex(['0x01020304', selector, encodeAbiParameters([{ type: 'uint256' }], [1n])])),
    ).toEqual([])
    expect(findClaims(`0x0${claim(5n, '0x1234').slice(2)}0`)).toEqual([])
    expect(findClaims('0x')).toEqual([])
  })
})

describe('the proof of a payment', () => {
  test('is that of the claim with its epoch and nullifier, each claim being of one payment', () => {
    const input = wrapped(claim(5n, '0x05'), claim(6n, '0x06'), claim(5n, '0x0505'))
    expect(proofsOf([paid(6n, 1), paid(5n, 3), paid(5n, 5)], { to: WALLET, input })).toEqual([
      [1, 'calldata', '0x06'],
      [3, 'calldata', '0x05'],
      [5, 'calldata', '0x0505'],
    ])
  })

  test('is missing where the program was called without it, and not known where another contract was', () => {
    const other = claim(5n, '0x05', 1n)
    expect(proofsOf([paid(5n, 1)], { to: PROGRAM, input: other })).toEqual([[1, 'none', undefined]])
    expect(proofsOf([paid(5n, 1), paid(5n, 2)], { to: PROGRAM, input: claim(5n, '0x05') })).toEqual([
      [1, 'calldata', '0x05'],
      [2, 'none', undefined],
    ])
    expect(proofsOf([paid(5n, 1)], { to: WALLET, input: '0x12345678' })).toEqual([
      [1, 'elsewhere', undefined],
    ])
    expect(proofsOf([paid(5n, 1)], { to: null, input: '0x' })).toEqual([[1, 'elsewhere', undefined]])
    expect(proofsOf([paid(5n, 1)], undefined)).toEqual([[1, 'elsewhere', undefined]])
  })
})
