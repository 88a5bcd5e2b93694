import { createBlockLevelAccessListFromJSON } from '@ethereumjs/util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toBytes, toHex } from '@/lib/chain/bytes'
import { accessSetsFromList } from '@/lib/parallelism/access-list/access-sets'
import { parseAccessList } from '@/lib/parallelism/access-list/parse'
import { accessListHash, encodeList } from '@/lib/parallelism/access-list/rlp'
import { MalformedAccessListError } from '@/lib/parallelism/errors'
import { asFixtureJson, asSpecJson, listOfTraces } from '@/tests/support/list-of-traces'
import { randomTraces } from './random-traces'
import { SMALL_FIXTURE_JSON, SMALL_HASH, SMALL_LIST, SMALL_RLP, SMALL_SPEC_JSON } from './small-list'

const address = (n: number) => `0x${n.toString(16).padStart(40, '0')}`
const slot = (n: number) => `0x${n.toString(16).padStart(64, '0')}`
const BLOCK = { block: 5n, transactions: 2 }

describe('a list worked by hand', () => {
  test('is the same in both dialects of JSON and in RLP', () => {
    expect(parseAccessList(SMALL_SPEC_JSON, BLOCK)).toEqual(SMALL_LIST)
    expect(parseAccessList(SMALL_FIXTURE_JSON, BLOCK)).toEqual(SMALL_LIST)
    expect(parseAccessList(SMALL_RLP, BLOCK)).toEqual(SMALL_LIST)
    expect(parseAccessList(SMALL_RLP.toUpperCase().replace('0X', '0x'), BLOCK)).toEqual(SMALL_LIST)
  })

  test('has this encoding and this hash', () => {
    expect(toHex(encodeList(SMALL_LIST))).toBe(SMALL_RLP)
    expect(accessListHash(SMALL_LIST)).toBe(SMALL_HASH)
  })

  test('of nothing has the hash that the EIP names', () => {
    expect(accessListHash(parseAccessList([], { block: 5n, transactions: 0 }))).toBe(
      '0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347',
    )
    expect(parseAccessList('0xc0', { block: 5n, transactions: 0 })).toEqual([])
  })

  test('takes the names that the fields had before they settled', () => {
    const [account] = parseAccessList(
      [
        {
          address: address(1),
          storageChanges: [{ slot: '0x1', changes: [{ blockAccessIndex: '0x1', newValue: '0x2a' }] }],
          nonceChanges: [{ blockAccessIndex: '0x1', newNonce: '0x5' }],
        },
      ],
      BLOCK,
    )
    expect(account?.storageChanges).toEqual([{ slot: slot(1), changes: [{ index: 1, value: 42n }] }])
    expect(account?.nonceChanges).toEqual([{ index: 1, value: 5n }])
  })
})

test('random lists come back from either dialect and from RLP, and another library encodes them the same', () => {
  let accounts = 0
  fc.assert(
    fc.property(randomTraces, ({ traces }) => {
      const list = listOfTraces(traces)
      const block = { block: 7n, transactions: traces.transactions.length }
      const encoded = toHex(encodeList(list))
      expect(parseAccessList(encoded, block)).toEqual(list)
      expect(parseAccessList(asSpecJson(list), block)).toEqual(list)
      expect(parseAccessList(asFixtureJson(list), block)).toEqual(list)
      expect(toHex(fromOther(list).serialize())).toBe(encoded)
      expect(toHex(fromOther(list).hash())).toBe(accessListHash(list))
      accounts += list.length
    }),
    { seed: 20_261_122, numRuns: 300 },
  )
  expect(accounts).toBeGreaterThan(1000)
})

/** The list as @ethereumjs/util understands it, which wants two digits a byte. */
function fromOther(list: Parameters<typeof asFixtureJson>[0]) {
  const even = (hex: string) => (hex.length % 2 === 0 ? hex : `0x0${hex.slice(2)}`)
  const text = JSON.stringify(asFixtureJson(list), (_, value) =>
    typeof value === 'string' ? even(value) : value,
  )
  return createBlockLevelAccessListFromJSON(JSON.parse(text))
}

describe('access sets from a list', () => {
  const sender = address(10)
  const sets = (list: Parameters<typeof accessSetsFromList>[0]['list'], to: string | null = address(1)) =>
    accessSetsFromList({
      list,
      transactions: [
        { from: sender, to },
        { from: sender, to: address(12) },
      ],
      miner: address(9),
      emitters: [[], [address(3)]],
    })
  const empty = {
    storageChanges: [],
    storageReads: [],
    balanceChanges: [],
    nonceChanges: [],
    codeChanges: [],
  }

  test('writes by index, with the reads that go with them; what is read without an index is left out', () => {
    expect(sets(SMALL_LIST)).toEqual([
      {
        reads: [`n:${sender}`, `b:${sender}`, `s:${address(1)}:${slot(1)}`, `c:${address(1)}`],
        writes: [`n:${sender}`, `b:${sender}`, `s:${address(1)}:${slot(1)}`],
        credits: [],
        contracts: [address(1)],
      },
      {
        reads: [
          `n:${sender}`,
          `b:${sender}`,
          `s:${address(1)}:${slot(1)}`,
          ...[`c:${address(12)}`, `c:${address(3)}`, `c:${address(1)}`],
        ],
        writes: [`n:${sender}`, `b:${sender}`, `s:${address(1)}:${slot(1)}`, `c:${address(11)}`],
        credits: [],
        contracts: [address(3), address(1), address(11)],
      },
    ])
  })

  test.each([
    [
      'before the first and after the last belongs to none',
      [
        [0, 5n],
        [3, 7n],
      ],
      [],
      [],
    ],
    ['a first value: written, and not known whether it rose or fell', [[1, 5n]], [{ write: 'only' }], []],
    ['a first value of nothing: it fell', [[1, 0n]], [{ write: 'read' }], []],
    [
      'above the value before: a credit',
      [
        [0, 5n],
        [1, 6n],
      ],
      [],
      [{ credit: true }],
    ],
    [
      'below the value before: a read and a write',
      [
        [0, 5n],
        [1, 4n],
      ],
      [{ write: 'read' }],
      [],
    ],
  ] as const)('balances: %s', (_, changes, writes, credits) => {
    const balanceChanges = changes.map(([index, value]) => ({ index, value }))
    const [set] = sets([{ ...empty, address: address(2), balanceChanges }])
    const key = `b:${address(2)}`
    expect(set?.writes.includes(key)).toBe(writes.length > 0)
    expect(set?.reads.includes(key)).toBe(writes.some(({ write }) => write === 'read'))
    expect(set?.credits).toEqual(credits.length > 0 ? [key] : [])
  })

  test('the fee recipient is left out unless it sends, the sender known without the list', () => {
    const balanceChanges = [
      { index: 1, value: 5n },
      { index: 2, value: 3n },
    ]
    const [first, second] = sets([
      { ...empty, address: address(9), balanceChanges },
      { ...empty, address: sender, balanceChanges: [{ index: 2, value: 1n }] },
    ])
    for (const set of [first, second]) {
      expect(set?.writes).toEqual([`n:${sender}`, `b:${sender}`])
      expect(set?.credits).toEqual([])
    }
  })

  test('code: an account is a contract from the change that gives it code to the one that takes it', () => {
    const delegated = {
      ...empty,
      address: address(1),
      storageReads: [slot(1)],
      codeChanges: [
        { index: 1, code: '0xef0100' },
        { index: 2, code: '0x' },
      ],
    }
    const [first, second] = sets([delegated])
    expect(first?.contracts).toEqual([address(1)])
    expect(second?.contracts).toEqual([address(3)])
    expect(second?.writes).toContain(`c:${address(1)}`)
  })

  test('an account that gets its code later in the block is no contract before', () => {
    const created = { ...empty, address: address(1), codeChanges: [{ index: 2, code: '0x01' }] }
    expect(sets([created])[0]?.contracts).toEqual([])
  })
})

describe('what EIP-7928 does not allow is refused by name', () => {
  const one = (change: object) => [{ address: address(1), ...change }]
  const stored = (change: object, key = slot(1)) => one({ storageChanges: [{ key, changes: [change] }] })
  const account = `block 5, account ${address(1)}`
  const both = [
    { index: '0x1', value: '0x1' },
    { index: '0x1', value: '0x2' },
  ]

  test.each<[unknown, string]>([
    [null, 'block 5: the access list is null where a list is expected'],
    [{}, 'block 5: the access list is an object where a list is expected'],
    ['list', 'block 5: the access list is text that is no hex bytes'],
    ['0x', 'block 5: the RLP of the access list ends at byte 0, where a value is expected'],
    [[7], 'block 5, account 0: the entry is 7 where an object is expected'],
    [[{}], 'block 5, account 0: address is missing where an address is expected'],
    [[{ address: '0x12' }], 'block 5, account 0: address is "0x12" where an address is expected'],
    [one({ storageReads: 5 }), `${account}: storageReads is 5 where a list is expected`],
    [one({ storageReads: ['0x'] }), `${account}: storageReads[0] is "0x" where a slot is expected`],
    [
      one({ storageReads: [`0x1${'0'.repeat(64)}`] }),
      `${account}: storageReads[0] is "0x1${'0'.repeat(64)}" where a slot is expected`,
    ],
    [stored({ index: '0x1' }), `${account}: storageChanges[0].changes[0].value is missing`],
    [stored({ value: '0x1' }), `${account}: storageChanges[0].changes[0].index is missing`],
    [
      stored({ index: -1, value: '0x1' }),
      `${account}: storageChanges[0].changes[0].index is -1 where a quantity is expected`,
    ],
    [
      stored({ index: '0x100000000', value: '0x1' }),
      `${account}: storageChanges[0].changes[0].index is "0x100000000", above 32 bits`,
    ],
    [
      stored({ index: '0x4', value: '0x1' }),
      `${account}: storageChanges[0].changes[0].index is 4, and the highest is 3, one after the last of 2 transactions`,
    ],
    [
      stored({ index: '0x1', value: '0x1', postValue: '0x1' }),
      `${account}: storageChanges[0].changes[0] has both value and postValue`,
    ],
    [
      one({ storageChanges: [{ key: slot(1), changes: [] }] }),
      `${account}: storageChanges[0].changes is empty, though slot ${slot(1)} is listed as changed`,
    ],
    [
      one({ storageChanges: [{ key: slot(1), changes: both }] }),
      `${account}: storageChanges[0].changes names index 1 twice (entry 1)`,
    ],
    [
      one({ storageReads: ['0x2', '0x1'] }),
      `${account}: storageReads has slot ${slot(1)} after ${slot(2)} (entry 1)`,
    ],
    [
      one({ storageReads: ['0x2', '0x02'] }),
      `${account}: storageReads names slot ${slot(2)} twice (entry 1)`,
    ],
    [
      one({ storageChanges: [{ key: '0x1', changes: [both[0]] }], storageReads: ['0x1'] }),
      `${account}: storageReads[0] is ${slot(1)}, which is changed too`,
    ],
    [
      one({ nonceChanges: [{ index: '0x1', value: `0x1${'0'.repeat(16)}` }] }),
      `${account}: nonceChanges[0].value is "0x1${'0'.repeat(16)}", above 64 bits`,
    ],
    [
      one({ balanceChanges: [{ index: '0x1', value: 2 ** 60 }] }),
      `${account}: balanceChanges[0].value is ${2 ** 60} where a quantity is expected`,
    ],
    [
      one({ codeChanges: [{ index: '0x1', code: '0x123' }] }),
      `${account}: codeChanges[0].code is "0x123" where code is expected`,
    ],
    [
      [{ address: address(2) }, { address: address(1) }],
      `block 5: the list of accounts has address ${address(1)} after ${address(2)} (entry 1)`,
    ],
    [
      [{ address: address(1) }, { address: address(1) }],
      `block 5: the list of accounts names address ${address(1)} twice (entry 1)`,
    ],
  ])('%j', (raw, sentence) => {
    expect(() => parseAccessList(raw, BLOCK)).toThrow(new MalformedAccessListError(sentence))
  })

  const head = `94${'00'.repeat(19)}01`
  test.each([
    [
      'a needless head',
      '0xc28101',
      'block 5: the RLP of the access list has a byte with a needless head at byte 1',
    ],
    [
      'a length that is too long',
      '0xf800',
      'block 5: the RLP of the access list has a length that is not in its shortest form at byte 0',
    ],
    [
      'an end that comes early',
      SMALL_RLP.slice(0, -2),
      'block 5: the RLP of the access list ends inside of the value at byte 0',
    ],
    ['something behind the end', '0xc000', 'block 5: the RLP of the access list ends at byte 1 of 2'],
    [
      'lists in lists',
      `0x${'c6c5c4c3c2c1c0'}`,
      'block 5: the RLP of the access list has lists nested too deep at byte 6',
    ],
    ['a short account', '0xc1c0', 'block 5, account 0: the entry has 0 items where 6 are expected'],
    ['a short address', '0xc7c601c0c0c0c0c0', 'block 5, account 0: address is "0x01", which is not 20 bytes'],
    [
      'a leading zero',
      `0xdcdb${head}c0c100c0c0c0`,
      `block 5, account ${address(1)}: storageReads[0] is 0x00, an integer with leading zeros`,
    ],
    [
      'a list for a slot',
      `0xdcdb${head}c0c1c0c0c0c0`,
      `block 5, account ${address(1)}: storageReads[0] is a list where bytes are expected`,
    ],
  ])('RLP with %s', (_, raw, sentence) => {
    expect(() => parseAccessList(raw, BLOCK)).toThrow(new MalformedAccessListError(sentence))
  })

  test('RLP nested a million times is refused at once', () => {
    const deep = new Uint8Array(1_000_000).fill(0xc1)
    expect(() => parseAccessList(toHex(deep), BLOCK)).toThrow(MalformedAccessListError)
  })

  test('one changed bit of the encoding is refused, or gives another hash', () => {
    const bytes = toBytes(SMALL_RLP)
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = bytes.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))
      try {
        expect(accessListHash(parseAccessList(toHex(changed), BLOCK))).not.toBe(SMALL_HASH)
      } catch (error) {
        expect(error).toBeInstanceOf(MalformedAccessListError)
      }
    }
  })
})
