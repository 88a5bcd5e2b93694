import { encodeAbiParameters, stringToHex } from 'viem'
import { PUBLISHED_TABLE } from '@/lib/audit/adapters/personhood-pay-abi'
import { type EpochFactRows, epochFactsFromRows } from '@/lib/audit/epoch-data'
import type { EpochFacts } from '@/lib/audit/facts'
import { scopeOf } from '@/lib/audit/field'
import { type TableRow, tableHash } from '@/lib/audit/parameters'
import { evaluateRule, type RuleTrace } from '@/lib/audit/rule'
import type { RegionGroups } from '@/lib/audit/semaphore/region-groups'
import { stateQuestions } from '@/lib/audit/state-questions'
import type { ProgramEventRow } from '@/lib/audit/stored-event'
import type { Hex, ProgramIdentity } from '@/lib/audit/types'
import { membersIn, REGIONS } from './generated-people'

const address = (byte: string): Hex => `0x${byte.repeat(20)}`
const uint = (value: bigint) => encodeAbiParameters([{ type: 'uint256' }], [value])
const ZERO: Hex = `0x${'00'.repeat(32)}`

export const PROGRAM: ProgramIdentity = {
  chainId: 31337n,
  address: address('a1'),
  kind: 'personhood-pay',
  name: 'Generated',
  token: address('c3'),
  treasury: address('b2'),
  verifier: address('d4'),
}
export const EPOCH = 2n
export const SCOPE = scopeOf(PROGRAM.address, EPOCH)

const GOVERNOR = address('e5')
const DURATION = 2_592_000n
const FIRST_OPENS_AT = 1_800_000_000n
export const OPENS_AT = FIRST_OPENS_AT + DURATION
/** the block of the opening */
export const OPENING = 1000n
const CAP = 10n ** 24n
const ROOM = 10n ** 30n

/** An honest epoch, but for its payments and transfers. */
export interface GeneratedEpoch {
  facts: EpochFacts
  rule: RuleTrace
  /** by region, the group's root at the opening */
  roots: Map<number, bigint>
  /** transaction of the opening, and of the close */
  opening: Hex
  close: Hex
  closesIn: bigint
}

/**
 * The facts of an epoch in which `payments` of the members claim, with a rule over a table of regions.
 * @param paidIn how many claim in a region
 * @param lastClaim the block of the last payment
 */
export function generatedEpoch(
  groups: RegionGroups,
  members: number,
  paidIn: (region: number) => number,
  lastClaim: bigint,
): GeneratedEpoch {
  const budget = 1_000_000_007n * 10n ** 12n * BigInt(members)
  const table = Array.from({ length: REGIONS }, (_, i): TableRow => {
    const region = i + 1
    const population = BigInt(3 * membersIn(region, members) + 17)
    return { region, name: `Region ${region}`, population, need: 4000 + 350 * i, geography: 10_000 + 110 * i }
  })
  const roots = new Map(table.map(({ region }) => [region, groups.group(region)?.root ?? 0n]))
  const active = (region: number) => BigInt(groups.group(region)?.active ?? 0)
  const rule = evaluateRule({
    budget,
    cap: CAP,
    regions: table.map((row) => ({ ...row, active: active(row.region) })),
  })
  const paid = rule.regions.reduce((sum, { region, amount }) => sum + BigInt(paidIn(region)) * amount, 0n)
  const closesIn = lastClaim + 10n
  const close = { number: closesIn, hash: hashOf('block of the close'), timestamp: OPENS_AT + DURATION + 1n }
  const common = { budget, cap: CAP, tableHash: tableHash(table) }
  const parameters: [string, Hex][] = [
    ['governor', word(GOVERNOR)],
    ['delay', uint(60n)],
    ['budget', uint(budget)],
    ['cap', uint(CAP)],
    ['smallestAnonymitySet', uint(2n)],
    ['regions', encodeAbiParameters(PUBLISHED_TABLE, [table, table.map(() => 0)])],
  ]
  const told = new Story()
  for (const [name, newValue] of parameters)
    told.event(1n, FIRST_OPENS_AT - 1000n, 'creation', 'ParameterChanged', {
      operation: ZERO,
      parameter: stringToHex(name, { size: 32 }),
      oldValue: '0x',
      newValue,
    })
  const times = (opensAt: bigint) => ({ opensAt, closesAt: opensAt + DURATION })
  told.event(900n, FIRST_OPENS_AT + 1n, 'opening before', 'EpochOpened', {
    epoch: EPOCH - 1n,
    ...common,
    ...times(FIRST_OPENS_AT),
  })
  told.event(OPENING - 1n, OPENS_AT, 'close before', 'EpochClosed', {
    epoch: EPOCH - 1n,
    paid: 0n,
    reclaimed: 0n,
  })
  told.event(OPENING, OPENS_AT + 1n, 'opening', 'EpochOpened', {
    epoch: EPOCH,
    ...common,
    ...times(OPENS_AT),
  })
  for (const row of table)
    told.event(OPENING, OPENS_AT + 1n, 'opening', 'RegionSnapshot', {
      epoch: EPOCH,
      ...row,
      root: roots.get(row.region) ?? 0n,
      active: active(row.region),
    })
  told.event(closesIn, close.timestamp, 'close', 'EpochClosed', {
    epoch: EPOCH,
    paid,
    reclaimed: budget - paid,
  })
  const first = { number: OPENING - 1n, hash: hashOf('first block'), timestamp: OPENS_AT }
  const balances = [
    { blockNumber: first.number, program: 0n, treasury: ROOM },
    { blockNumber: closesIn, program: 0n, treasury: ROOM - paid },
  ].flatMap(({ blockNumber, program, treasury }) => [
    { holder: PROGRAM.address, blockNumber, balance: program },
    { holder: PROGRAM.treasury, blockNumber, balance: treasury },
  ])
  const facts = epochFactsFromRows({
    program: PROGRAM,
    epoch: EPOCH,
    upTo: close,
    range: { first, held: closesIn - first.number + 1n, unlinked: [] },
    events: told.events,
    historyComplete: true,
    notices: [],
    balances,
    answers: answersAt([first.number, closesIn], parameters),
    schedule: { firstOpensAt: FIRST_OPENS_AT, epochDuration: DURATION },
    known: { transfers: true, proofs: true },
  })
  facts.people = groups
  return { facts, rule, roots, opening: hashOf('opening'), close: hashOf('close'), closesIn }
}

/** What the contracts of the program answer, before the epoch as at its close. */
function answersAt(blocks: bigint[], parameters: [string, Hex][]): NonNullable<EpochFactRows['answers']> {
  const said = new Map<string, Hex>([
    ...parameters.map(([name, value]): [string, Hex] => [`parameter:${name}`, value]),
    ['supply', uint(10n * ROOM)],
    ['appointed', word(PROGRAM.address)],
    ['founder', word(GOVERNOR)],
    ['owner:verifier', word(GOVERNOR)],
  ])
  return blocks.flatMap((blockNumber) =>
    stateQuestions(PROGRAM).map(({ id, kind }) => ({
      id,
      blockNumber,
      answer: said.get(id) ?? (kind === 'slot' ? ZERO : kind === 'code' ? hashOf(id) : '0x'),
    })),
  )
}

/** Events as a database has them. */
class Story {
  readonly events: ProgramEventRow[] = []

  event(
    blockNumber: bigint,
    timestamp: bigint,
    transaction: string,
    event: string,
    args: Record<string, string | number | bigint>,
  ): void {
    const stored = Object.entries(args).map(([name, value]) => [
      name,
      typeof value === 'bigint' ? `${value}` : value,
    ])
    this.events.push({
      blockNumber,
      logIndex: this.events.length,
      transactionIndex: 0,
      transactionHash: hashOf(transaction),
      timestamp,
      emitter: PROGRAM.address,
      event,
      epoch: typeof args.epoch === 'bigint' ? args.epoch : null,
      args: Object.fromEntries(stored),
    })
  }
}

function word(of: Hex): Hex {
  return `0x${of.slice(2).padStart(64, '0')}`
}

function hashOf(name: string): Hex {
  return stringToHex(name, { size: 32 })
}
