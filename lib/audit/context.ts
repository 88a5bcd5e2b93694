import type { EpochData, EpochOpening, MembershipChange, RegionSnapshot } from './facts'
import { type ProvedPayment, provedPayments } from './proved'
import { evaluateRule, type RegionTrace, type RuleTrace } from './rule'
import { type RegionGroup, replayGroups } from './semaphore/region-groups'
import { byPosition } from './stored-event'
import { matchTransfers, type TransferMatch } from './transfer-match'
import type { Hex } from './types'

/** What several checks derive from the same data, worked out once. */
export interface AuditContext {
  data: EpochData
  /** the first opening of the epoch */
  opening: EpochOpening
  /** the rule over the announced inputs; undefined where they are no valid inputs, with the reason */
  rule?: RuleTrace
  ruleProblem?: string
  /** by region id */
  amounts: Map<number, RegionTrace>
  snapshots: Map<number, RegionSnapshot>
  /** the payments, each with its proof */
  proved: ProvedPayment[]
  /** undefined where membership changes or transfers are not known */
  people?: People
  transfers?: TransferMatch
  answers: Answers
}

/** What the state says at the first block and at the audited one. */
export interface Answers {
  before(id: string): Hex | undefined
  last(id: string): Hex | undefined
  /** the same as integers; undefined also where the contract gave none */
  integerBefore(id: string): bigint | undefined
  integerLast(id: string): bigint | undefined
}

/** The regions' groups seen from the epoch. */
export interface People {
  atOpening: Map<number, RegionGroup>
  /** the changes that led there */
  before: MembershipChange[]
}

/** Derives the context of an epoch. */
export function auditContext(data: EpochData): AuditContext {
  const opening = data.openings[0]
  if (opening === undefined) throw new RangeError(`epoch ${data.epoch} has no opening`)
  const snapshots = new Map<number, RegionSnapshot>()
  for (const region of data.regions) if (!snapshots.has(region.region)) snapshots.set(region.region, region)
  const { rule, ruleProblem } = evaluated(data, opening)
  return {
    data,
    opening,
    rule,
    ruleProblem,
    amounts: new Map((rule?.regions ?? []).map((region) => [region.region, region])),
    snapshots,
    proved: provedPayments(data),
    people: peopleOf(data, opening),
    transfers: data.transfers && matchTransfers(data, data.transfers),
    answers: answersOf(data),
  }
}

function answersOf({ answers, range, upTo }: EpochData): Answers {
  const at = (block: bigint | undefined) =>
    new Map(answers.filter(({ blockNumber }) => blockNumber === block).map(({ id, answer }) => [id, answer]))
  const [before, last] = [at(range?.first.number), at(upTo.number)]
  const integer = (answer: Hex | undefined) => (answer?.length === 66 ? BigInt(answer) : undefined)
  return {
    before: (id) => before.get(id),
    last: (id) => last.get(id),
    integerBefore: (id) => integer(before.get(id)),
    integerLast: (id) => integer(last.get(id)),
  }
}

function evaluated(
  data: EpochData,
  { budget, cap }: EpochOpening,
): Pick<AuditContext, 'rule' | 'ruleProblem'> {
  if (data.regions.length === 0) return { ruleProblem: 'the opening announced no region' }
  try {
    const regions = data.regions.map(({ region, population, need, geography, active }) => ({
      region,
      population,
      need,
      geography,
      active,
    }))
    return { rule: evaluateRule({ budget, cap, regions }) }
  } catch (error) {
    if (error instanceof RangeError) return { ruleProblem: error.message }
    throw error
  }
}

function peopleOf(data: EpochData, opening: EpochOpening): People | undefined {
  if (data.memberships === undefined) return undefined
  const before = data.memberships.filter((change) => byPosition(change.at, opening.at) < 0)
  return { atOpening: replayGroups(before), before }
}
