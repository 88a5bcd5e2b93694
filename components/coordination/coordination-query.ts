import { z } from 'zod'
import { parseQuery, type Query, type View, viewQuery } from '@/components/parallelism/view'

/** What the width of a flow means. */
export const MEASURES = ['calls', 'gas'] as const
export type Measure = (typeof MEASURES)[number]

/** Whose messages are drawn: between modules, or those of accounts into and out of them as well. */
export const ENDS = ['modules', 'accounts'] as const
export type Ends = (typeof ENDS)[number]

export interface CoordinationQuery {
  by: Measure
  ends: Ends
}

const schema = z.object({
  by: z.enum(MEASURES, `must be one of ${MEASURES.join(', ')}`).default('calls'),
  ends: z.enum(ENDS, `must be one of ${ENDS.join(', ')}`).default('modules'),
})

/** Reads the page's own parameters, beside those of its view. Throws a UserError on the first that is wrong. */
export const parseCoordination = (parameters: Query): CoordinationQuery => parseQuery(schema, parameters)

/** The query string of the page; defaults are left out. */
export function coordinationQuery(view: View, { by, ends }: CoordinationQuery): string {
  const query = new URLSearchParams(viewQuery(view))
  if (by !== 'calls') query.set('by', by)
  if (ends !== 'modules') query.set('ends', ends)
  return query.size === 0 ? '' : `?${query}`
}
