import { decodeEventLog, parseAbi } from 'viem'
import type { Hex } from '../../types'
import { type AdapterFacts, type AdapterPayment, type PlacedLog, partOf } from '../adapter'
import { SECONDS_A_DAY } from '../common/calendar'
import { attempt, type Transfer, transfersOf, within } from '../common/logs'
import { type Moves, matchMoves } from '../common/moves'
import { Answers } from '../common/state'
import { type Calculation, calculationOf } from './formula'

/** GoodDollar/GoodProtocol: UBISchemeV2 and the part of Identity that is asked. */
export const ABI = parseAbi([
  'event UBIClaimed(address indexed claimer, uint256 amount)',
  'event UBICalculated(uint256 day, uint256 dailyUbi, uint256 blockNumber)',
  'event UBICycleCalculated(uint256 day, uint256 pool, uint256 cycleLength, uint256 dailyUBIPool)',
  'event WithdrawFromDao(uint256 prevBalance, uint256 newBalance)',
  'event CycleLengthSet(uint256 newCycleLength)',
  'event DaySet(uint256 newDay)',
  'event ShouldWithdrawFromDAOSet(bool ShouldWithdrawFromDAO)',
  'event Upgraded(address indexed implementation)',
  'event AdminChanged(address previousAdmin, address newAdmin)',
  'event Initialized(uint8 version)',
  'event Initialized(uint64 version)',
  'function periodStart() view returns (uint256)',
  'function nativeToken() view returns (address)',
  'function getClaimerCount(uint256 day) view returns (uint256)',
  'function getWhitelistedRoot(address account) view returns (address)',
])

type Decoded = ReturnType<typeof typed>
export type Said = { log: PlacedLog; event: Decoded }

/** A claim of the day: the event names the whitelisted root, and not who was paid. */
export interface UbiClaim extends AdapterPayment {
  claimer: Hex
}

export interface UbiDay {
  facts: AdapterFacts
  answers: Answers
  logs: PlacedLog[]
  strange: PlacedLog[]
  /** of the token, within the day's blocks */
  transfers: Transfer[]
  said: Said[]
  claims: UbiClaim[]
  moves: Moves
  /** the day's calculations by their events; an honest day has one */
  calculated: { log: PlacedLog; day: bigint; dailyUbi: bigint }[]
  /** the first of them, done again; a sentence where it cannot be */
  calculation: Calculation | string
  /** claims of the day before by their events */
  claimsBefore: number
}

export function ubiDayOf(facts: AdapterFacts): UbiDay {
  const { program, range } = facts
  const answers = new Answers(facts.answers)
  const logs = within(facts.logs, range)
  const own = logs.filter(({ address }) => address === program.address)
  const said = decodeAll(own)
  const claims = said.flatMap(({ log, event }): UbiClaim[] => {
    if (event.eventName !== 'UBIClaimed') return []
    const claimer = lower(event.args.claimer)
    return [{ at: log.at, subject: `claim of ${claimer}`, claimer, amount: event.args.amount }]
  })
  const transfers = transfersOf(logs, partOf(program, 'token'))
  const moves = matchMoves(claims, transfers, program.address)
  const paid = claims.map((claim, at): UbiClaim => ({ ...claim, payee: moves.of[at]?.to }))
  return {
    facts,
    answers,
    logs,
    strange: own.filter((log) => decode(log) === undefined),
    transfers,
    said,
    claims: paid,
    moves,
    calculated: calculationsIn(own),
    calculation: calculationOf({ facts, answers, said, transfers }),
    claimsBefore: claimsOnDay(facts, facts.period.id - 1n),
  }
}

/** The events of the program among logs, in their order. */
export function decodeAll(logs: readonly PlacedLog[]): Said[] {
  return logs.flatMap((log) => {
    const event = decode(log)
    return event === undefined ? [] : [{ log, event }]
  })
}

/** Calculations of a daily amount among the program's logs. */
export function calculationsIn(logs: readonly PlacedLog[]): UbiDay['calculated'] {
  return decodeAll(logs).flatMap(({ log, event }) =>
    event.eventName === 'UBICalculated' ? [{ log, day: event.args.day, dailyUbi: event.args.dailyUbi }] : [],
  )
}

/** How many claims events tell of on a day. */
function claimsOnDay({ logs, program }: AdapterFacts, day: bigint): number {
  const start = (program.figures.periodStart ?? 0n) + day * SECONDS_A_DAY
  const own = logs.filter(
    ({ address, at }) =>
      address === program.address && at.timestamp >= start && at.timestamp < start + SECONDS_A_DAY,
  )
  return decodeAll(own).filter(({ event }) => event.eventName === 'UBIClaimed').length
}

function decode({ topics, data }: PlacedLog) {
  const [topic0, ...rest] = topics
  if (topic0 === undefined) return undefined
  return attempt(() => typed([topic0, ...rest], data))
}

function typed(topics: [Hex, ...Hex[]], data: Hex) {
  return decodeEventLog({ abi: ABI, topics, data, strict: true })
}

export function lower(address: string): Hex {
  return `0x${address.slice(2).toLowerCase()}`
}

/** Id of the question for an account's whitelisted root. */
export function rootQuestion(account: string): string {
  return `root:${account}`
}
