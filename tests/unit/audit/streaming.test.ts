import fc from 'fast-check'
import { expect, test } from 'vitest'
import { auditAndReport } from '@/lib/audit/audit'
import { epochDataFromRows } from '@/lib/audit/epoch-data'
import { EVIDENCE_LIMIT } from '@/lib/audit/outcome'
import { REPORT_FORMAT } from '@/lib/audit/report'
import type { Verdict } from '@/lib/audit/types'
import { honestStory, rowsOf } from './honest-epoch'
import { changeAtRandom, type RandomChange } from './random-changes'
import { wholeAudit } from './whole-epoch/audit'

const change: fc.Arbitrary<RandomChange> = fc.record({
  kind: fc.nat(),
  of: fc.nat(),
  to: fc.nat(),
  times: fc.constantFrom(1, 1, 1, 1, 130),
})

test('an audit step by step finds what one that has everything at hand does, byte for byte', () => {
  const held = new Map<string, Set<Verdict>>()
  let most = 0
  fc.assert(
    fc.property(fc.array(change, { maxLength: 7 }), (changes) => {
      const story = honestStory()
      for (const one of changes) changeAtRandom(story, one)
      const rows = rowsOf(story)
      const whole = wholeAudit(rows)
      const { result, report } = auditAndReport(epochDataFromRows(rows))
      const ids = new Set(whole.checks.map(({ id }) => id))
      const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1)
      expect(result.checks.filter(({ id }) => ids.has(id)).sort(byId)).toEqual(whole.checks.sort(byId))
      expect(result.totals).toEqual(whole.totals)
      expect(result.fairness).toEqual(whole.fairness)
      const parsed: unknown = JSON.parse(report)
      expect(parsed).toMatchObject({
        format: REPORT_FORMAT,
        payments: { count: whole.totals.payments, root: whole.root ?? null },
      })
      for (const { id, verdict } of whole.checks) held.set(id, (held.get(id) ?? new Set()).add(verdict))
      most = Math.max(most, ...whole.checks.map(({ deviations }) => deviations))
    }),
    { seed: 20261122, numRuns: 250 },
  )
  // Each of these checks was held in each of its verdicts, and beyond the rows of evidence that are kept.
  const verdicts = [...held].map(([id, set]) => `${id}: ${[...set].sort().join(', ')}`).sort()
  expect(verdicts).toEqual([
    'amount-exact: fail, pass',
    'balance-recon: fail, indeterminate, pass',
    'budget-cap: fail, pass',
    'conservation: fail, indeterminate, pass',
    'eligible: fail, indeterminate, pass',
    'event-transfer: fail, indeterminate, pass',
    'nullifier-unique: fail, pass',
    'out-of-band: fail, indeterminate, pass',
    'proof-valid: fail, indeterminate, pass',
    'recipient-bound: fail, indeterminate, pass',
    'region-policy: fail, pass',
    'revoked-unpaid: fail, indeterminate, pass',
    'schedule: fail, indeterminate, pass',
    'scope-bound: fail, indeterminate, pass',
    'solvency: fail, indeterminate, pass',
    'supply: fail, indeterminate, pass',
  ])
  expect(most).toBeGreaterThan(EVIDENCE_LIMIT)
})
