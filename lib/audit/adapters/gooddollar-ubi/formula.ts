import { placeOf } from '../../outcome'
import type { Evidence } from '../../types'
import type { AdapterFacts } from '../adapter'
import { SECONDS_A_DAY } from '../common/calendar'
import type { Transfer } from '../common/logs'
import type { Answers } from '../common/state'
import type { Said } from './context'

const BASIS_POINTS = 10_000n

/** What the amount of a day is made of. */
export interface UbiInputs {
  /** the pool of a day in the current cycle, wei */
  dailyCyclePool: bigint
  /** claimers of the last day with claims */
  prevDayClaimers: bigint
  /** basis points */
  reserveFactor: bigint
  minActiveUsers: bigint
}

/**
 * UBISchemeV2.distributionFormula: what each claimer of the day gets, in wei. Both divisions round down.
 * dailyUbi = floor(dailyCyclePool / max(floor(prevDayClaimers * reserveFactor / 10000), minActiveUsers))
 */
export function dailyUbi({
  dailyCyclePool,
  prevDayClaimers,
  reserveFactor,
  minActiveUsers,
}: UbiInputs): bigint {
  const active = max((prevDayClaimers * reserveFactor) / BASIS_POINTS, minActiveUsers)
  return active === 0n ? 0n : dailyCyclePool / active
}

/** What `minActiveUsers` becomes once a day is calculated: max(floor(prevDayClaimers / 2), minActiveUsers). */
export function nextMinActiveUsers({ prevDayClaimers, minActiveUsers }: UbiInputs): bigint {
  return max(prevDayClaimers / 2n, minActiveUsers)
}

/** The state of the cycle before the day's calculation; balance at the moment of it. */
export interface Cycle {
  balance: bigint
  cycleLength: bigint
  currentCycleLength: bigint
  dailyCyclePool: bigint
  /** whole days since the start of the cycle */
  dayInCycle: bigint
}

/** Whether a new cycle starts: the last one is over, the pool has grown by more than 5 %, or it does not last to the end. */
export function startsCycle({
  balance,
  cycleLength,
  currentCycleLength,
  dailyCyclePool,
  dayInCycle,
}: Cycle): boolean {
  return (
    dayInCycle >= currentCycleLength ||
    balance / cycleLength > (dailyCyclePool * 105n) / 100n ||
    balance < dailyCyclePool * (cycleLength - dayInCycle)
  )
}

/** The calculation of a day, done again. */
export interface Calculation {
  inputs: UbiInputs
  dailyUbi: bigint
  /** what events state otherwise than the state before and the formula give */
  deviations: Evidence[]
  /** claimers of the day before by the state */
  claimersOfDayBefore: bigint | undefined
  lastDay: bigint
}

/** Does the first calculation of the day again, from the state of the block before. A sentence says why it cannot be. */
export function calculationOf({
  facts: { program },
  answers,
  said,
  transfers,
}: {
  facts: AdapterFacts
  answers: Answers
  said: readonly Said[]
  transfers: readonly Transfer[]
}): Calculation | string {
  const found = said.find(({ event }) => event.eventName === 'UBICalculated')
  if (found === undefined || found.event.eventName !== 'UBICalculated')
    return 'no event tells of a calculation on this day'
  const { log } = found
  const stated = found.event.args
  const before = log.at.blockNumber - 1n
  const state = (id: string) => answers.integer(id, before)
  const values = [
    state('reserveFactor'),
    state('minActiveUsers'),
    state('dailyCyclePool'),
    state('cycleLength'),
    state('currentCycleLength'),
    state('startOfCycle'),
    state('lastWithdrawDay'),
    state('balance:scheme'),
  ]
  const known = values.flatMap((value) => (value === undefined ? [] : [value]))
  const [
    reserveFactor,
    minActiveUsers,
    poolBefore,
    cycleLength,
    currentCycleLength,
    startOfCycle,
    lastDay,
    held,
  ] = known
  if (
    known.length < values.length ||
    reserveFactor === undefined ||
    minActiveUsers === undefined ||
    poolBefore === undefined ||
    cycleLength === undefined ||
    currentCycleLength === undefined ||
    startOfCycle === undefined ||
    lastDay === undefined ||
    held === undefined
  ) {
    return `the state of the scheme at block ${before} is not known`
  }
  const prevDayClaimers = state(`claimers:${lastDay}`)
  if (prevDayClaimers === undefined)
    return `the claimers of day ${lastDay}, the last before this one, are not known`
  const flow = transfers
    .filter(
      ({ at }) => at.blockNumber === log.at.blockNumber && at.transactionIndex < log.at.transactionIndex,
    )
    .reduce((sum, { from, to, amount }) => {
      const given = from === program.address ? amount : 0n
      return sum + (to === program.address ? amount : 0n) - given
    }, 0n)
  const balance = held + flow
  const dayInCycle = (log.at.timestamp - startOfCycle) / SECONDS_A_DAY
  const cycle = { balance, cycleLength, currentCycleLength, dailyCyclePool: poolBefore, dayInCycle }
  const starts = startsCycle(cycle)
  const dailyCyclePool = starts ? balance / cycleLength : poolBefore
  const inputs = { dailyCyclePool, prevDayClaimers, reserveFactor, minActiveUsers }
  const amount = dailyUbi(inputs)
  const told = said.find(
    ({ event, log: other }) =>
      event.eventName === 'UBICycleCalculated' && other.at.transactionHash === log.at.transactionHash,
  )
  const pool = told?.event.eventName === 'UBICycleCalculated' ? told.event.args.dailyUBIPool : undefined
  const deviations: Evidence[] = []
  const compare = (subject: string, expected: string, actual: string) => {
    if (expected !== actual) deviations.push({ subject, ...placeOf(log.at), expected, actual })
  }
  compare(
    "the cycle's pool of a day",
    starts ? `a new cycle with ${dailyCyclePool} wei a day` : `no new cycle, ${poolBefore} wei a day`,
    pool === undefined ? `no new cycle, ${poolBefore} wei a day` : `a new cycle with ${pool} wei a day`,
  )
  compare('the amount of the day', `${amount} wei`, `${stated.dailyUbi} wei`)
  const dayBefore = stated.day > 0n ? stated.day - 1n : 0n
  return {
    inputs,
    dailyUbi: amount,
    deviations,
    claimersOfDayBefore: state(`claimers:${dayBefore}`),
    lastDay,
  }
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b
}
