import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DEPLOYER } from '@/devnet/accounts'
import { type AdapterChain, addressOf, type Deployed, findingsOf, startAdapterChain } from './adapter-chain'

const DAY = 86_400
const START = 1_760_000_000
/** Claimers, of whom 53 is a second account of the person of 50. */
const PEOPLE = [50, 51, 52]
const SECOND = 53
const STRANGER = 90
const POOL = 30_000_000n

let chain: AdapterChain
let token: Deployed
let identity: Deployed
beforeAll(async () => {
  chain = await startAdapterChain(START)
  token = await chain.deploy('MintingToken', addressOf(DEPLOYER), 10n ** 15n)
  identity = await chain.deploy('Whitelist')
  await chain.block([
    ...PEOPLE.map((one) => identity.call(DEPLOYER, 'connect', addressOf(one), addressOf(one))),
    identity.call(DEPLOYER, 'connect', addressOf(SECOND), addressOf(50)),
  ])
})
afterAll(() => chain?.stop())

/** A funded scheme whose days begin now. Day 0 has been claimed by all three people. */
async function start(contract = 'UbiScheme', minimum = 3n) {
  const start = chain.time() + 100
  const scheme = await chain.deploy(contract, token.address, identity.address, BigInt(start), minimum)
  await chain.block([token.call(DEPLOYER, 'transfer', scheme.address, POOL)])
  const claim = (who: number) => scheme.call(who, 'claim')
  const day = (number: number, seconds = 0) => start + number * DAY + seconds
  const verify = (period: bigint) =>
    chain.verify({
      kind: 'gooddollar-ubi',
      program: { address: scheme.address, parts: { identity: identity.address } },
      period,
    })
  await chain.block(PEOPLE.map(claim), day(0, 10))
  return { scheme, claim, day, verify }
}

test('honest days pass: the pool, its cycle and the claimers of the day before, to the wei', async () => {
  const { claim, day, verify } = await start()
  await chain.block([claim(SECOND), claim(51)], day(1, 10))
  await chain.block([claim(52)])
  await chain.block([claim(51)], day(4, 10))
  await chain.block([], day(5, 10))
  const first = await verify(0n)
  expect(findingsOf(first)).toEqual({})
  expect(first.audit.payments.map(({ amount }) => amount)).toEqual([333_333n, 333_333n, 333_333n])
  expect(first.audit.checks[0]?.summary).toBe(
    '3 claims of 333333 wei: 1000000 / max(0 * 10500 / 10000, 3), rounded down.',
  )
  const second = await verify(1n)
  expect(findingsOf(second)).toEqual({})
  expect(second.audit.checks[0]?.summary).toBe(
    '3 claims of 333333 wei: 1000000 / max(3 * 10500 / 10000, 3), rounded down.',
  )
  // The event names the whitelisted root, and the money goes to the account that claimed.
  expect(second.audit.payments[0]).toMatchObject({
    subject: `claim of ${addressOf(50)}`,
    payee: addressOf(SECOND),
  })
  const fifth = await verify(4n)
  expect(findingsOf(fifth)).toEqual({})
  expect(fifth.audit.checks[1]?.summary).toMatch(/3 claimers of day 1, as state and events have them\.$/)
})

test('a new cycle starts when the pool has grown, and minActiveUsers follows its rule', async () => {
  const { scheme, claim, day, verify } = await start('UbiScheme', 1n)
  await chain.block([token.call(DEPLOYER, 'transfer', scheme.address, POOL), claim(50)], day(1, 10))
  await chain.block([], day(2, 10))
  const verified = await verify(1n)
  expect(findingsOf(verified)).toEqual({})
  // 30,000,000 less three claims of day 0, and 30,000,000 more in the block of the calculation.
  expect(verified.audit.checks[0]?.summary).toMatch(
    /^1 claim of 633333 wei: 1900000 \/ max\(3 \* 10500 \/ 10000, 1\), rounded down\.$/,
  )
})

describe('a scheme whose operator does what they like', () => {
  type Loose = Awaited<ReturnType<typeof start>>
  const cases: {
    fault: string
    act: (loose: Loose) => Promise<unknown>
    found: Record<string, string | RegExp>
  }[] = [
    {
      fault: 'a second claim of the day',
      act: ({ scheme }) => chain.block([scheme.call(STRANGER, 'claimToday', addressOf(51), addressOf(51))]),
      found: {
        'nullifier-unique': new RegExp(
          `^fail: claim of ${addressOf(51)}: one claim, made in transaction 0x\\w+ / claimed again$`,
        ),
      },
    },
    {
      fault: 'another amount',
      act: ({ scheme }) =>
        chain.block([scheme.call(STRANGER, 'claimAs', addressOf(52), 333_334n, addressOf(52), 333_334n)]),
      found: { 'amount-exact': `fail: claim of ${addressOf(52)}: 333333 / 333334` },
    },
    {
      fault: 'less moved than the event states',
      act: ({ scheme }) =>
        chain.block([scheme.call(STRANGER, 'claimAs', addressOf(52), 333_333n, addressOf(52), 1n)]),
      found: {
        'event-transfer': new RegExp(
          `^fail: claim of ${addressOf(52)}: transfer of 333333 wei / transfer of 1 wei to`,
        ),
        conservation: /^fail: scheme's balance at block/,
      },
    },
    {
      fault: 'a payee of another root',
      act: ({ scheme }) => chain.block([scheme.call(STRANGER, 'claimToday', addressOf(52), addressOf(50))]),
      found: {
        'recipient-bound': `fail: claim of ${addressOf(52)}: ${addressOf(52)} / ${addressOf(50)} of the root ${addressOf(50)}`,
      },
    },
    {
      fault: 'a payee who is not whitelisted',
      act: ({ scheme }) =>
        chain.block([scheme.call(STRANGER, 'claimToday', addressOf(STRANGER), addressOf(STRANGER))]),
      found: {
        eligible: `fail: claim of ${addressOf(STRANGER)}: a whitelisted root / ${addressOf(STRANGER)} has none`,
      },
    },
    {
      fault: 'a withdrawal, which emits nothing',
      act: ({ scheme }) => chain.block([scheme.call(STRANGER, 'withdraw', 5n, addressOf(STRANGER))]),
      found: {
        'out-of-band': `fail: transfer out of the scheme: a claim / 5 wei to ${addressOf(STRANGER)}`,
        conservation: /^fail: scheme's balance at block/,
      },
    },
    {
      fault: 'another reserve factor, in silence',
      act: ({ scheme }) => chain.block([scheme.call(STRANGER, 'setNewClaimersReserveFactor', 11_000)]),
      found: { 'parameters-logged': 'fail: reserveFactor: 10500 (no event tells of a change) / 11000' },
    },
    {
      fault: 'another minimum of active users, in silence',
      act: ({ scheme }) => chain.block([scheme.call(STRANGER, 'setMinActiveUsers', 9n)]),
      found: { 'parameters-logged': 'fail: minActiveUsers: 3 (no event tells of a change) / 9' },
    },
    {
      fault: 'a second calculation',
      act: ({ scheme }) => chain.block([scheme.call(STRANGER, 'calculateAgain')]),
      found: { schedule: 'fail: calculation: one calculation a day / calculated again' },
    },
  ]
  test.each(cases)('is found: $fault', async ({ act, found }) => {
    const loose = await start('LooseUbiScheme')
    await chain.block([loose.claim(50), loose.claim(51)], loose.day(1, 10))
    await act(loose)
    await chain.block([], loose.day(2, 10))
    const findings = findingsOf(await loose.verify(1n))
    expect(Object.keys(findings).sort()).toEqual(Object.keys(found).sort())
    for (const [id, text] of Object.entries(found)) expect(findings[id]).toMatch(text)
  })

  test('is found: an amount of the day that the formula does not give', async () => {
    const { scheme, claim, day, verify } = await start('LooseUbiScheme')
    await chain.block([scheme.call(STRANGER, 'stateAmount', 400_000n), claim(50)], day(1, 10))
    await chain.block([], day(2, 10))
    expect(findingsOf(await verify(1n))).toEqual({
      'amount-exact': `fail: claim of ${addressOf(50)}: 333333 / 400000`,
      'inputs-committed': 'fail: the amount of the day: 333333 wei / 400000 wei',
    })
  })

  test('is found: a number of claimers that the claims of the day before do not give', async () => {
    const { scheme, claim, day, verify } = await start('LooseUbiScheme')
    await chain.block([scheme.call(STRANGER, 'miscount', 0n, 10n)])
    await chain.block([claim(50)], day(1, 10))
    await chain.block([], day(2, 10))
    const findings = findingsOf(await verify(1n))
    expect(findings).toEqual({
      'inputs-committed': 'fail: claimers of day 0: 3 (events) / 10 (state)',
    })
  })
})

test('one sentence for a day that is not over, or not named', async () => {
  const { verify } = await start()
  await expect(verify(0n)).rejects.toThrow(/^The period day 0 is not over: /)
  await expect(chain.verify({ kind: 'gooddollar-ubi', program: { address: token.address } })).rejects.toThrow(
    /is no GoodDollar UBI: it does not answer periodStart\(\)\.$/,
  )
})
