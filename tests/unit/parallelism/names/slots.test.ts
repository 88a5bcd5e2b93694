import { encodeAbiParameters, type Hex, keccak256, toHex } from 'viem'
import { describe, expect, test } from 'vitest'
import { storageKey } from '@/lib/parallelism/keys'
import { attributeConflicts } from '@/lib/parallelism/names/attribution'
import { type KeyName, nameKeys } from '@/lib/parallelism/names/name-keys'
import { namespaceSlot } from '@/lib/parallelism/names/standard-slots'
import type { AccessSet } from '@/lib/parallelism/types'

const TOKEN = '0x00000000000000000000000000000000000070ce'
const ALICE = `0xa11ce${'0'.repeat(35)}` as const
const BOB = `0xb0b${'0'.repeat(37)}` as const
const TRANSFER = '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef'
const APPROVAL = '0x8c5be1e5ebec7d5bd14f71427d1e84f3dd0314c0f7b2291e5b200ac8c7c3b925'

const word = (value: bigint) => toHex(value, { size: 32 })
const topic = (address: Hex) => word(BigInt(address))
/** Slot of a key in a mapping, by another library than the product's. */
const at = (key: Hex, slot: Hex) =>
  keccak256(encodeAbiParameters([{ type: 'bytes32' }, { type: 'bytes32' }], [topic(key), slot]))

function accessOf(keys: string[]): AccessSet {
  return { reads: keys, writes: keys, credits: [], contracts: [TOKEN] }
}

interface Event {
  topics: Hex[]
}

/** Names of slots that a transaction from Alice to the token writes. */
function namesOf(slots: Hex[], events: Event[] = [], written: Hex[] = slots) {
  const logs = events.map(({ topics }) => ({ address: TOKEN, topics, data: word(5n) }))
  const keys = slots.map((slot) => storageKey(TOKEN, slot))
  const names = nameKeys(keys, {
    transactions: [{ from: ALICE, to: TOKEN, input: `0xa9059cbb${topic(BOB).slice(2)}`, logs }],
    access: [accessOf([...new Set([...keys, ...written.map((slot) => storageKey(TOKEN, slot))])])],
  })
  return keys.map((key) => names.get(key))
}

describe('standard slots', () => {
  test('of proxies are named on any contract', () => {
    // The values are those that the standards print.
    expect(
      namesOf([
        '0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc',
        '0xb53127684a568b3173ae13b9f8a6016e243e63b6e8ee1178d6a717850b5d6103',
        '0xa3f0ad74e5423aebfd80d3ef4346578335a9a72aeaee59ff6cb3582b35133d50',
        '0xc5f16f0fcc639fa48a6947836d9850f504798523bf8c9a3a87d5876cf622bcf7',
        '0x7050c9e0f4ca769c69bd3a8ef740bc37934f8e2c036e5a723fd8ee048ed3f8c3',
      ]).map((name) => name?.label),
    ).toEqual([
      'ERC-1967 implementation',
      'ERC-1967 admin',
      'ERC-1967 beacon',
      'ERC-1822 implementation',
      'proxy implementation',
    ])
  })

  test('of OpenZeppelin begin where its sources say', () => {
    const slots = ['Initializable', 'Ownable', 'Pausable', 'ReentrancyGuard', 'ERC20'].map((name) =>
      word(namespaceSlot(`openzeppelin.storage.${name}`)),
    )
    expect(slots).toEqual([
      '0xf0c57e16840df040f15088dc2f81fe391c3923bec73e23a9662efc9c229c6a00',
      '0x9016d09d72d40fdae2fd8ceac6b6234c7706214fd39c1cd1e609a0528c199300',
      '0xcd5ed15c6e187e77e9aee88184c21f4f2182ab5827cb3b7e07fbedcd63f03300',
      '0x9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f00',
      '0x52c63247e1f47db19d5ce0460030c497f067ca4cebf71ba98eeadabe20bace00',
    ])
    const erc20 = namespaceSlot('openzeppelin.storage.ERC20')
    const named = namesOf([word(erc20 + 2n), at(BOB, word(erc20)), at(BOB, at(ALICE, word(erc20 + 1n)))])
    expect(named).toEqual([
      { label: '_totalSupply', certainty: 'certain' },
      { label: `_balances[${BOB}]`, certainty: 'certain' },
      { label: `_allowances[${ALICE}][${BOB}]`, certainty: 'certain' },
    ])
  })

  test('of Solady are named: balances are keyed by the bytes of the address and a seed', () => {
    const balance = keccak256(`${BOB}000000000000000087a211a2`)
    expect(namesOf([balance, word(0x05345cdf77eb68f44cn)]).map((name) => name?.label)).toEqual([
      `balances[${BOB}]`,
      'totalSupply',
    ])
  })
})

describe('an unknown contract', () => {
  test('has positions for names: the slot and the keys that were hashed with it', () => {
    const inStruct = word(BigInt(at(BOB, word(7n))) + 2n)
    const inList = word(BigInt(keccak256(word(5n))) + 12n)
    const named = namesOf([at(BOB, word(3n)), at(BOB, at(ALICE, word(32n))), inStruct, inList])
    expect(named.map((name) => name?.label)).toEqual([
      `slot 3[${BOB}]`,
      `slot 32[${ALICE}][${BOB}]`,
      `slot 7[${BOB}] + 2`,
      'slot 5.data[12]',
    ])
    expect(named.map((name) => name?.certainty)).toEqual(['position', 'position', 'position', 'position'])
  })

  test('has none where no key leads to the slot, and none for a plain slot', () => {
    expect(namesOf([keccak256('0x1234'), word(8n)])).toEqual([undefined, undefined])
  })

  test('is a token where its events and what was written agree, and the name says that it is guessed', () => {
    const [from, to, allowance] = [at(ALICE, word(4n)), at(BOB, word(4n)), at(BOB, at(ALICE, word(9n)))]
    const events = [
      { topics: [TRANSFER, topic(ALICE), topic(BOB)] as Hex[] },
      { topics: [APPROVAL, topic(ALICE), topic(BOB)] as Hex[] },
    ]
    expect(namesOf([from, to, allowance], events)).toEqual([
      { label: `balances[${ALICE}] (guessed)`, certainty: 'guessed' },
      { label: `balances[${BOB}] (guessed)`, certainty: 'guessed' },
      { label: `allowances[${ALICE}][${BOB}] (guessed)`, certainty: 'guessed' },
    ])
  })

  test('is no token where two mappings were written alike: which holds the balances cannot be told', () => {
    const slots = [at(ALICE, word(4n)), at(BOB, word(4n)), at(ALICE, word(6n)), at(BOB, word(6n))]
    const named = namesOf(slots, [{ topics: [TRANSFER, topic(ALICE), topic(BOB)] }])
    expect(named.map((name) => name?.certainty)).toEqual(['position', 'position', 'position', 'position'])
  })

  test('with the slots of OpenZeppelin has its total supply as well', () => {
    const events = [
      { topics: [TRANSFER, word(0n), topic(BOB)] as Hex[] },
      { topics: [APPROVAL, topic(ALICE), topic(BOB)] as Hex[] },
    ]
    const slots = [at(BOB, word(0n)), at(BOB, at(ALICE, word(1n))), word(2n)]
    expect(namesOf(slots, events).map((name) => name?.label)).toEqual([
      `balances[${BOB}] (guessed)`,
      `allowances[${ALICE}][${BOB}] (guessed)`,
      'totalSupply (guessed)',
    ])
  })
})

describe('the work', () => {
  test('is bounded, and what was hashed before changes no name', () => {
    const slots = [keccak256('0x01'), keccak256('0x02'), at(BOB, word(3n))]
    const keys = slots.map((slot) => storageKey(TOKEN, slot))
    const block = {
      transactions: [{ from: ALICE, to: BOB, input: '0x', logs: [] }],
      access: [accessOf(keys)],
    }
    const labels = (mostHashes: number) =>
      [...nameKeys(keys, block, { mostHashes }).values()].map(({ label }) => label)
    expect(labels(100)).toEqual([])
    expect(labels(24_000)).toEqual([`slot 3[${BOB}]`])
  })

  test('names accounts without any', () => {
    expect(
      [...nameKeys([`n:${ALICE}`, `b:${BOB}`, `c:${TOKEN}`], { transactions: [], access: [] }).values()].map(
        ({ label }) => label,
      ),
    ).toEqual([`nonce of ${ALICE}`, `balance of ${BOB}`, `code of ${TOKEN}`])
  })
})

test('conflicts are counted by what is known of their keys', () => {
  const hot = (key: string, edges: number) => ({ key, edges, readers: 1, writers: 1, waitingGas: 1n })
  const slot = (at: bigint) => storageKey(TOKEN, word(at))
  const keys = [
    hot(`n:${ALICE}`, 5),
    hot(slot(1n), 7),
    hot(slot(2n), 11),
    hot(slot(3n), 13),
    hot(slot(4n), 17),
  ]
  const names = new Map<string, KeyName>([
    [`n:${ALICE}`, { label: `nonce of ${ALICE}`, certainty: 'certain' }],
    [slot(1n), { label: 'total', certainty: 'certain' }],
    [slot(2n), { label: 'balances[1] (guessed)', certainty: 'guessed' }],
    [slot(3n), { label: 'slot 3[1]', certainty: 'position' }],
  ])
  expect(attributeConflicts(keys, names)).toEqual({
    all: { certain: 12, guessed: 11, position: 13, unnamed: 17 },
    storage: { certain: 7, guessed: 11, position: 13, unnamed: 17 },
  })
})
