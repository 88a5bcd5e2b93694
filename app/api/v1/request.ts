import { z } from 'zod'
import { findChain } from '@/app/site'
import type { Query } from '@/components/parallelism/view'
import type { ChainStatus } from '@/lib/db/read/status'
import { UserError } from '@/lib/errors'
import { parseCount } from '@/lib/format/parse'

/** The parameters of a request as an object; of a name given twice, the last. */
export function queryOf(request: Request): Query {
  return Object.fromEntries(new URL(request.url).searchParams)
}

/** The chain that a request names by its id in `chain`, else the default one. Throws UserError. */
export async function chainOf(query: Query): Promise<ChainStatus> {
  const asked = typeof query.chain === 'string' && query.chain !== '' ? query.chain : 'default'
  const chain = await findChain(asked)
  if (chain) return chain
  throw new UserError(
    asked === 'default'
      ? 'No chain has been indexed yet.'
      : `The chain "${asked}" is not in this database: /api/v1/status lists the chains by their ids.`,
  )
}

/** One of the words that a parameter can take, the first where it is absent. Throws UserError. */
export function wordOf<Word extends string>(
  query: Query,
  name: string,
  words: readonly [Word, ...Word[]],
): Word {
  const result = z
    .enum(words)
    .default(words[0])
    .safeParse(query[name] === '' ? undefined : query[name])
  if (result.success) return result.data
  throw new UserError(`The parameter "${name}" must be one of ${words.join(', ')}.`)
}

/** Rows that an answer holds where the request does not say, and at most. */
const ROWS = 50
const MOST_ROWS = 500

/** The `limit` of a request: rows that it asks for. Throws UserError. */
export function limitOf(query: Query): number {
  if (query.limit === undefined || query.limit === '') return ROWS
  const limit = typeof query.limit === 'string' ? parseCount(query.limit) : undefined
  if (limit !== undefined && limit >= 1 && limit <= MOST_ROWS) return limit
  throw new UserError(`The parameter "limit" must be a whole number from 1 to ${MOST_ROWS}.`)
}

/** A parameter read by `parse`; undefined where it is absent. Throws UserError where it is not what it must be. */
export function parsedOf<Value>(
  query: Query,
  name: string,
  parse: (text: string) => Value | undefined,
  mustBe: string,
): Value | undefined {
  const text = query[name]
  if (text === undefined || text === '') return undefined
  const value = typeof text === 'string' ? parse(text) : undefined
  if (value !== undefined) return value
  throw new UserError(`The parameter "${name}" must be ${mustBe}.`)
}
