import { CHECKS } from '@/lib/audit/catalogue'
import type { FindingFilter, FindingPosition } from '@/lib/db/read/findings'
import { parseAddress, parseInteger } from './parse'

/** What counts as a finding: what fails, what cannot be known, or both. */
export const SEVERITIES = ['fail', 'indeterminate', 'all'] as const
export type Severity = (typeof SEVERITIES)[number]

/** The choice that a page or an export of findings shows; all of it is in the address. */
export interface FindingsQuery {
  severity: Severity
  program?: string
  check?: string
  after?: FindingPosition
}

type Given = Record<string, string | string[] | undefined>

/** Reads a query; what is not understood counts as not given. */
export function findingsQuery(given: Given): FindingsQuery {
  const check = CHECKS.find(({ id }) => id === given.check)?.id
  return {
    severity: SEVERITIES.find((severity) => severity === given.severity) ?? 'fail',
    program: parseAddress(typeof given.program === 'string' ? given.program : ''),
    check,
    after: positionOf(given.after),
  }
}

export function filterOf({ severity, program, check }: FindingsQuery): FindingFilter {
  return { program, checkId: check, verdicts: severity === 'all' ? ['fail', 'indeterminate'] : [severity] }
}

/** The query of an address; empty where all is as it is without one. */
export function queryText({ severity, program, check, after }: FindingsQuery): string {
  const query = new URLSearchParams()
  if (severity !== 'fail') query.set('severity', severity)
  if (program !== undefined) query.set('program', program)
  if (check !== undefined) query.set('check', check)
  if (after) query.set('after', `${after.blockNumber}.${after.program}.${after.checkId}`)
  return query.size === 0 ? '' : `?${query}`
}

function positionOf(text: unknown): FindingPosition | undefined {
  if (typeof text !== 'string') return undefined
  const [block, address = '', checkId = ''] = text.split('.')
  const blockNumber = parseInteger(block)
  const program = parseAddress(address)
  return blockNumber === undefined || program === undefined ? undefined : { blockNumber, program, checkId }
}
