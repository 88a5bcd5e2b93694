import { scopeOf } from '@/lib/audit/field'
import type { Hex } from '@/lib/audit/types'
import {
  BUDGET,
  claim,
  type EventSpec,
  find,
  PROGRAM,
  payee,
  STRANGER,
  type Story,
  staleRoot,
  statedBy,
  TREASURY,
  type TransactionSpec,
} from './honest-epoch'

/** A change of a story, told by numbers: what happens, to what, and how it is then. */
export interface RandomChange {
  kind: number
  of: number
  to: number
  /** how often, where it adds something */
  times: number
}

type Change = (story: Story, change: RandomChange) => void

const NOBODY: Hex = `0x${'00'.repeat(20)}`
const HOLDERS: Hex[] = [PROGRAM, TREASURY, STRANGER, NOBODY, payee(11n)]
const BLOCKS = [8n, 15n, 19n, 20n, 21n, 22n, 30n, 69n, 70n, 71n]
const EPOCHS = [1n, 2n, 3n, 9n]
const AMOUNTS = [0n, 1n, 167_504n, 200_000n, BUDGET]
const PEOPLE = [11n, 12n, 13n, 14n, 21n, 22n]

const pick = <Value>(values: readonly Value[], number: number): Value => {
  const value = values[number % values.length]
  if (value === undefined) throw new Error('nothing to choose from')
  return value
}

/** Changes a story in one way; the same numbers change it in the same way. */
export function changeAtRandom(story: Story, change: RandomChange): void {
  pick(CHANGES, change.kind)(story, change)
}

const CHANGES: Change[] = [
  // Claims of members and others, in transactions of their own.
  (story, { of, to, times }) => {
    for (let i = 0; i < times; i++)
      insert(story, pick(BLOCKS, of), claim(pick([1, 2, 5], to), pick(PEOPLE, of + i)))
  },
  // Claims in one transaction, their transfers in another order.
  (story, { of, to }) => {
    const logs = [...claim(1, pick(PEOPLE, of)), ...claim(2, pick(PEOPLE, to)), ...claim(1, 12n)]
    insert(story, pick(BLOCKS, to), of % 2 === 0 ? logs : logs.toReversed())
  },
  // Claims in the name of another epoch.
  (story, { of, to, times }) => {
    for (let i = 0; i < times; i++) {
      const logs = claim(1, pick(PEOPLE, of + i))
      for (const log of logs) if ('event' in log) log.args.epoch = pick(EPOCHS, to)
      insert(story, pick(BLOCKS, of), logs)
    }
  },
  changeClaim((event, { of, to }) => {
    event.args.amount = pick(AMOUNTS, of + to)
  }),
  changeClaim((event, { to }) => {
    event.args.region = pick([1, 2, 3, 7], to)
  }),
  changeClaim((event, { of }) => {
    event.args.recipient = pick(HOLDERS, of)
  }),
  changeClaim((event, { to }) => {
    event.args.nullifier = pick([5n, 2n ** 255n, 2n ** 256n - 1n], to)
  }),
  changeClaim((event, { to }) => {
    event.args.root = pick([staleRoot(), 7n], to)
    event.proof = statedBy(event)
  }),
  changeClaim((event, { to }) => {
    event.proof = pick<EventSpec['proof'][]>(
      [
        [undefined],
        [{ source: 'none' }],
        [{ source: 'elsewhere' }],
        [{ source: 'calldata', bytes: '0x1234' }],
        [{ ...statedBy(event), refusal: 'the equation does not hold' }],
        [statedBy(event, { root: staleRoot() })],
        [statedBy(event, { nullifier: 3n })],
        [statedBy(event, { recipient: STRANGER })],
        [statedBy(event, { scope: scopeOf(PROGRAM, 1n) })],
      ],
      to,
    )[0]
  }),
  // Transfers that belong to nothing.
  (story, { of, to, times }) => {
    const [from, into] = [pick(HOLDERS, of), pick(HOLDERS, to)]
    for (let i = 0; i < times; i++)
      insert(story, pick(BLOCKS, of + to), [{ from, to: into, amount: pick(AMOUNTS, to + i) }])
  },
  changeTransfer((transfer, { of }) => {
    transfer.amount = pick(AMOUNTS, of)
  }),
  changeTransfer((transfer, { of }) => {
    transfer.to = pick(HOLDERS, of)
  }),
  changeTransfer((transfer, { of }) => {
    transfer.from = pick(HOLDERS, of)
  }),
  // A transaction without one of its logs.
  (story, { of, to }) => {
    const { logs } = pick(story.transactions.slice(3), of)
    const at = to % Math.max(1, logs.length)
    const log = logs[at]
    const isOpening = log !== undefined && 'event' in log && log.event === 'EpochOpened'
    if (logs.length > 1 && !isOpening) logs.splice(at, 1)
  },
  // Openings and closes, of this epoch and of others, in a transaction of their own or in that of the opening.
  (story, { of, to }) => {
    const name = pick(['open', 'close'], of)
    const [event] = find(story, name).logs.filter((log) => 'event' in log && /Epoch/.test(log.event))
    if (event === undefined || !('event' in event)) return
    const again = { ...event, args: { ...event.args, epoch: pick(EPOCHS, to) } }
    const block = pick(BLOCKS.slice(3), of + to)
    insert(story, block, [again, { from: TREASURY, to: PROGRAM, amount: BUDGET }])
  },
  (story, { of, to }) => {
    const times = find(story, pick(['open', 'close', 'claim 12', 'claim 21'], of))
    times.timestamp = pick([10_000n, 10_099n, 10_101n, 10_150n, 10_199n, 10_200n, 10_300n], to)
  },
  (story, { of, to }) => {
    const holder = pick([PROGRAM, TREASURY], of)
    story.balances.push({ holder, blockNumber: pick([19n, 70n], to), balance: pick(AMOUNTS, of + to) })
  },
  (story, { to }) => {
    story.rows = {
      ...story.rows,
      ...pick(
        [
          { transfers: undefined },
          { proofs: undefined },
          { historyComplete: false },
          { balances: [] },
          { range: undefined },
          { schedule: undefined },
          { upTo: { number: 30n, hash: pick(HOLDERS, 0), timestamp: 10_121n } },
        ],
        to,
      ),
    }
  },
]

function changeClaim(make: (event: EventSpec, change: RandomChange) => void): Change {
  return (story, change) => {
    const claims = story.transactions.flatMap(({ logs }) =>
      logs.flatMap((log) => ('event' in log && log.event === 'Claimed' ? [log] : [])),
    )
    make(pick(claims, change.of), change)
  }
}

function changeTransfer(
  make: (transfer: { from: Hex; to: Hex; amount: bigint }, change: RandomChange) => void,
): Change {
  return (story, change) => {
    const transfers = story.transactions.flatMap(({ logs }) =>
      logs.flatMap((log) => ('from' in log ? [log] : [])),
    )
    make(pick(transfers, change.to), change)
  }
}

/** A transaction at the end of a block. */
function insert(story: Story, block: bigint, logs: TransactionSpec['logs']): void {
  const { transactions } = story
  const after = transactions.findLastIndex((one) => one.block <= block)
  const timestamp = transactions[after]?.timestamp ?? 9_000n
  transactions.splice(after + 1, 0, { block, timestamp, name: `inserted ${transactions.length}`, logs })
}
