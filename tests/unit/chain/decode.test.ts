import fc from 'fast-check'
import { encodeAbiParameters, encodeErrorResult, encodeEventTopics, parseAbi, toEventSelector } from 'viem'
import { describe, expect, it } from 'vitest'
import {
  TRANSFER_BATCH_TOPIC,
  TRANSFER_SINGLE_TOPIC,
  TRANSFER_TOPIC,
  tokenTransfers,
} from '@/lib/chain/decode'
import { decodeRegistryLog, moduleSlug, REGISTRY_ABI } from '@/lib/chain/registry'
import { revertReason } from '@/lib/chain/revert'
import { cleanText } from '@/lib/chain/text'
import { tokenDecimals, tokenText } from '@/lib/chain/token'
import type { Hex, Log } from '@/lib/chain/types'

const TOKEN: Hex = `0x${'70'.repeat(20)}`
const ALICE: Hex = `0x${'a1'.repeat(20)}`
const BOB: Hex = `0x${'b0'.repeat(20)}`

describe('tokenTransfers', () => {
  const place = { blockNumber: 5n, transactionIndex: 2, logIndex: 7, token: TOKEN, from: ALICE, to: BOB }

  it('knows the topics of the standards', () => {
    expect(TRANSFER_TOPIC).toBe(toEventSelector('Transfer(address,address,uint256)'))
    expect(TRANSFER_SINGLE_TOPIC).toBe(
      toEventSelector('TransferSingle(address,address,address,uint256,uint256)'),
    )
    expect(TRANSFER_BATCH_TOPIC).toBe(
      toEventSelector('TransferBatch(address,address,address,uint256[],uint256[])'),
    )
  })

  it('reads ERC-20, ERC-721 and ERC-1155', () => {
    const erc20 = log([TRANSFER_TOPIC, pad(ALICE), pad(BOB)], word(12n))
    const erc721 = log([TRANSFER_TOPIC, pad(ALICE), pad(BOB), word(99n)], '0x')
    const single = log(
      [TRANSFER_SINGLE_TOPIC, pad(TOKEN), pad(ALICE), pad(BOB)],
      `${word(4n)}${word(6n).slice(2)}`,
    )
    expect(tokenTransfers([erc20, erc721, single])).toEqual([
      { ...place, batchIndex: 0, standard: 'erc20', amount: 12n },
      { ...place, batchIndex: 0, standard: 'erc721', amount: 1n, tokenId: 99n },
      { ...place, batchIndex: 0, standard: 'erc1155', amount: 6n, tokenId: 4n },
    ])
  })

  it('reads each item of a batch', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.bigInt(0n, 2n ** 256n - 1n), fc.bigInt(0n, 2n ** 256n - 1n)), { maxLength: 9 }),
        (items) => {
          const data = batch(items)
          expect(
            tokenTransfers([log([TRANSFER_BATCH_TOPIC, pad(TOKEN), pad(ALICE), pad(BOB)], data)]),
          ).toEqual(
            items.map(([tokenId, amount], batchIndex) => ({
              ...place,
              batchIndex,
              standard: 'erc1155',
              amount,
              tokenId,
            })),
          )
        },
      ),
      { seed: 3, numRuns: 50 },
    )
  })

  it.each<[string, Hex[], Hex]>([
    ['nothing indexed', [TRANSFER_TOPIC], `${pad(ALICE)}${pad(BOB).slice(2)}${word(1n).slice(2)}`],
    ['one party', [TRANSFER_TOPIC, pad(ALICE)], word(1n)],
    ['no amount', [TRANSFER_TOPIC, pad(ALICE), pad(BOB)], '0x'],
    ['half an amount', [TRANSFER_TOPIC, pad(ALICE), pad(BOB)], '0x01'],
    ['two amounts', [TRANSFER_TOPIC, pad(ALICE), pad(BOB)], `${word(1n)}${word(1n).slice(2)}`],
    ['an id and an amount', [TRANSFER_TOPIC, pad(ALICE), pad(BOB), word(1n)], word(1n)],
    ['no addresses', [TRANSFER_TOPIC, word(2n ** 255n), pad(BOB)], word(1n)],
    ['a single without amount', [TRANSFER_SINGLE_TOPIC, pad(TOKEN), pad(ALICE), pad(BOB)], word(1n)],
    ['a batch without data', [TRANSFER_BATCH_TOPIC, pad(TOKEN), pad(ALICE), pad(BOB)], '0x'],
    ['a batch of endless length', [TRANSFER_BATCH_TOPIC, pad(TOKEN), pad(ALICE), pad(BOB)], endless()],
    ['no topic', [], '0x'],
  ])('leaves out what only looks like one: %s', (_, topics, data) => {
    expect(tokenTransfers([log(topics, data)])).toEqual([])
  })

  it('never throws', () => {
    const bytes = fc
      .uint8Array({ maxLength: 200 })
      .map((data): Hex => `0x${Buffer.from(data).toString('hex')}`)
    const topic = fc.oneof(fc.constant(pad(ALICE)), fc.bigInt(0n, 2n ** 256n - 1n).map(word))
    const first = fc.constantFrom(TRANSFER_TOPIC, TRANSFER_SINGLE_TOPIC, TRANSFER_BATCH_TOPIC)
    fc.assert(
      fc.property(first, fc.array(topic, { maxLength: 3 }), bytes, (event, rest, data) => {
        for (const transfer of tokenTransfers([log([event, ...rest], data)]))
          expect(transfer.token).toBe(TOKEN)
      }),
      { seed: 5, numRuns: 500 },
    )
  })
})

describe('decodeRegistryLog', () => {
  const registry: Hex = '0x5FbDB2315678afecb367f032d93F642f64180aa3'
  const address: Hex = '0x5fbdb2315678afecb367f032d93f642f64180aa3'
  const defi: Hex = `0x64656669${'00'.repeat(28)}`
  const text = (...values: string[]) =>
    encodeAbiParameters(
      values.map(() => ({ type: 'string' })),
      values,
    )
  const event = (
    eventName: 'ModuleRegistered' | 'ContractAdded' | 'ContractRemoved' | 'ProgramRegistered',
    args: Record<string, Hex>,
    data: Hex,
  ) => ({ ...log(flat(encodeEventTopics({ abi: REGISTRY_ABI, eventName, args })), data), address })

  it('reads modules, contracts and programs', () => {
    const place = { moduleId: 'defi', blockNumber: 5n, logIndex: 7 }
    const logs = [
      event('ModuleRegistered', { moduleId: defi }, text('DeFi', 'A pool\u0000that swaps')),
      event('ContractAdded', { moduleId: defi, contractAddress: ALICE }, text('Pool')),
      event('ContractRemoved', { moduleId: defi, contractAddress: ALICE }, '0x'),
      event('ProgramRegistered', { moduleId: defi, program: BOB }, text('personhood-pay', 'Personhood Pay')),
    ]
    expect(logs.map((item) => decodeRegistryLog(item, registry))).toEqual([
      { ...place, event: 'ModuleRegistered', name: 'DeFi', description: 'A pool that swaps' },
      { ...place, event: 'ContractAdded', contract: ALICE, label: 'Pool' },
      { ...place, event: 'ContractRemoved', contract: ALICE },
      { ...place, event: 'ProgramRegistered', program: BOB, kind: 'personhood-pay', name: 'Personhood Pay' },
    ])
  })

  it('passes over other contracts, other events and broken data', () => {
    const added = event('ContractAdded', { moduleId: defi, contractAddress: ALICE }, text('Pool'))
    expect(decodeRegistryLog({ ...added, address: TOKEN }, registry)).toBeUndefined()
    expect(decodeRegistryLog({ ...added, data: '0x1234' }, registry)).toBeUndefined()
    expect(decodeRegistryLog({ ...added, topics: [] }, registry)).toBeUndefined()
    expect(decodeRegistryLog({ ...added, topics: [TRANSFER_TOPIC] }, registry)).toBeUndefined()
  })

  it('keeps ids as hex that cannot stand in a path, or that mean something else here', () => {
    expect(moduleSlug(slug('personhood-pay'))).toBe('personhood-pay')
    for (const id of ['unassigned', 'transfer', 'De Fi', 'a/b', ''])
      expect(moduleSlug(slug(id))).toBe(slug(id))
  })
})

describe('revertReason', () => {
  const abi = parseAbi(['error Error(string)', 'error Panic(uint256)', 'error Insufficient(uint256 has)'])

  it('reads texts, panics and custom errors', () => {
    const text = (message: string) => encodeErrorResult({ abi, errorName: 'Error', args: [message] })
    expect(revertReason(text('Pool: slippage'))).toBe('Pool: slippage')
    expect(revertReason(text('x'.repeat(300)))).toBe(`${'x'.repeat(199)}…`)
    expect(revertReason(encodeErrorResult({ abi, errorName: 'Panic', args: [0x11n] }))).toBe(
      'Panic 0x11: arithmetic overflow or underflow',
    )
    expect(revertReason(encodeErrorResult({ abi, errorName: 'Panic', args: [0x99n] }))).toBe(
      'Panic 0x99: unknown code',
    )
    expect(revertReason(encodeErrorResult({ abi, errorName: 'Insufficient', args: [1n] }))).toMatch(
      /^custom error 0x[0-9a-f]{8}$/,
    )
  })

  it('knows when the data says nothing, or nonsense', () => {
    expect(revertReason('0x')).toBeUndefined()
    expect(revertReason('0x0102')).toBeUndefined()
    expect(revertReason('0x08c379a0ff')).toBe('Error(string) whose text cannot be read')
    expect(revertReason(`0x08c379a0${word(32n).slice(2)}${word(2n ** 200n).slice(2)}`)).toBe(
      'Error(string) whose text cannot be read',
    )
  })
})

describe('what a token says of itself', () => {
  it('is read from a string or from bytes32, or is null', () => {
    expect(tokenText(encodeAbiParameters([{ type: 'string' }], ['Wrapped Ether']))).toBe('Wrapped Ether')
    expect(tokenText(`0x4d4b52${'00'.repeat(29)}`)).toBe('MKR')
    expect(tokenText('0x')).toBeNull()
    expect(tokenText('0x1234')).toBeNull()
    expect(tokenText(encodeAbiParameters([{ type: 'string' }], ['\u202e']))).toBeNull()
    expect(tokenDecimals(word(18n))).toBe(18)
    expect(tokenDecimals(word(256n))).toBeNull()
    expect(tokenDecimals('0x')).toBeNull()
  })
})

describe('cleanText', () => {
  it('has no control or direction characters and a length', () => {
    expect(cleanText('a\u0000b\u202ec\n', 80)).toBe('a b c')
    expect(cleanText('\ud800x', 80)).toBe('x')
    expect(cleanText('😀😀😀', 2)).toBe('😀…')
  })
})

function log(topics: Hex[], data: Hex): Log {
  const hash: Hex = `0x${'11'.repeat(32)}`
  return {
    address: TOKEN,
    topics,
    data,
    blockNumber: 5n,
    blockHash: hash,
    transactionHash: hash,
    transactionIndex: 2,
    index: 7,
  }
}

function pad(address: Hex): Hex {
  return `0x${address.slice(2).padStart(64, '0')}`
}

function word(value: bigint): Hex {
  return `0x${value.toString(16).padStart(64, '0')}`
}

function batch(items: [bigint, bigint][]): Hex {
  const list = { type: 'uint256[]' } as const
  return encodeAbiParameters([list, list], [items.map(([id]) => id), items.map(([, amount]) => amount)])
}

/** A list that says it has 2^64 items. */
function endless(): Hex {
  return `0x${[64n, 64n, 2n ** 64n].map((value) => word(value).slice(2)).join('')}`
}

function slug(text: string): Hex {
  return `0x${Buffer.from(text).toString('hex').padEnd(64, '0')}`
}

function flat(topics: (Hex | Hex[] | null)[]): Hex[] {
  return topics.flatMap((topic) => topic ?? [])
}
