import { z } from 'zod'
import { UserError } from '@/lib/errors'
import { DEFAULT_POLICY, POLICIES, type Policy, WORKERS } from '@/lib/parallelism/types'

/** Ranges that end at the newest analysed block, by how many blocks they hold. */
export const RANGES = ['100', '1000', '10000', 'all'] as const
export type RangeName = (typeof RANGES)[number]

/** Blocks `from` to `to`, both included. */
export interface BlockRange {
  from: bigint
  to: bigint
}

/** What a page of parallelism figures shows: all of it is in its address. */
export interface View {
  policy: Policy
  range: RangeName | BlockRange
  workers: (typeof WORKERS)[number]
}

/** Query parameters as Next hands them over. */
export type Query = Record<string, string | string[] | undefined>

const DEFAULT_RANGE: RangeName = '1000'
const DEFAULT_WORKERS = 16

const blockNumber = z
  .string()
  .regex(/^\d{1,18}$/, 'must be a block number')
  .transform((text) => BigInt(text))

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
  from: blockNumber.optional(),
  to: blockNumber.optional(),
  workers: workersParameter(DEFAULT_WORKERS),
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
  const { policy, range, from, to, workers } = parseQuery(query, parameters)
  if (from === undefined && to === undefined) return { policy, range, workers }
  if (from === undefined || to === undefined) {
    throw new UserError('A range of blocks needs both parameters, "from" and "to".')
  }
  if (from > to)
    throw new UserError(`The range from block ${from} to block ${to} is empty: "from" is above "to".`)
  return { policy, range: { from, to }, workers }
}

/** The query string of a view, "?" included; defaults are left out, so that a view has one address. */
export function viewQuery(view: View): string {
  const pairs: [string, string][] = []
  if (view.policy !== DEFAULT_POLICY) pairs.push(['policy', view.policy])
  if (typeof view.range === 'object') pairs.push(['from', `${view.range.from}`], ['to', `${view.range.to}`])
  else if (view.range !== DEFAULT_RANGE) pairs.push(['range', view.range])
  if (view.workers !== DEFAULT_WORKERS) pairs.push(['workers', `${view.workers}`])
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`
}

/** The query string of exactly these blocks: for exports, which state their range. */
export function pinnedQuery(view: View, range: BlockRange, more: Record<string, string> = {}): string {
  const pinned = { policy: view.policy, from: `${range.from}`, to: `${range.to}`, ...more }
  return `?${new URLSearchParams(pinned)}`
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
