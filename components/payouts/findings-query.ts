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
  epoch?: bigint
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
    epoch: typeof given.epoch === 'string' ? parseInteger(given.epoch) : undefined,
    check,
    after: positionOf(given.after),
  }
}

export function filterOf({ severity, program, epoch, check }: FindingsQuery): FindingFilter {
  return {
    program,
    epoch,
    checkId: check,
    verdicts: severity === 'all' ? ['fail', 'indeterminate'] : [severity],
  }
}

/** The query of an address; empty where all is as it is without one. */
export function queryText({ severity, program, epoch, check, after }: FindingsQuery): string {
  const query = new URLSearchParams()
  if (severity !== 'fail') query.set('severity', severity)
  if (program !== undefined) query.set('program', program)
  if (epoch !== undefined) query.set('epoch', `${epoch}`)
  if (check !== undefined) query.set('check', check)
  if (after) query.set('after', positionText(after))
  return query.size === 0 ? '' : `?${query}`
}

/** A place among findings, as addresses have it. */
export function positionText({ blockNumber, program, epoch, checkId }: FindingPosition): string {
  return `${blockNumber}.${program}.${epoch}.${checkId}`
}

function positionOf(text: unknown): FindingPosition | undefined {
  if (typeof text !== 'string') return undefined
  const [block, address = '', number, checkId = ''] = text.split('.')
  const blockNumber = parseInteger(block)
  const program = parseAddress(address)
  const epoch = parseInteger(number)
  return blockNumber === undefined || program === undefined || epoch === undefined
    ? undefined
    : { blockNumber, program, epoch, checkId }
}
