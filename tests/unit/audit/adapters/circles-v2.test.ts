import { expect, test } from 'vitest'
import { circlesV2 } from '@/lib/audit/adapters/circles-v2'
import { ABI } from '@/lib/audit/adapters/circles-v2/context'
import { discounted, issuanceSince } from '@/lib/audit/adapters/circles-v2/issuance'
import type { Hex } from '@/lib/audit/types'
import { address, event, factsOf, findings, quietContract, type Sent, word } from './facts'

const HUB = address('c1')
const ALICE = address('a1')
const BOB = address('b0')
const STRANGER = address('99')
const GROUP = address('66')
const NOBODY = address('00')
const ZERO = 1_602_720_000n
const DAY = 86_400n
const HOUR = 3600n
/** Midnight of day 1500. */
const TODAY = ZERO + 1500n * DAY
const NOW = TODAY + 10n * HOUR + 5n
const CRC = 10n ** 18n
const program = {
  chainId: 100n,
  address: HUB,
  kind: 'circles-v2',
  name: 'Circles v2',
  parts: {},
  figures: { zero: ZERO },
}

const issue = (to: Hex, value: bigint, owner = to, from: Hex = NOBODY) => ({
  address: HUB,
  ...event(ABI, 'TransferSingle', { operator: to, from, to, id: BigInt(owner), value }),
})
const minted = (human: Hex, amount: bigint, startPeriod: bigint, endPeriod: bigint) => ({
  address: HUB,
  ...event(ABI, 'PersonalMint', { human, amount, startPeriod, endPeriod }),
})
/** A mint at a moment, of the hours since another. */
function mint(human: Hex, since: bigint, { now = NOW, more = 0n, to = human } = {}): Sent {
  const due = issuanceSince(now, since, ZERO)
  if (due === undefined) throw new Error('nothing to mint')
  const amount = due.amount + more
  return { logs: [issue(to, amount, human), minted(human, amount, due.start, due.end)] }
}
const registered = (avatar: Hex) => ({
  address: HUB,
  ...event(
    ABI.filter((item) => item.type !== 'event' || item.inputs.length !== 1),
    'RegisterHuman',
    { avatar, inviter: BOB },
  ),
})

/** The audit of day 1500, at 10:00:05, with what happened two days before. */
function found(
  transactions: Sent[],
  earlier: Sent[] = [],
  state: (id: string, block: bigint) => bigint | undefined = () => undefined,
) {
  const issued = transactions.flatMap(({ logs }) => logs).filter(({ data }) => data.length === 130)
  const facts = factsOf(
    circlesV2,
    program,
    1500n,
    [
      { number: 50n, timestamp: TODAY - 2n * DAY + 7n, transactions: earlier },
      { number: 100n, timestamp: NOW, transactions },
    ],
    { first: 90n, last: 200n, times: [TODAY - 1n, TODAY + DAY - 1n] },
    (id, block) => {
      const own = state(id, block)
      if (own !== undefined) return word(own)
      const [name, account] = id.split(':')
      if (name === 'human') return word(account === ALICE || account === BOB ? 1n : 0n)
      if (name !== 'supply') return quietContract(id)
      const change = issued
        .filter(({ data }) => data.startsWith(word(BigInt(account ?? 0))))
        .reduce((sum, { data }) => sum + BigInt(`0x${data.slice(66)}`), 0n)
      return word(block === 90n ? 1000n * CRC : discounted(1000n * CRC, 1n) + change)
    },
  )
  return findings(circlesV2, facts)
}

const EARLIER = TODAY - 2n * DAY + 7n
const early = mint(ALICE, EARLIER - 5n * HOUR, { now: EARLIER })

test('mints since the last mint, the registration, or two weeks back', () => {
  expect(found([mint(ALICE, EARLIER), mint(BOB, NOW - 14n * DAY)], [early])).toEqual({})
  expect(found([mint(BOB, EARLIER)], [{ logs: [registered(BOB)] }])).toEqual({})
  // The welcome comes with the registration, and a group's token is nobody's mint.
  const welcome: Sent = { logs: [issue(BOB, 48n * CRC), registered(BOB)] }
  expect(found([welcome, { logs: [issue(STRANGER, 7n * CRC, GROUP)] }])).toEqual({})
})

test('each fault is found by its check', () => {
  const ids = (...given: Parameters<typeof found>) => Object.keys(found(...given))
  expect(ids([mint(ALICE, EARLIER, { more: 1n })], [early])).toEqual(['amount-exact'])
  expect(ids([mint(ALICE, EARLIER - 3n * HOUR)], [early])).toEqual(['nullifier-unique', 'schedule'])
  expect(ids([mint(ALICE, NOW - 14n * DAY - HOUR)])).toEqual(['schedule'])
  expect(found([mint(ALICE, EARLIER + 9n * HOUR)], [early])).toEqual({
    schedule:
      'indeterminate: 1 of 1 mint begin later than the last mint tells: a stop of version 1 that the hub noticed emits nothing.',
  })
  expect(ids([mint(STRANGER, NOW - 14n * DAY)])).toEqual(['eligible'])
  expect(ids([mint(ALICE, EARLIER, { to: STRANGER })], [early])).toEqual(['event-transfer', 'out-of-band'])
  expect(ids([{ logs: [issue(ALICE, 9n)] }])).toEqual(['out-of-band'])
  expect(ids([{ logs: [issue(BOB, 49n * CRC), registered(BOB)] }])).toEqual(['out-of-band'])
  const stop: Sent = { logs: [{ address: HUB, ...event(ABI, 'Stopped', { avatar: ALICE }) }] }
  expect(ids([mint(ALICE, EARLIER)], [early, stop])).toEqual(['revoked-unpaid'])
  const hidden = (id: string, block: bigint) =>
    id === `supply:${ALICE}` && block === 200n ? 2000n * CRC : undefined
  expect(ids([mint(ALICE, EARLIER)], [early], hidden)).toEqual(['supply'])
})
