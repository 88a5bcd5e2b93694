import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Follower } from '@/lib/audit/check'
import { FUNNEL_BLOCKS, FUNNEL_PAYEES, funnelling } from '@/lib/audit/checks/funnelling'
import { auditContext } from '@/lib/audit/context'
import { epochDataFromRows } from '@/lib/audit/epoch-data'
import { NOBODY, type Payment } from '@/lib/audit/facts'
import type { CheckOutcome, Hex, TokenTransfer } from '@/lib/audit/types'
import { honestStory, PROGRAM, rowsOf, TREASURY } from './honest-epoch'

const { facts, steps } = epochDataFromRows(rowsOf(honestStory()))
const [model] = [...steps].flatMap((step) => ('payment' in step ? [step.payment] : []))

const account = (name: string, number: number): Hex =>
  `0x${name}${number.toString(16).padStart(40 - name.length, '0')}`
const payee = (number: number) => account('aa', number)
const wallet = (number: number) => account('bb', number)

/** What happens: a payment to a payee, or a transfer by one; so many blocks after what happened before. */
type Event = { after: number; payee: number } & (
  | { kind: 'paid' }
  | { kind: 'moved'; to: Hex; amount: bigint }
)

function outcomeOf(events: readonly Event[]): CheckOutcome {
  if (model === undefined || !('follow' in funnelling)) throw new Error('there is nothing to follow')
  const follower: Follower = funnelling.follow(auditContext(facts))
  let blockNumber = 1000n
  for (const event of events) {
    blockNumber += BigInt(event.after)
    const place = { ...model.at, blockNumber }
    const payment: Payment = { ...model, at: place, recipient: payee(event.payee) }
    if (event.kind === 'paid') follower.payment?.({ payment })
    else {
      const { to, amount } = event
      const transfer: TokenTransfer = { ...place, from: payee(event.payee), to, amount }
      follower.moved?.(transfer)
    }
  }
  return follower.finish()
}

/** The accounts that enough payees forwarded to, each with how many and how much, by the statement itself. */
function funnelsOf(events: readonly Event[]): string[] {
  let block = 1000n
  const placed = events.map((event) => {
    block += BigInt(event.after)
    return { ...event, block }
  })
  const found = new Map<Hex, { payees: Set<number>; amount: bigint }>()
  placed.forEach((event, at) => {
    if (event.kind !== 'moved' || event.amount === 0n || !event.to.startsWith('0xbb')) return
    const earlier = placed.slice(0, at)
    const recent = earlier.some(
      (one) => one.kind === 'paid' && one.payee === event.payee && event.block - one.block <= FUNNEL_BLOCKS,
    )
    if (!recent) return
    const funnel = found.get(event.to) ?? { payees: new Set(), amount: 0n }
    found.set(event.to, funnel)
    funnel.payees.add(event.payee)
    funnel.amount += event.amount
  })
  return [...found].flatMap(([to, { payees, amount }]) =>
    payees.size >= FUNNEL_PAYEES ? [`account ${to}: ${payees.size} payees, ${amount} wei`] : [],
  )
}

const paidAll = (count: number): Event[] =>
  Array.from({ length: count }, (_, at) => ({ kind: 'paid', payee: at, after: 0 }))
const movedAll = (
  count: number,
  change: (at: number) => Partial<Event & { to: Hex; amount: bigint }> = () => ({}),
) =>
  Array.from(
    { length: count },
    (_, at): Event => ({
      ...{ kind: 'moved', payee: at, after: 0, to: wallet(1), amount: 5n },
      ...change(at),
    }),
  )

describe('a signal of funnelling', () => {
  test('is an account to which ten payees forward within a hundred blocks; who it is nobody can say', () => {
    const late = { kind: 'moved', payee: 0, after: 100, to: wallet(2), amount: 1n } as const
    expect(outcomeOf([...paidAll(10), late, ...movedAll(10)])).toEqual({
      verdict: 'indeterminate',
      summary:
        '1 account received from 10 or more payees each within 100 blocks of their payment: a shop, an exchange and one person behind many look the same.',
      deviations: 1,
      evidence: [
        {
          subject: `account ${wallet(1)}`,
          blockNumber: 1100n,
          transactionHash: model?.at.transactionHash,
          logIndex: model?.at.logIndex,
          expected: 'fewer than 10 payees',
          actual: '10 payees, 50 wei',
        },
      ],
    })
  })

  test.each([
    ['nine payees', movedAll(9)],
    ['ten, one of them too late', movedAll(10, (at) => ({ after: at === 9 ? 101 : 0 }))],
    ['ten, to two accounts', movedAll(10, (at) => ({ to: wallet(at % 2) }))],
    ['one payee ten times', movedAll(10, () => ({ payee: 3 }))],
    ['ten, of whom one was not paid', movedAll(10, (at) => ({ payee: at + 1 }))],
    ['ten, of whom one moved nothing', movedAll(10, (at) => ({ amount: at === 9 ? 0n : 5n }))],
    ['ten, back to the program', movedAll(10, () => ({ to: PROGRAM }))],
    ['ten, to the treasury', movedAll(10, () => ({ to: TREASURY }))],
    ['ten, who burn it', movedAll(10, () => ({ to: NOBODY }))],
  ])('is not %s', (_, moved) => {
    expect(outcomeOf([...paidAll(10), ...moved]).verdict).toBe('pass')
  })

  test('is what its statement says, for whatever happens', () => {
    const event = fc.record({ after: fc.constantFrom(0, 0, 0, 0, 0, 1, 2, 30), payee: fc.nat(11) })
    const paid = event.map((one): Event => ({ ...one, kind: 'paid' }))
    const moved = fc
      .tuple(event, fc.constantFrom(wallet(1), wallet(2), TREASURY), fc.constantFrom(0n, 1n, 9n))
      .map(([one, to, amount]): Event => ({ ...one, kind: 'moved', to, amount }))
    let signals = 0
    let none = 0
    fc.assert(
      fc.property(
        fc.array(fc.oneof(paid, moved), { minLength: 40, maxLength: 240, size: 'max' }),
        (events) => {
          const { evidence } = outcomeOf(events)
          expect(evidence.map(({ subject, actual }) => `${subject}: ${actual}`)).toEqual(funnelsOf(events))
          if (evidence.length > 0) signals++
          else none++
        },
      ),
      { seed: 20261122, numRuns: 300 },
    )
    expect(signals).toBeGreaterThan(30)
    expect(none).toBeGreaterThan(30)
  })
})
