import { decodeEventLog, encodeEventTopics, parseAbi } from 'viem'
import type { Hex, Position } from '../../types'
import type { AdapterFacts, AdapterPayment, LogSource, PlacedLog } from '../adapter'
import { attempt, NOBODY, powerSources, within, wordOf } from '../common/logs'
import { Answers } from '../common/state'

/** aboutcircles/circles-contracts-v2: what of the hub is read. Registration told of no inviter in earlier versions. */
export const ABI = parseAbi([
  'event PersonalMint(address indexed human, uint256 amount, uint256 startPeriod, uint256 endPeriod)',
  'event RegisterHuman(address indexed avatar, address indexed inviter)',
  'event RegisterHuman(address indexed avatar)',
  'event InviteHuman(address indexed inviter, address indexed invited)',
  'event Stopped(address indexed avatar)',
  'event TransferSingle(address indexed operator, address indexed from, address indexed to, uint256 id, uint256 value)',
  'event TransferBatch(address indexed operator, address indexed from, address indexed to, uint256[] ids, uint256[] values)',
  'function inflationDayZero() view returns (uint256)',
  'function isHuman(address avatar) view returns (bool)',
  'function totalSupply(uint256 id) view returns (uint256)',
])

const WITH_INVITER = parseAbi(['event RegisterHuman(address indexed avatar, address indexed inviter)'])
const WITHOUT_INVITER = parseAbi(['event RegisterHuman(address indexed avatar)'])
const [REGISTERED_WITH] = encodeEventTopics({ abi: WITH_INVITER })
const [REGISTERED] = encodeEventTopics({ abi: WITHOUT_INVITER })
const topic = (
  eventName: 'PersonalMint' | 'InviteHuman' | 'Stopped' | 'TransferSingle' | 'TransferBatch',
): Hex => encodeEventTopics({ abi: ABI, eventName })[0]

/** The hub's logs that matter: mints, registrations, stops, and every token out of nothing and into nothing. */
export function hubSources(hub: Hex): LogSource[] {
  const told = [topic('PersonalMint'), REGISTERED_WITH, REGISTERED, topic('InviteHuman'), topic('Stopped')]
  const moves = [topic('TransferSingle'), topic('TransferBatch')]
  return [
    { address: hub, topics: [told] },
    { address: hub, topics: [moves, null, [wordOf(NOBODY)]] },
    { address: hub, topics: [moves, null, null, [wordOf(NOBODY)]] },
    ...powerSources(hub),
  ]
}

/** A personal mint by its event. */
export interface PersonalMint extends AdapterPayment {
  human: Hex
  payee: Hex
  start: bigint
  end: bigint
}

/** A movement of a token of the hub, out of nothing or into it. */
export interface Issue {
  at: Position
  from: Hex
  to: Hex
  /** the token: whose it is */
  owner: Hex
  amount: bigint
}

export interface CirclesDay {
  facts: AdapterFacts
  answers: Answers
  logs: PlacedLog[]
  /** unix seconds of the hub's day 0 */
  zero: bigint
  /** of the day */
  mints: PersonalMint[]
  /** with those of the two weeks before */
  allMints: PersonalMint[]
  registrations: { at: Position; human: Hex }[]
  stops: { at: Position; human: Hex }[]
  /** of the day: tokens out of nothing, and into nothing */
  issues: Issue[]
}

export function circlesDayOf(facts: AdapterFacts): CirclesDay {
  const all = eventsOf(facts)
  return {
    facts,
    answers: new Answers(facts.answers),
    logs: within(facts.logs, facts.range),
    zero: facts.program.figures.zero ?? 0n,
    mints: within(all.mints, facts.range),
    allMints: all.mints,
    registrations: all.registrations,
    stops: all.stops,
    issues: within(all.issues, facts.range),
  }
}

/** What the hub's logs tell, in their order. */
export function eventsOf({ logs, program }: Pick<AdapterFacts, 'logs' | 'program'>): {
  mints: PersonalMint[]
  registrations: CirclesDay['registrations']
  stops: CirclesDay['stops']
  issues: Issue[]
} {
  const found: ReturnType<typeof eventsOf> = { mints: [], registrations: [], stops: [], issues: [] }
  for (const log of logs) {
    const said = log.address === program.address ? decode(log) : undefined
    if (said === undefined) continue
    const { at } = log
    if (said.eventName === 'PersonalMint') {
      const human = lower(said.args.human)
      const { amount, startPeriod: start, endPeriod: end } = said.args
      found.mints.push({ at, subject: `mint of ${human}`, human, payee: human, amount, start, end })
    } else if (said.eventName === 'RegisterHuman') {
      found.registrations.push({ at, human: lower(said.args.avatar) })
    } else if (said.eventName === 'InviteHuman') {
      found.registrations.push({ at, human: lower(said.args.invited) })
    } else if (said.eventName === 'Stopped') {
      found.stops.push({ at, human: lower(said.args.avatar) })
    } else if (said.eventName === 'TransferSingle') {
      const { from, to, id, value } = said.args
      found.issues.push({ at, from: lower(from), to: lower(to), owner: ownerOf(id), amount: value })
    } else {
      const { from, to, ids, values } = said.args
      for (const [index, id] of ids.entries()) {
        const amount = values[index] ?? 0n
        found.issues.push({ at, from: lower(from), to: lower(to), owner: ownerOf(id), amount })
      }
    }
  }
  return found
}

function decode({ topics, data }: PlacedLog) {
  const [topic0, ...rest] = topics
  if (topic0 === undefined) return undefined
  return attempt(() => decodeEventLog({ abi: ABI, topics: [topic0, ...rest], data, strict: true }))
}

/** A personal token's id is the number of its owner's address. */
function ownerOf(id: bigint): Hex {
  return `0x${id.toString(16).padStart(40, '0').slice(-40)}`
}

function lower(address: string): Hex {
  return `0x${address.slice(2).toLowerCase()}`
}
