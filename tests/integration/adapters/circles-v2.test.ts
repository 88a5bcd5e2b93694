import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DEPLOYER } from '@/devnet/accounts'
import { type AdapterChain, addressOf, findingsOf, startAdapterChain } from './adapter-chain'

const DAY = 86_400
const HOUR = 3600
/** Day 0 of the hub, as in production: 15 October 2020, 00:00 UTC. */
const ZERO = 1_602_720_000
/** Noon of the hub's day 1000. */
const GENESIS = ZERO + 1000 * DAY + 12 * HOUR
const [ALICE, BOB, CAROL, STRANGER] = [50, 51, 52, 90]

let chain: AdapterChain
beforeAll(async () => {
  chain = await startAdapterChain(GENESIS)
})
afterAll(() => chain?.stop())

/** A hub with three people, who registered at noon of the day it is called; and the days after it by number. */
async function start(contract = 'CirclesHub') {
  const today = Math.floor((chain.time() - ZERO) / DAY) + 1
  const hub = await chain.deploy(contract, BigInt(ZERO))
  const noon = ZERO + today * DAY + 12 * HOUR
  await chain.block(
    [ALICE, BOB, CAROL].map((who) => hub.call(DEPLOYER, 'register', addressOf(who), who === CAROL)),
    noon,
  )
  const at = (day: number, seconds = 0) => ZERO + (today + day) * DAY + seconds
  const mint = (who: number) => hub.call(who, 'personalMint')
  const verify = (day: number) =>
    chain.verify({ kind: 'circles-v2', program: { address: hub.address }, period: BigInt(today + day) })
  return { hub, at, mint, verify, noon, today }
}
const summaryOf = (verified: Awaited<ReturnType<AdapterChain['verify']>>, id: string) =>
  verified.audit.checks.find((check) => check.id === id)?.summary

test('honest mints pass: an hour a token, across midnight with demurrage, two weeks and no more', async () => {
  const { at, mint, verify, hub } = await start()
  // Alice at once (half a day), Bob after a day, Carol after three weeks.
  await chain.block([mint(ALICE)], at(0, 18 * HOUR + 1800))
  await chain.block([mint(ALICE), mint(BOB)], at(1, 13 * HOUR + 60))
  await chain.block([hub.call(BOB, 'burn', 5n * 10n ** 18n)])
  await chain.block([mint(CAROL), mint(ALICE)], at(21, 7 * HOUR + 5))
  await chain.block([], at(22, 60))
  const first = await verify(0)
  expect(findingsOf(first)).toEqual({})
  expect(first.audit.payments.map(({ payee, amount }) => [payee, amount])).toEqual([
    [addressOf(ALICE), 6n * 10n ** 18n],
  ])
  expect(summaryOf(first, 'out-of-band')).toBe(
    "2 transfers out of nothing, 0 of them of tokens of groups; each of a person's by a mint or a welcome.",
  )
  const second = await verify(1)
  expect(findingsOf(second)).toEqual({})
  expect(second.audit.payments.map(({ payee }) => payee)).toEqual([addressOf(ALICE), addressOf(BOB)])
  // Bob: 12 hours of yesterday, demurraged by a day, and 13 of today: 24.997615... tokens.
  expect(`${second.audit.payments[1]?.amount}`).toMatch(/^249976159\d{11}$/)
  const last = await verify(21)
  expect(findingsOf(last)).toEqual({})
  expect(summaryOf(last, 'schedule')).toBe(
    '2 mints, each from the last mint or the registration on, at most two weeks back.',
  )
  // Both are worth the same two weeks, less than 336 tokens.
  const [one, other] = last.audit.payments.map(({ amount }) => amount)
  expect(one).toBe(other)
  expect(`${one}`).toMatch(/^335\d{18}$/)
})

describe('a hub that mints what it is told to', () => {
  type Loose = Awaited<ReturnType<typeof start>>
  const cases: {
    fault: string
    act: (loose: Loose) => Promise<unknown>
    found: Record<string, string | RegExp>
  }[] = [
    {
      fault: 'one unit more than the hours are worth',
      act: ({ hub, at }) =>
        chain.block([hub.call(STRANGER, 'mintMore', addressOf(BOB), 1n)], at(1, 9 * HOUR)),
      found: {
        'amount-exact': new RegExp(
          `^fail: mint of ${addressOf(BOB)}: (\\d+) for the hours to \\d+ / \\d+ for the hours to \\d+$`,
        ),
      },
    },
    {
      fault: 'hours that were minted already',
      act: ({ hub, at, noon }) =>
        chain.block([hub.call(STRANGER, 'mintFrom', addressOf(ALICE), BigInt(noon))], at(1, 9 * HOUR)),
      found: {
        'nullifier-unique': new RegExp(
          `^fail: mint of ${addressOf(ALICE)}: hours from \\d+ on / hours from \\d+ on$`,
        ),
        schedule: new RegExp(`^fail: mint of ${addressOf(ALICE)}: `),
      },
    },
    {
      fault: 'hours from before the registration',
      act: ({ hub, at, noon }) =>
        chain.block(
          [hub.call(STRANGER, 'mintFrom', addressOf(BOB), BigInt(noon - 5 * HOUR))],
          at(1, 9 * HOUR),
        ),
      found: { schedule: new RegExp(`^fail: mint of ${addressOf(BOB)}: `) },
    },
    {
      fault: 'tokens to another than the event names',
      act: ({ hub, at }) =>
        chain.block([hub.call(STRANGER, 'mintTo', addressOf(BOB), addressOf(STRANGER))], at(1, 9 * HOUR)),
      found: {
        'event-transfer': new RegExp(
          `^fail: mint of ${addressOf(BOB)}: transfer of \\d+ to ${addressOf(BOB)} / no such transfer$`,
        ),
        'out-of-band': new RegExp(
          `^fail: new units of the token of ${addressOf(BOB)}: a personal mint, or a welcome / \\d+ to ${addressOf(STRANGER)}$`,
        ),
      },
    },
    {
      fault: 'an event without tokens',
      act: ({ hub, at }) =>
        chain.block([hub.call(STRANGER, 'mintTo', addressOf(BOB), `0x${'00'.repeat(20)}`)], at(1, 9 * HOUR)),
      found: { 'event-transfer': new RegExp(`^fail: mint of ${addressOf(BOB)}: `) },
    },
    {
      fault: 'tokens without an event',
      act: ({ hub, at }) =>
        chain.block([hub.call(STRANGER, 'issueUntold', addressOf(BOB), 7n)], at(1, 9 * HOUR)),
      found: {
        'out-of-band': `fail: new units of the token of ${addressOf(BOB)}: a personal mint, or a welcome / 7 to ${addressOf(BOB)}`,
      },
    },
    {
      fault: 'a mint after the stop',
      act: async ({ hub, at, noon }) => {
        await chain.block([hub.call(BOB, 'stop')], at(1, 8 * HOUR))
        await chain.block([hub.call(STRANGER, 'mintFrom', addressOf(BOB), BigInt(noon))], at(1, 9 * HOUR))
      },
      found: {
        'revoked-unpaid': new RegExp(
          `^fail: mint of ${addressOf(BOB)}: no mint after the stop / stopped in transaction 0x`,
        ),
      },
    },
    {
      fault: 'a mint by somebody who is not registered',
      act: ({ hub, at, noon }) =>
        chain.block(
          [hub.call(STRANGER, 'mintFrom', addressOf(STRANGER), BigInt(noon + 20 * HOUR))],
          at(1, 9 * HOUR),
        ),
      found: {
        eligible: `fail: mint of ${addressOf(STRANGER)}: a registered human / none`,
        schedule: /^indeterminate: 1 of 2 mints begin later than the last mint tells/,
      },
    },
  ]
  test.each(cases)('is found: $fault', async ({ act, found }) => {
    const loose = await start('LooseCirclesHub')
    await chain.block([loose.mint(ALICE)], loose.at(1, 5 * HOUR + 7))
    await act(loose)
    await chain.block([], loose.at(2, 60))
    const findings = findingsOf(await loose.verify(1))
    expect(Object.keys(findings).sort()).toEqual(Object.keys(found).sort())
    for (const [id, text] of Object.entries(found)) expect(findings[id]).toMatch(text)
  })
})

test('one sentence for a contract that is no hub', async () => {
  const token = await chain.deploy('PayToken', addressOf(DEPLOYER), 1n)
  await expect(
    chain.verify({ kind: 'circles-v2', program: { address: token.address }, period: 1n }),
  ).rejects.toThrow(/is no Circles v2: it does not answer inflationDayZero\(\)\.$/)
})
