import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MalformedLayoutError } from '@/lib/parallelism/names/errors'
import { findLayout, labelForm, layoutBook, layoutEntries } from '@/lib/parallelism/names/layout-book'
import type { Layout } from '@/lib/parallelism/names/layout-types'
import { nameInPlace } from '@/lib/parallelism/names/paths'
import { hasLayout, parseLayout } from '@/lib/parallelism/names/solc-layout'

/** As `forge inspect Vault storageLayout --json` prints it. */
const VAULT = {
  storage: [
    { astId: 3, contract: 'src/Vault.sol:Vault', label: 'owner', offset: 0, slot: '0', type: 't_address' },
    { astId: 5, contract: 'src/Vault.sol:Vault', label: 'open', offset: 20, slot: '0', type: 't_bool' },
    { astId: 9, contract: 'src/Vault.sol:Vault', label: 'total', offset: 0, slot: '1', type: 't_uint256' },
  ],
  types: {
    t_address: { encoding: 'inplace', label: 'address', numberOfBytes: '20' },
    t_bool: { encoding: 'inplace', label: 'bool', numberOfBytes: '1' },
    t_uint256: { encoding: 'inplace', label: 'uint256', numberOfBytes: '32' },
  },
}

describe('a layout', () => {
  test.each([
    ['of solc or forge inspect', VAULT],
    ['in an artifact of Foundry', { abi: [], bytecode: { object: '0x' }, storageLayout: VAULT }],
  ])('%s is read', (_, json) => {
    const { variables } = parseLayout(json, 'Vault.json')
    expect([0n, 1n, 2n].map((slot) => nameInPlace(variables, slot, ''))).toEqual([
      'owner/open',
      'total',
      undefined,
    ])
  })

  test('of a contract without variables is read', () => {
    expect(parseLayout({ storage: [], types: null }, 'Empty').variables).toEqual([])
  })

  test('is told from an artifact that has none', () => {
    expect([
      hasLayout(VAULT),
      hasLayout({ storageLayout: VAULT }),
      hasLayout({ abi: [] }),
      hasLayout([]),
    ]).toEqual([true, true, false, false])
  })

  const recursive = {
    't_struct(A)1_storage': {
      encoding: 'inplace',
      label: 'struct A',
      numberOfBytes: '32',
      members: [{ label: 'self', offset: 0, slot: '0', type: 't_struct(A)1_storage' }],
    },
  }
  const of = (type: string, types: Record<string, unknown> = VAULT.types) => ({
    storage: [{ label: 'x', offset: 0, slot: '0', type }],
    types,
  })
  test.each([
    [null, 'Vault.json is no storage layout: Invalid input: expected object, received null'],
    [{ abi: [] }, 'Vault.json is no storage layout at storage: Invalid input'],
    [
      { storage: [{ label: 'a', offset: 0, slot: '-1', type: 't' }] },
      'Vault.json is no storage layout at storage.0.slot: must be a whole number in decimal digits',
    ],
    [of('t_bytes32'), 'Vault.json is no storage layout: type t_bytes32 is used and not described.'],
    [
      of('t_struct(A)1_storage', recursive),
      'Vault.json is no storage layout: type t_struct(A)1_storage contains itself.',
    ],
    [
      of('t_m', { t_m: { encoding: 'mapping', label: 'mapping', numberOfBytes: '32', key: 't_address' } }),
      'Vault.json is no storage layout: mapping t_m lacks key or value.',
    ],
    [
      of('t_big', { t_big: { encoding: 'inplace', label: 'big', numberOfBytes: '64' } }),
      'Vault.json is no storage layout: type t_big has 64 bytes and no members.',
    ],
  ])('that is none is refused in one sentence (%#)', (json, sentence) => {
    expect(() => parseLayout(json, 'Vault.json')).toThrow(MalformedLayoutError)
    expect(() => parseLayout(json, 'Vault.json')).toThrow(sentence)
  })

  test('may contain itself through a mapping', () => {
    const tree = {
      't_struct(Node)1_storage': {
        encoding: 'inplace',
        label: 'struct Node',
        numberOfBytes: '64',
        members: [
          { label: 'value', offset: 0, slot: '0', type: 't_uint256' },
          { label: 'next', offset: 0, slot: '1', type: 't_mapping(t_uint256,t_struct(Node)1_storage)' },
        ],
      },
      't_mapping(t_uint256,t_struct(Node)1_storage)': {
        encoding: 'mapping',
        label: 'mapping(uint256 => struct Node)',
        numberOfBytes: '32',
        key: 't_uint256',
        value: 't_struct(Node)1_storage',
      },
      t_uint256: VAULT.types.t_uint256,
    }
    const { variables } = parseLayout(of('t_struct(Node)1_storage', tree), 'Tree')
    expect(nameInPlace(variables, 0n, '')).toBe('x.value')
  })
})

test('a layout with anything in it changed is read or refused, and nothing else', () => {
  const json = JSON.stringify({
    storage: [...VAULT.storage, { label: 'm', offset: 0, slot: '2', type: 't_mapping(t_address,t_uint256)' }],
    types: {
      ...VAULT.types,
      't_mapping(t_address,t_uint256)': {
        encoding: 'mapping',
        label: 'mapping(address => uint256)',
        numberOfBytes: '32',
        key: 't_address',
        value: 't_uint256',
      },
    },
  })
  const strings = [...json.matchAll(/"[^"]*"|\d+/g)].map(({ index, 0: text }) => ({ index, text }))
  const junk = fc.oneof(
    fc.jsonValue().map((value) => JSON.stringify(value)),
    fc.constantFrom(...strings.map(({ text }) => text)),
  )
  fc.assert(
    fc.property(fc.constantFrom(...strings), junk, ({ index, text }, other) => {
      let changed: unknown
      try {
        changed = JSON.parse(json.slice(0, index) + other + json.slice(index + text.length))
      } catch {
        return
      }
      try {
        const { variables } = parseLayout(changed, 'Vault.json')
        nameInPlace(variables, 2n, '')
      } catch (error) {
        if (!(error instanceof MalformedLayoutError)) throw error
      }
    }),
    { seed: 3, numRuns: 3000 },
  )
})

describe('a book of layouts', () => {
  const [byAddress, byCode, byLabel]: Layout[] = [{ variables: [] }, { variables: [] }, { variables: [] }]
  const address = `0x${'aB'.repeat(20)}`
  const codeHash = `0x${'Cd'.repeat(32)}`
  const book = layoutBook([
    [address, byAddress ?? { variables: [] }],
    [codeHash, byCode ?? { variables: [] }],
    ['PayToken', byLabel ?? { variables: [] }],
  ])

  test('is looked up by address, then code, then label', () => {
    const other = `0x${'01'.repeat(20)}`
    expect(findLayout(book, { address: address.toLowerCase(), label: 'PayToken' })).toBe(byAddress)
    expect(findLayout(book, { address: other, codeHash: codeHash.toLowerCase(), label: 'PayToken' })).toBe(
      byCode,
    )
    expect(findLayout(book, { address: other, label: 'Pay Token' })).toBe(byLabel)
    expect(findLayout(book, { address: other, label: 'Pay' })).toBeUndefined()
  })

  test('takes labels for one that differ in case and spaces alone', () => {
    expect(['PayToken', 'Pay Token', 'pay-token', 'PAY_TOKEN'].map(labelForm)).toEqual(
      Array.from({ length: 4 }, () => 'paytoken'),
    )
  })

  test('comes from a file by keys, or from the output of solc by contract names', () => {
    expect(layoutEntries({ PayToken: VAULT, '0xab': 'out/Vault.json' }, 'layouts.json')).toEqual([
      ['PayToken', VAULT],
      ['0xab', 'out/Vault.json'],
    ])
    const output = { contracts: { 'a.sol': { Vault: { storageLayout: VAULT } } } }
    expect(layoutEntries(output, 'out.json')).toEqual([['Vault', { storageLayout: VAULT }]])
    expect(() => layoutEntries(['Vault'], 'layouts.json')).toThrow('layouts.json is no file of layouts')
  })
})
