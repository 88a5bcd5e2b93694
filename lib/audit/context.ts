import type { EpochFacts, EpochOpening, RegionSnapshot } from './facts'
import { PaymentTally } from './payment-tally'
import { evaluateRule, type RegionTrace, type RuleTrace } from './rule'
import { TransferMatcher } from './transfer-match'
import type { Hex } from './types'

/** What several checks derive from the same data, worked out once. */
export interface AuditContext {
  data: EpochFacts
  /** the first opening of the epoch */
  opening: EpochOpening
  /** the rule over the announced inputs; undefined where they are no valid inputs, with the reason */
  rule?: RuleTrace
  ruleProblem?: string
  /** by region id */
  amounts: Map<number, RegionTrace>
  snapshots: Map<number, RegionSnapshot>
  answers: Answers
  /** of the steps that were seen: complete once the last was */
  payments: PaymentTally
  /** the same; undefined where transfers are not known */
  transfers?: TransferMatcher
}

/** What the state says at the first block and at the audited one. */
export interface Answers {
  before(id: string): Hex | undefined
  last(id: string): Hex | undefined
  /** the same as integers; undefined also where the contract gave none */
  integerBefore(id: string): bigint | undefined
  integerLast(id: string): bigint | undefined
}

/** Derives the context of an epoch, before its first step. */
export function auditContext(data: EpochFacts): AuditContext {
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
    answers: answersOf(data),
    payments: new PaymentTally(),
    transfers: data.known.transfers ? new TransferMatcher(data) : undefined,
  }
}

function answersOf({ answers, range, upTo }: EpochFacts): Answers {
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
  data: EpochFacts,
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
