import { encodeFunctionData, erc20Abi } from 'viem'
import { expect, test } from 'vitest'
import { worldGrants } from '@/lib/audit/adapters/world-grants'
import { ABI } from '@/lib/audit/adapters/world-grants/context'
import type { Hex } from '@/lib/audit/types'
import { address, event, factsOf, findings, quietContract, type Sent, word } from './facts'

const DROP = address('d0')
const TOKEN = address('70')
const HOLDER = address('40')
const GRANT = address('60')
const NEW = address('61')
const ALICE = address('a1')
const BOB = address('b0')
const program = {
  chainId: 10n,
  address: DROP,
  kind: 'world-grants',
  name: 'World grants',
  parts: { token: TOKEN, holder: HOLDER, grant: GRANT },
  figures: {},
}
/** 1 October 2024. */
const OCTOBER = 1_727_740_800n
const AMOUNT = 5_210n

const transfer = (to: Hex, value: bigint, from: Hex = HOLDER) => ({
  address: TOKEN,
  ...event(erc20Abi, 'Transfer', { from, to, value }),
})
const claimed = (receiver: Hex, grantId = 41n) => ({
  address: DROP,
  ...event(ABI, 'GrantClaimed', { grantId, receiver }),
})
const call = (receiver: Hex, nullifier: bigint, grantId = 41n) =>
  encodeFunctionData({
    abi: ABI,
    functionName: 'claim',
    args: [grantId, receiver, 1n, nullifier, [1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n]],
  })
const claim = (receiver: Hex, nullifier: bigint, amount = AMOUNT): Sent => ({
  input: call(receiver, nullifier),
  logs: [transfer(receiver, amount), claimed(receiver)],
})

/** What the audit finds where these transactions are all that happens, in a block of October 2024. */
function found(
  transactions: Sent[],
  state: (id: string, block: bigint) => Hex | undefined = () => undefined,
) {
  const out = transactions.flatMap(({ logs }) => logs).filter((log) => log.address === TOKEN)
  const left = out.reduce((sum, { data }) => sum - BigInt(data), 1_000_000n)
  const facts = factsOf(
    worldGrants,
    program,
    41n,
    [{ number: 100n, timestamp: OCTOBER + 5n, transactions }],
    { first: 90n, last: 200n, times: [OCTOBER - 1n, OCTOBER + 61n * 86_400n - 1n] },
    (id, block) => {
      const own = state(id, block)
      if (own !== undefined) return own
      if (id === 'supply') return word(5n)
      if (id === 'balance:holder') return word(block === 90n ? 1_000_000n : left)
      if (id === 'grant') return word(GRANT)
      if (['token', 'holder', 'router', 'group'].includes(id)) return word(1n)
      if (id === `amount:${GRANT}:41`) return word(AMOUNT)
      if (id === `amount:${NEW}:41`) return word(9_000n)
      return quietContract(id)
    },
  )
  return findings(worldGrants, facts)
}

test('claims join amount and nullifier from transfer and calldata', () => {
  expect(found([claim(ALICE, 1n), claim(BOB, 2n)])).toEqual({})
})

test('several claims of one transaction, wrapped by another contract', () => {
  const inner = `${call(ALICE, 1n).slice(2)}${call(BOB, 2n).slice(2)}`
  const logs = [transfer(ALICE, AMOUNT), claimed(ALICE), transfer(BOB, AMOUNT), claimed(BOB)]
  expect(found([{ to: address('ee'), input: `0x12345678${inner}`, logs }])).toEqual({})
  expect(found([{ to: address('ee'), input: '0x12345678', logs }])).toEqual({
    'nullifier-unique':
      'indeterminate: 2 of 2 claims were made through a contract whose calldata does not show them.',
    'scope-bound':
      'indeterminate: 2 of 2 claims were made through a contract whose calldata does not show them.',
    'recipient-bound':
      'indeterminate: 2 of 2 claims were made through a contract whose calldata does not show them.',
  })
})

test('each fault is found by its check alone', () => {
  expect(Object.keys(found([claim(ALICE, 1n), claim(BOB, 1n)]))).toEqual(['nullifier-unique'])
  expect(found([claim(ALICE, 1n, AMOUNT + 1n)])).toEqual({
    'amount-exact': "fail: 1 of 1 claim differ from the grant's amount.",
  })
  expect(
    Object.keys(found([{ input: call(ALICE, 1n), logs: [transfer(BOB, AMOUNT), claimed(ALICE)] }])),
  ).toEqual(['event-transfer'])
  expect(
    Object.keys(found([{ input: call(ALICE, 1n), logs: [transfer(BOB, AMOUNT), claimed(BOB)] }])),
  ).toEqual(['recipient-bound'])
  expect(
    Object.keys(found([{ input: call(ALICE, 1n, 40n), logs: [transfer(ALICE, AMOUNT), claimed(ALICE)] }])),
  ).toEqual(['scope-bound'])
  expect(Object.keys(found([{ logs: [transfer(BOB, 3n)] }]))).toEqual(['out-of-band'])
  expect(found([{ input: call(ALICE, 1n, 39n), logs: [claimed(ALICE, 39n)] }])).toEqual({
    schedule: 'fail: 1 of 1 claim outside the months of its grant.',
  })
  const silent = (id: string, block: bigint) => (id === 'grant' && block === 200n ? word(NEW) : undefined)
  expect(Object.keys(found([claim(ALICE, 1n)], silent))).toEqual(['parameters-logged'])
  const hidden = (id: string, block: bigint) =>
    id === 'balance:holder' && block === 200n ? word(1n) : undefined
  expect(Object.keys(found([claim(ALICE, 1n)], hidden))).toEqual(['balance-recon'])
})

test('a grant contract that an event names pays from there on', () => {
  const update: Sent = { logs: [{ address: DROP, ...event(ABI, 'GrantUpdated', { grant: NEW }) }] }
  const state = (id: string, block: bigint) => (id === 'grant' && block === 200n ? word(NEW) : undefined)
  expect(found([claim(ALICE, 1n), update, claim(BOB, 2n, 9_000n)], state)).toEqual({})
  expect(Object.keys(found([claim(ALICE, 1n), update, claim(BOB, 2n)], state))).toEqual(['amount-exact'])
})

test('an amount that is not known is indeterminate, and an event that nobody knows is told', () => {
  const unknown = (id: string) => (id.startsWith('amount:') ? ('0x' as const) : undefined)
  expect(found([claim(ALICE, 1n)], unknown)).toEqual({
    'amount-exact': "indeterminate: The grant's amount is not known for 1 of 1 claim.",
  })
  const strange: Sent = { logs: [{ address: DROP, topics: [word(5n)], data: '0x' }] }
  expect(Object.keys(found([strange]))).toEqual(['completeness'])
})
