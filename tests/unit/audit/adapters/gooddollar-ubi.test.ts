import { erc20Abi } from 'viem'
import { expect, test } from 'vitest'
import { gooddollarUbi } from '@/lib/audit/adapters/gooddollar-ubi'
import { ABI } from '@/lib/audit/adapters/gooddollar-ubi/context'
import type { Hex } from '@/lib/audit/types'
import { address, event, factsOf, findings, quietContract, type Sent, word } from './facts'

const SCHEME = address('5c')
const TOKEN = address('70')
const IDENTITY = address('1d')
const ALICE = address('a1')
const BOB = address('b0')
/** A second account of Bob's. */
const BOBS = address('b1')
const STRANGER = address('99')
const START = 1_760_000_000n
const DAY = 86_400n
const program = {
  chainId: 42_220n,
  address: SCHEME,
  kind: 'gooddollar-ubi',
  name: 'GoodDollar UBI',
  parts: { token: TOKEN, identity: IDENTITY },
  figures: { periodStart: START },
}
/** 1,000,000 a day among the claimers of day 6, three of them: floor(3 * 1.05) = 3. */
const AMOUNT = 333_333n
const HELD = 29_000_001n

const claimed = (claimer: Hex, amount = AMOUNT) => ({
  address: SCHEME,
  ...event(ABI, 'UBIClaimed', { claimer, amount }),
})
const transfer = (to: Hex, value = AMOUNT, from: Hex = SCHEME) => ({
  address: TOKEN,
  ...event(erc20Abi, 'Transfer', { from, to, value }),
})
const calculated = (dailyUbi = AMOUNT, day = 7n) => ({
  address: SCHEME,
  ...event(ABI, 'UBICalculated', { day, dailyUbi, blockNumber: 100n }),
})
const claim = (claimer: Hex, payee = claimer, amount = AMOUNT): Sent => ({
  logs: [claimed(claimer, amount), transfer(payee, amount)],
})
/** The first claim of the day, with the calculation before it. */
const first: Sent = { logs: [calculated(), ...claim(ALICE).logs] }

const STATE: Record<string, bigint> = {
  supply: 5n,
  reserveFactor: 10_500n,
  minActiveUsers: 2n,
  cycleLength: 30n,
  currentCycleLength: 30n,
  dailyCyclePool: 1_000_000n,
  startOfCycle: START + 6n * DAY,
  lastWithdrawDay: 6n,
  paused: 0n,
  shouldWithdrawFromDAO: 0n,
  'claimers:6': 3n,
}
const ROOTS: Record<Hex, Hex> = { [ALICE]: ALICE, [BOB]: BOB, [BOBS]: BOB }

function found(
  transactions: Sent[],
  state: (id: string, block: bigint) => bigint | undefined = () => undefined,
  before = 3,
) {
  const moved = transactions.flatMap(({ logs }) => logs).filter((log) => log.address === TOKEN)
  const left = moved.reduce(
    (sum, { data, topics }) => sum + (topics[1] === word(SCHEME) ? -BigInt(data) : BigInt(data)),
    HELD,
  )
  const yesterday = Array.from({ length: before }, (_, at) => claim(address(`c${at}`)))
  const facts = factsOf(
    gooddollarUbi,
    program,
    7n,
    [
      { number: 50n, timestamp: START + 6n * DAY + 9n, transactions: yesterday },
      { number: 100n, timestamp: START + 7n * DAY + 5n, transactions },
    ],
    { first: 90n, last: 200n, times: [START + 7n * DAY - 1n, START + 8n * DAY - 1n] },
    (id, block) => {
      const own = state(id, block)
      if (own !== undefined) return word(own)
      if (id === 'balance:scheme') return word(block === 200n ? left : HELD)
      if (id.startsWith('root:'))
        return word(Object.entries(ROOTS).find(([account]) => id === `root:${account}`)?.[1] ?? 0n)
      const value = STATE[id]
      return value === undefined ? quietContract(id) : word(value)
    },
  )
  return findings(gooddollarUbi, facts)
}

test('claims follow the formula; the claimer is the root, and the payee may be another account of it', () => {
  expect(found([first, claim(BOB, BOBS)])).toEqual({})
})

test('each fault is found by its check', () => {
  const ids = (...given: Parameters<typeof found>) => Object.keys(found(...given))
  expect(found([first, claim(BOB, BOB, AMOUNT + 1n)])).toEqual({
    'amount-exact': 'fail: 1 of 2 claims differ from the amount of the day.',
  })
  expect(ids([first, claim(ALICE)])).toEqual(['nullifier-unique'])
  expect(ids([first, claim(ALICE, BOB)])).toEqual(['nullifier-unique', 'recipient-bound'])
  expect(ids([first, claim(STRANGER)])).toEqual(['eligible'])
  expect(ids([first, { logs: [claimed(BOB), transfer(BOB, 1n)] }])).toEqual([
    'event-transfer',
    'conservation',
  ])
  expect(ids([first, { logs: [transfer(STRANGER, 5n)] }])).toEqual(['conservation', 'out-of-band'])
  expect(ids([{ logs: [calculated(400_000n), ...claim(ALICE, ALICE, 400_000n).logs] }])).toEqual([
    'amount-exact',
    'inputs-committed',
  ])
  expect(ids([first, { logs: [calculated()] }])).toEqual(['schedule'])
  expect(ids([{ logs: [...claim(ALICE).logs, calculated()] }])).toEqual(['schedule'])
  expect(ids([first], undefined, 4)).toEqual(['inputs-committed'])
})

test('silent setters show in the state after the day, minActiveUsers against its rule', () => {
  const last = (name: string, value: bigint) => (id: string, block: bigint) =>
    id === name && block === 200n ? value : undefined
  for (const [name, value] of [
    ['reserveFactor', 11_000n],
    ['paused', 1n],
    ['cycleLength', 20n],
    ['minActiveUsers', 3n],
  ] as const) {
    expect(Object.keys(found([first], last(name, value)))).toEqual(['parameters-logged'])
  }
  // Eight claimers yesterday raise the minimum to four.
  const eight = (id: string, block: bigint) => {
    if (id === 'claimers:6') return 8n
    return id === 'minActiveUsers' && block === 200n ? 4n : undefined
  }
  const amount = 125_000n
  expect(found([{ logs: [calculated(amount), ...claim(ALICE, ALICE, amount).logs] }], eight, 8)).toEqual({})
})

test('a cycle starts where it has to, with the balance at the moment of the calculation', () => {
  const cycle = (dailyUBIPool: bigint) => ({
    address: SCHEME,
    ...event(ABI, 'UBICycleCalculated', { day: 7n, pool: 59_000_001n, cycleLength: 30n, dailyUBIPool }),
  })
  const gift: Sent = { logs: [transfer(SCHEME, 30_000_000n, STRANGER)] }
  const amount = 655_555n
  const day = (pool: bigint): Sent[] => [
    gift,
    { logs: [cycle(pool), calculated(amount), ...claim(ALICE, ALICE, amount).logs] },
  ]
  expect(found(day(1_966_666n))).toEqual({})
  expect(Object.keys(found(day(1_966_667n)))).toEqual(['inputs-committed'])
  // The pool has grown, and no new cycle is told of.
  expect(Object.keys(found([gift, first]))).toEqual(['amount-exact', 'inputs-committed'])
})

test('what cannot be known is indeterminate, never better', () => {
  const facts = { ...program, parts: { token: TOKEN } }
  const audited = factsOf(
    gooddollarUbi,
    facts,
    7n,
    [{ number: 100n, timestamp: START + 7n * DAY + 5n, transactions: [first] }],
    { first: 90n, last: 200n, times: [START + 7n * DAY - 1n, START + 8n * DAY - 1n] },
    () => undefined,
  )
  const verdicts = findings(gooddollarUbi, audited)
  expect(Object.keys(verdicts)).toEqual([
    'amount-exact',
    'inputs-committed',
    'recipient-bound',
    'eligible',
    'conservation',
    'balance-recon',
    'supply',
    'parameters-logged',
    'upgrades',
    'powers',
  ])
  expect(Object.values(verdicts).every((said) => said.startsWith('indeterminate: '))).toBe(true)
  expect(verdicts['amount-exact']).toBe(
    'indeterminate: The amount of the day cannot be computed: the state of the scheme at block 99 is not known.',
  )
})
