import canonicalize from 'canonicalize'
import { auditRows } from './audit-rows'
import type { AuditContext } from './context'
import type { EpochFacts } from './facts'
import { PAYMENT_LEAF } from './payment-tree'
import type { AuditedBlock, AuditResult, Hex } from './types'

/** Name and version of the report's form. */
export const REPORT_FORMAT = 'parascope-report-1'

type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/**
 * The report of an audit: canonical JSON (RFC 8785), integers of the chain as decimal strings. The same chain data gives the
 * same bytes, whoever makes it. docs/audit.md describes the fields.
 * @param root of the Merkle tree over all payments; undefined where nothing was paid
 */
export function auditReport(context: AuditContext, result: AuditResult, root: Hex | undefined): string {
  const { data } = context
  const { audit, checks } = auditRows(result)
  const text = canonicalize(
    plain({
      format: REPORT_FORMAT,
      chain: { id: data.program.chainId },
      blocks: blocksOf(data),
      program: programOf(data),
      epoch: data.epoch,
      verdict: result.verdict,
      inputs: inputsOf(context),
      rule: ruleOf(context),
      closes: data.closings.map(({ at, paid, reclaimed }) => ({ ...place(at), paid, reclaimed })),
      state: { balances: data.balances, answers: data.answers, schedule: data.schedule ?? null },
      history: data.people !== undefined && data.parameters !== undefined ? 'complete' : 'incomplete',
      checks: checks.map(({ checkId, ...check }, at) => ({
        id: checkId,
        ...check,
        deviations: result.checks[at]?.deviations ?? 0,
      })),
      unanswerable: result.unanswerable.map(({ id, reason }) => ({ id, reason })),
      totals: audit.totals,
      fairness: result.fairness,
      payments: {
        count: context.payments.count,
        encoding: PAYMENT_LEAF.map(({ name, type }) => ({ name, type })),
        root: root ?? null,
      },
    }),
  )
  if (text === undefined) throw new TypeError('the report is no JSON')
  return text
}

function programOf({ program: { address, kind, token, treasury, verifier } }: EpochFacts) {
  return { address, kind, token, treasury, verifier }
}

/** The blocks that the report stands on, by their hashes; the audited one pins all before it. */
function blocksOf({ range, upTo }: EpochFacts) {
  const block = ({ number, hash, timestamp }: AuditedBlock) => ({ number, hash, timestamp })
  return { first: range ? block(range.first) : null, last: block(upTo) }
}

/** What the opening announced: the rule's inputs, and the regions that did not open. */
function inputsOf({ data, opening }: AuditContext) {
  const { at, budget, cap, opensAt, closesAt, tableHash } = opening
  return {
    ...place(at),
    budget,
    cap,
    opensAt,
    closesAt,
    tableHash,
    regions: data.regions.map(({ region, name, population, need, geography, root, active }) => ({
      region,
      name,
      population,
      need,
      geography,
      root,
      active,
    })),
    merged: data.merged.map(({ region, into, active }) => ({ region, into, active })),
  }
}

/** The rule, step by step, or why it cannot be computed. */
function ruleOf({ rule, ruleProblem }: AuditContext) {
  if (rule === undefined) return { problem: ruleProblem }
  const { totalWeight, leftOver, shared, owed, undistributed } = rule
  return {
    totalWeight,
    leftOver,
    shared,
    owed,
    undistributed,
    regions: rule.regions.map(({ population, need, geography, active, ...steps }) => steps),
  }
}

function place({
  blockNumber,
  transactionHash,
  logIndex,
}: {
  blockNumber: bigint
  transactionHash: Hex
  logIndex: number
}) {
  return { blockNumber, transactionHash, logIndex }
}

/** Integers of the chain become decimal strings; what is undefined is left out. */
function plain(value: unknown): Json {
  if (typeof value === 'bigint') return value.toString()
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object') throw new TypeError(`${typeof value} is no JSON`)
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  return Object.fromEntries(entries.map(([key, item]) => [key, plain(item)]))
}
