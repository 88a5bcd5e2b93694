import { encodeAbiParameters, stringToHex } from 'viem'
import type { ProgramEventArgs, ProgramEventName } from '@/lib/audit/adapters/personhood-pay'
import { PUBLISHED_TABLE } from '@/lib/audit/adapters/personhood-pay-abi'
import { auditEpoch } from '@/lib/audit/audit'
import { type EpochRows, epochDataFromRows } from '@/lib/audit/epoch-data'
import type { PaymentProof } from '@/lib/audit/facts'
import { hashToField, scopeOf } from '@/lib/audit/field'
import { epochTable, parameterName, type TableRow, tableHash } from '@/lib/audit/parameters'
import { evaluateRule } from '@/lib/audit/rule'
import { LeanTree } from '@/lib/audit/semaphore/lean-imt'
import { type StateAnswer, stateQuestions } from '@/lib/audit/state-questions'
import type { AuditResult, Balance, Hex, TokenTransfer } from '@/lib/audit/types'

export const PROGRAM: Hex = `0x${'a1'.repeat(20)}`
export const TREASURY: Hex = `0x${'b2'.repeat(20)}`
export const TOKEN: Hex = `0x${'c3'.repeat(20)}`
export const VERIFIER: Hex = `0x${'d4'.repeat(20)}`
export const STRANGER: Hex = `0x${'e5'.repeat(20)}`

export const BUDGET = 1_000_003n
export const CAP = 200_000n
export const OPENS_AT = 10_100n
export const DURATION = 100n
const ROOM = 5_000_000n

const PUBLISHED: TableRow[] = [
  { region: 1, name: 'North', population: 700n, need: 5000, geography: 10_000 },
  { region: 2, name: 'South', population: 300n, need: 9000, geography: 11_000 },
  { region: 3, name: 'Isle', population: 50n, need: 8000, geography: 12_000 },
]
const PARENTS = [0, 0, 2]
/** members at the opening; person 14 was removed before it; region 3 is below the smallest set of 2 */
const MEMBERS: Record<number, bigint[]> = { 1: [11n, 12n, 13n], 2: [21n, 22n], 3: [31n] }
const REMOVED = { region: 1, commitment: 14n }

export interface EventSpec {
  event: ProgramEventName
  args: Record<string, unknown>
  emitter?: Hex
  /** how a payment was proved */
  proof?: Pick<PaymentProof, 'source' | 'bytes' | 'refusal'>
}

/** A transaction of the story: its events and transfers in the order of their logs. */
export interface TransactionSpec {
  block: bigint
  timestamp: bigint
  name: string
  logs: (EventSpec | { from: Hex; to: Hex; amount: bigint })[]
}

/** The honest epoch 2 of a program, as a story that tests change before it is told. */
export interface Story {
  transactions: TransactionSpec[]
  /** balances that are not what the transfers leave */
  balances: Balance[]
  /** answers of the contracts at the end that are not the honest ones */
  answers: [string, Hex][]
  rows: Partial<EpochRows>
}

export function find(story: Story, name: string): TransactionSpec {
  const found = story.transactions.find((transaction) => transaction.name === name)
  if (found === undefined) throw new Error(`no transaction ${name}`)
  return found
}

/** The event of a kind in a transaction, for a test to change. */
export function eventOf(story: Story, name: string, event: ProgramEventName): EventSpec {
  const found = find(story, name).logs.find((log): log is EventSpec => 'event' in log && log.event === event)
  if (found === undefined) throw new Error(`no ${event} in ${name}`)
  return found
}

/** The first transfer in a transaction, for a test to change. */
export function transferOf(story: Story, name: string): { from: Hex; to: Hex; amount: bigint } {
  const found = find(story, name).logs.find((log) => 'from' in log)
  if (found === undefined || !('from' in found)) throw new Error(`no transfer in ${name}`)
  return found
}

export function payee(person: bigint): Hex {
  return `0x${(0xf00000n + person).toString(16).padStart(40, '0')}`
}

export function nullifier(person: bigint, epoch = 2n): bigint {
  return hashToField([person, scopeOf(PROGRAM, epoch)])
}

const ofEvent = <Name extends ProgramEventName>(event: Name, args: ProgramEventArgs[Name]): EventSpec => ({
  event,
  args: { ...args },
})
const parameter = (name: string) => stringToHex(name, { size: 32 })
const uint = (value: bigint) => encodeAbiParameters([{ type: 'uint256' }], [value])
const addressWord = (address: Hex): Hex => `0x${address.slice(2).padStart(64, '0')}`
const ZERO = `0x${'00'.repeat(32)}` as const

const active = (region: number) => BigInt(MEMBERS[region]?.length ?? 0)

export function rootOf(region: number): bigint {
  return new LeanTree([...(MEMBERS[region] ?? []), ...(region === REMOVED.region ? [0n] : [])]).root
}

/** Root of region 1 while the person who was removed was still on its list. */
export function staleRoot(): bigint {
  return new LeanTree([...(MEMBERS[1] ?? []), REMOVED.commitment]).root
}

export function honestRule() {
  const table = epochTable({ rows: PUBLISHED, parents: PARENTS }, active, 2n)
  return {
    table,
    rule: evaluateRule({
      budget: BUDGET,
      cap: CAP,
      regions: table.map((row) => ({ ...row, active: active(row.region) })),
    }),
  }
}

/** What the rule pays a member of a region. */
export function amountOf(region: number): bigint {
  return honestRule().rule.regions.find((row) => row.region === region)?.amount ?? 0n
}

/** A proof that was verified: what it states, its points left out. It states what the event says, but for the changes. */
export function statedBy(
  { args }: EventSpec,
  changes: { root?: bigint; nullifier?: bigint; recipient?: Hex; scope?: bigint } = {},
): NonNullable<EventSpec['proof']> {
  const stated = { root: args.root, nullifier: args.nullifier, recipient: args.recipient, ...changes }
  const { root, nullifier, recipient, scope = scopeOf(PROGRAM, 2n) } = stated
  const words = [3n, root, nullifier, recipient, scope, 0n, 0n, 0n, 0n, 0n, 0n, 0n, 0n]
  const hex = words.map((word) => BigInt(String(word)).toString(16).padStart(64, '0')).join('')
  return { source: 'calldata', bytes: `0x${hex}` }
}

/** A claim as the program tells it. */
export function claim(region: number, person: bigint): TransactionSpec['logs'] {
  const amount = amountOf(region)
  const claimed = ofEvent('Claimed', {
    epoch: 2n,
    region,
    nullifier: nullifier(person),
    recipient: payee(person),
    amount,
    root: rootOf(region),
  })
  return [
    { ...claimed, proof: statedBy(claimed) },
    { from: PROGRAM, to: payee(person), amount },
  ]
}

/** Persons 11, 12 and 21 claim; 13 and 22 do not. */
export function honestStory(): Story {
  const paid = 2n * amountOf(1) + amountOf(2)
  const { table } = honestRule()
  const times = { opensAt: OPENS_AT, closesAt: OPENS_AT + DURATION }
  const before = { opensAt: OPENS_AT - DURATION, closesAt: OPENS_AT }
  const common = { budget: BUDGET, cap: CAP, tableHash: tableHash(table) }
  const published = encodeAbiParameters(PUBLISHED_TABLE, [PUBLISHED, PARENTS])
  const first = (name: string, newValue: Hex) =>
    ofEvent('ParameterChanged', { operation: ZERO, parameter: parameter(name), oldValue: '0x', newValue })
  const everybody = Object.entries(MEMBERS).flatMap(([region, people]) =>
    people.map((commitment) => ofEvent('MemberAdded', { region: Number(region), commitment })),
  )
  return {
    transactions: [
      {
        block: 1n,
        timestamp: 9_000n,
        name: 'creation',
        logs: [
          first('governor', addressWord(STRANGER)),
          first('delay', uint(60n)),
          first('budget', uint(BUDGET)),
          first('cap', uint(CAP)),
          first('smallestAnonymitySet', uint(2n)),
          first('regions', published),
        ],
      },
      { block: 2n, timestamp: 9_002n, name: 'members', logs: everybody },
      {
        block: 3n,
        timestamp: 9_004n,
        name: 'removal',
        logs: [ofEvent('MemberAdded', REMOVED), ofEvent('MemberRemoved', REMOVED)],
      },
      {
        block: 10n,
        timestamp: 10_001n,
        name: 'open 1',
        logs: [ofEvent('EpochOpened', { epoch: 1n, ...common, ...before })],
      },
      {
        block: 20n,
        timestamp: 10_101n,
        name: 'close 1',
        logs: [
          ofEvent('EpochClosed', { epoch: 1n, paid: 0n, reclaimed: BUDGET }),
          { from: PROGRAM, to: TREASURY, amount: BUDGET },
        ],
      },
      {
        block: 20n,
        timestamp: 10_101n,
        name: 'open',
        logs: [
          ofEvent('RegionMerged', { epoch: 2n, region: 3, into: 2, active: 1n }),
          ofEvent('EpochOpened', { epoch: 2n, ...common, ...times }),
          ...table.map((row) =>
            ofEvent('RegionSnapshot', {
              epoch: 2n,
              ...row,
              root: rootOf(row.region),
              active: active(row.region),
            }),
          ),
          { from: TREASURY, to: PROGRAM, amount: BUDGET },
        ],
      },
      { block: 21n, timestamp: 10_103n, name: 'claim 11', logs: claim(1, 11n) },
      { block: 21n, timestamp: 10_103n, name: 'claim 21', logs: claim(2, 21n) },
      { block: 22n, timestamp: 10_105n, name: 'claim 12', logs: claim(1, 12n) },
      {
        block: 70n,
        timestamp: 10_201n,
        name: 'close',
        logs: [
          ofEvent('EpochClosed', { epoch: 2n, paid, reclaimed: BUDGET - paid }),
          { from: PROGRAM, to: TREASURY, amount: BUDGET - paid },
        ],
      },
    ],
    balances: [],
    answers: [],
    rows: {},
  }
}

function hashOf(name: string): Hex {
  const bytes = [...name].map((letter) => letter.charCodeAt(0).toString(16).padStart(2, '0')).join('')
  return `0x${bytes.padEnd(64, '0')}`
}

const SUPPLY = 10_000_000n
const STATE: [string, Hex][] = [
  ['supply', uint(SUPPLY)],
  ['appointed', addressWord(PROGRAM)],
  ['founder', addressWord(STRANGER)],
  ['owner:verifier', addressWord(STRANGER)],
]

/** What the contracts of the story answer before the epoch and at its end: parameters as they were logged last. */
function answersOf(story: Story, last: bigint): StateAnswer[] {
  const logs = story.transactions.flatMap((transaction) => transaction.logs)
  const changes = logs.flatMap((log) =>
    'event' in log && log.event === 'ParameterChanged' ? [log.args] : [],
  )
  const parts = { address: PROGRAM, treasury: TREASURY, verifier: VERIFIER, token: TOKEN }
  return [firstBlock(story), last].flatMap((blockNumber) => {
    const state = new Map(STATE)
    for (const { parameter, newValue } of changes)
      state.set(`parameter:${parameterName(asHex(parameter))}`, asHex(newValue))
    if (blockNumber === last) for (const [id, answer] of story.answers) state.set(id, answer)
    return stateQuestions(parts).map(({ id, kind }) => ({
      id,
      blockNumber,
      answer: state.get(id) ?? (kind === 'slot' ? ZERO : kind === 'code' ? hashOf(id) : '0x'),
    }))
  })
}

const asHex = (value: unknown): Hex => `0x${String(value).slice(2)}`

/** The first block that an audit of the story looks at. */
const firstBlock = (story: Story) => {
  const closed = find(story, 'close 1').block
  return closed < 19n ? closed : 19n
}

/** Balances as the transfers leave them; but those that the story says otherwise, and what follows from them. */
function balancesOf(story: Story, transfers: readonly TokenTransfer[], last: bigint): Balance[] {
  const start = new Map([
    [PROGRAM, BUDGET],
    [TREASURY, ROOM],
  ])
  return [...start].flatMap(([holder, balance]) => {
    let current = balance
    let done = 0n
    return [...new Set([firstBlock(story), 19n, last])].map((blockNumber): Balance => {
      for (const { from, to, amount, blockNumber: at } of transfers) {
        if (at <= done || at > blockNumber) continue
        if (from === holder) current -= amount
        if (to === holder) current += amount
      }
      done = blockNumber
      current = said(story, holder, blockNumber) ?? current
      return { holder, blockNumber, balance: current }
    })
  })
}

const said = (story: Story, holder: Hex, block: bigint) =>
  story.balances.find((row) => row.holder === holder && row.blockNumber === block)?.balance

/** The rows that the story leaves in a database. */
export function rowsOf(story: Story): EpochRows {
  const events: EpochRows['events'] = []
  const transfers: TokenTransfer[] = []
  const proofs: PaymentProof[] = []
  const logsIn = new Map<bigint, number>()
  for (const [transactionIndex, { block, timestamp, name, logs }] of story.transactions.entries()) {
    for (const log of logs) {
      const logIndex = logsIn.get(block) ?? 0
      logsIn.set(block, logIndex + 1)
      const at = { blockNumber: block, logIndex, transactionIndex, transactionHash: hashOf(name) }
      if ('from' in log) {
        transfers.push({ ...at, ...log })
        continue
      }
      const { event, args, proof } = log
      if (proof) proofs.push({ blockNumber: block, logIndex, ...proof })
      const epoch = typeof args.epoch === 'bigint' ? args.epoch : null
      const stored = Object.entries(args).map(([key, value]) => [
        key,
        typeof value === 'bigint' ? `${value}` : value,
      ])
      events.push({ ...at, timestamp, emitter: PROGRAM, event, epoch, args: Object.fromEntries(stored) })
    }
  }
  const upTo = story.rows.upTo ?? { number: 70n, hash: hashOf('block 70'), timestamp: 10_201n }
  return {
    program: {
      chainId: 31337n,
      address: PROGRAM,
      kind: 'personhood-pay',
      name: 'Personhood Pay',
      token: TOKEN,
      treasury: TREASURY,
      verifier: VERIFIER,
    },
    epoch: 2n,
    range: {
      first: { number: firstBlock(story), hash: hashOf('first block'), timestamp: 10_099n },
      held: upTo.number - firstBlock(story) + 1n,
      unlinked: [],
    },
    upTo,
    events,
    historyComplete: true,
    transfers,
    proofs,
    balances: balancesOf(story, transfers, upTo.number),
    answers: answersOf(story, upTo.number),
    schedule: { firstOpensAt: OPENS_AT - DURATION, epochDuration: DURATION },
    ...story.rows,
  }
}

/** The audit of the story's epoch. */
export function auditOf(story: Story): AuditResult {
  return auditEpoch(epochDataFromRows(rowsOf(story)))
}
