import { z } from 'zod'
import { UserError } from '@/lib/errors'
import { DEFAULT_POLICY, POLICIES, type Policy, WORKERS } from '@/lib/parallelism/types'

/** Ranges that end at the newest analysed block, by how many blocks they hold. */
export const BLOCK_RANGES = ['100', '1000', '10000', 'all'] as const
/** Ranges that end with the newest analysed block, by how long they last. */
export const TIME_RANGES = ['hour', 'day', 'week', 'month', 'year'] as const
export const RANGES = [...BLOCK_RANGES, ...TIME_RANGES] as const
export type RangeName = (typeof RANGES)[number]
export type TimeRangeName = (typeof TIME_RANGES)[number]

/** Blocks `from` to `to`, both included. */
export interface BlockRange {
  from: bigint
  to: bigint
}

/** Time from `since` to before `until`, unix seconds. */
export interface TimeRange {
  since: bigint
  until: bigint
}

/** Figures that modules can be compared by: speedup bound, conflict rate, cross-module share. */
export const COMPARED = ['bound', 'conflicts', 'cross'] as const

/** What a page of parallelism figures shows: all of it is in its address. */
export interface View {
  policy: Policy
  range: RangeName | BlockRange | TimeRange
  workers: (typeof WORKERS)[number]
  /** the figure that modules are compared by; the first of COMPARED without */
  compare?: (typeof COMPARED)[number]
}

/** Query parameters as Next hands them over. */
export type Query = Record<string, string | string[] | undefined>

const DEFAULT_RANGE: RangeName = '1000'
const DEFAULT_WORKERS = 16

const NEITHER = 'must be a block number, or a time in UTC such as 2026-11-22T15:00Z'

/** A block number, or a time: the end of a range. */
const end = z.string().transform((text, context): { block: bigint } | { second: bigint } => {
  if (/^\d{1,18}$/.test(text)) return { block: BigInt(text) }
  const second = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?Z$/.test(text) ? Date.parse(text) / 1000 : Number.NaN
  if (Number.isNaN(second) || second < 0) {
    context.addIssue(NEITHER)
    return z.NEVER
  }
  return { second: BigInt(second) }
})

/** The parameter `policy`. */
export const policyParameter = z
  .enum(POLICIES, `must be one of ${POLICIES.join(', ')}`)
  .default(DEFAULT_POLICY)

/** The parameter `workers`. */
export const workersParameter = (standard: View['workers']) =>
  z.coerce
    .number(`must be one of ${WORKERS.join(', ')}`)
    .transform((asked, context) => {
      const known = WORKERS.find((count) => count === asked)
      if (known === undefined) context.addIssue(`must be one of ${WORKERS.join(', ')}`)
      return known ?? standard
    })
    .default(standard)

const query = z.object({
  policy: policyParameter,
  range: z.enum(RANGES, `must be one of ${RANGES.join(', ')}`).default(DEFAULT_RANGE),
  from: end.optional(),
  to: end.optional(),
  workers: workersParameter(DEFAULT_WORKERS),
  compare: z.enum(COMPARED, `must be one of ${COMPARED.join(', ')}`).optional(),
})

/** Reads query parameters by a schema; empty ones count as missing. Throws a UserError on the first wrong one. */
export function parseQuery<Result>(schema: z.ZodType<Result>, parameters: Query): Result {
  const given = Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== ''))
  const result = schema.safeParse(given)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw new UserError(`The parameter "${issue?.path.join('.')}" ${issue?.message ?? 'is wrong'}.`)
}

/** Reads a view from query parameters; `from` and `to` together stand above `range`. Throws UserError. */
export function parseView(parameters: Query): View {
  const { policy, range, from, to, workers, compare } = parseQuery(query, parameters)
  if (from === undefined && to === undefined) return { policy, range, workers, compare }
  if (from === undefined || to === undefined) {
    throw new UserError('A range needs both parameters, "from" and "to".')
  }
  return { policy, range: rangeBetween(from, to), workers, compare }
}

type End = z.infer<typeof end>

function rangeBetween(from: End, to: End): BlockRange | TimeRange {
  if ('block' in from && 'block' in to) {
    if (from.block <= to.block) return { from: from.block, to: to.block }
    throw new UserError(
      `The range from block ${from.block} to block ${to.block} is empty: "from" is above "to".`,
    )
  }
  if ('second' in from && 'second' in to) {
    if (from.second < to.second) return { since: from.second, until: to.second }
    throw new UserError(
      `The range from ${timeText(from.second)} to ${timeText(to.second)} is empty: "to" is not after "from".`,
    )
  }
  throw new UserError('The parameters "from" and "to" must both be block numbers, or both be times.')
}

/** A moment (unix seconds) as the parameters `from` and `to` have it: "2026-11-22T15:00Z". */
export function timeText(second: bigint): string {
  return `${new Date(Number(second) * 1000).toISOString().slice(0, second % 60n === 0n ? 16 : 19)}Z`
}

/** The ends of a range as the parameters `from` and `to` have them. */
export function rangeEnds(range: BlockRange | TimeRange): { from: string; to: string } {
  return 'since' in range
    ? { from: timeText(range.since), to: timeText(range.until) }
    : { from: `${range.from}`, to: `${range.to}` }
}

/** The query string of a view, "?" included; defaults are left out, so that a view has one address. */
export function viewQuery(view: View): string {
  const pairs: [string, string][] = []
  if (view.policy !== DEFAULT_POLICY) pairs.push(['policy', view.policy])
  if (typeof view.range === 'object') pairs.push(...Object.entries(rangeEnds(view.range)))
  else if (view.range !== DEFAULT_RANGE) pairs.push(['range', view.range])
  if (view.workers !== DEFAULT_WORKERS) pairs.push(['workers', `${view.workers}`])
  if (view.compare !== undefined && view.compare !== COMPARED[0]) pairs.push(['compare', view.compare])
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`
}

/** The query string of exactly this range: for exports, which state theirs. */
export function pinnedQuery(
  view: View,
  range: BlockRange | TimeRange,
  more: Record<string, string> = {},
): string {
  return `?${new URLSearchParams({ policy: view.policy, ...rangeEnds(range), ...more })}`
}

/** Index of the view's worker count in the stored arrays. */
export function workerIndex(view: Pick<View, 'workers'>): number {
  return WORKERS.indexOf(view.workers)
}

/** The smallest of 1, 2, 5, 10, 20, 50, ... blocks that makes at most `most` buckets of `blocks` blocks. */
export function bucketSize(blocks: number, most: number): bigint {
  for (let scale = 1; ; scale *= 10) {
    for (const step of [1, 2, 5]) if (blocks <= most * scale * step) return BigInt(scale * step)
  }
}
