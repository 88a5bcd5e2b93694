import { describe, expect, test } from 'vitest'
import { auditEpoch } from '@/lib/audit/audit'
import { epochDataFromRows } from '@/lib/audit/epoch-data'
import type { AuditResult } from '@/lib/audit/types'
import { amountOf, auditOf, BUDGET, eventOf, honestStory, rowsOf, type Story } from './honest-epoch'

const verdicts = (result: AuditResult) => result.checks.map(({ id, verdict }) => `${id} ${verdict}`)

describe('the audit of an honest epoch', () => {
  test('passes every check', () => {
    const result = auditOf(honestStory())
    expect(verdicts(result)).toEqual([
      'amount-exact pass',
      'region-policy pass',
      'remainder pass',
      'budget-cap pass',
      'inputs-committed pass',
      'nullifier-unique pass',
      'proof-valid pass',
      'scope-bound pass',
      'recipient-bound pass',
      'eligible pass',
      'revoked-unpaid pass',
      'funnelling pass',
      'event-transfer pass',
      'conservation pass',
      'solvency pass',
      'out-of-band pass',
      'balance-recon pass',
      'supply pass',
      'schedule pass',
      'expiry pass',
      'parameters-logged pass',
      'timelock pass',
      'upgrades pass',
      'powers pass',
      'completeness pass',
    ])
    expect(result.verdict).toBe('pass')
    expect(result.checks.flatMap(({ evidence }) => evidence)).toEqual([])
    expect(result.unanswerable.map(({ id }) => id)).toEqual(['one-person'])
  })

  test('adds up', () => {
    // weights 700*5000*10000 = 35e9 and (300+50)*9000*11000 = 34.65e9, so floors 502514 and 497488, and 1 wei more to the second
    expect([amountOf(1), amountOf(2)]).toEqual([167_504n, 200_000n])
    const { totals } = auditOf(honestStory())
    expect(totals).toEqual({
      budget: 1_000_003n,
      paid: 535_008n,
      payments: 3,
      eligible: 5n,
      population: 1_050n,
      unclaimed: 367_504n,
      undistributed: 97_491n,
      reclaimed: 464_995n,
    })
    expect(totals.paid + totals.unclaimed + totals.undistributed).toBe(BUDGET)
  })

  test('does not depend on the order of the rows', () => {
    const rows = rowsOf(honestStory())
    const reversed = {
      ...rows,
      events: rows.events.toReversed(),
      transfers: rows.transfers?.toReversed(),
      balances: rows.balances.toReversed(),
    }
    expect(auditEpoch(epochDataFromRows(reversed))).toEqual(auditEpoch(epochDataFromRows(rows)))
  })
})

describe('missing data', () => {
  const inconclusive = (story: Story) => {
    const result = auditOf(story)
    expect(result.verdict).toBe('indeterminate')
    expect(result.checks.filter(({ verdict }) => verdict === 'fail')).toEqual([])
    return result.checks.filter(({ verdict }) => verdict === 'indeterminate').map(({ id }) => id)
  }

  test('without transfers', () => {
    const story = { ...honestStory(), rows: { transfers: undefined } }
    expect(inconclusive(story)).toEqual([
      'funnelling',
      'event-transfer',
      'conservation',
      'solvency',
      'out-of-band',
      'balance-recon',
      'supply',
      'expiry',
    ])
  })

  test('without balances', () => {
    const story = { ...honestStory(), rows: { balances: [] } }
    expect(inconclusive(story)).toEqual(['conservation', 'solvency', 'balance-recon'])
    const summaries = auditOf(story).checks.map(({ summary }) => summary)
    expect(summaries).toContain(
      "The balances cannot be compared: the program's balance at block 19 and block 70 is not known.",
    )
  })

  test('without the calldata of the claims', () => {
    const story = { ...honestStory(), rows: { proofs: undefined } }
    const checks = ['proof-valid', 'scope-bound', 'recipient-bound', 'eligible', 'revoked-unpaid']
    expect(inconclusive(story)).toEqual(checks)
  })

  test('with a claim through another contract', () => {
    const story = honestStory()
    eventOf(story, 'claim 12', 'Claimed').proof = { source: 'elsewhere' }
    const checks = ['proof-valid', 'scope-bound', 'recipient-bound', 'eligible', 'revoked-unpaid']
    expect(inconclusive(story)).toEqual(checks)
  })

  test('without the history of members and parameters', () => {
    const story = { ...honestStory(), rows: { historyComplete: false } }
    expect(inconclusive(story)).toEqual([
      'inputs-committed',
      'eligible',
      'revoked-unpaid',
      'parameters-logged',
      'timelock',
    ])
  })

  test('without the schedule, or the epoch before', () => {
    expect(inconclusive({ ...honestStory(), rows: { schedule: undefined } })).toEqual(['schedule'])
    const story = honestStory()
    story.transactions = story.transactions.filter(({ name }) => name !== 'open 1')
    // All that the program ever said is known: it never opened that epoch.
    expect(auditOf(story).checks.find(({ id }) => id === 'schedule')?.verdict).toBe('fail')
    story.rows = { historyComplete: false }
    expect(inconclusive(story)).toContain('schedule')
  })

  test('while the epoch is open', () => {
    const story = honestStory()
    story.rows = { upTo: { number: 30n, hash: '0x30', timestamp: 10_121n } }
    expect(inconclusive(story)).toEqual(['remainder', 'schedule', 'expiry'])
  })

  test('an epoch that was never opened is one clear sentence', () => {
    const story = { ...honestStory(), rows: { epoch: 9n } }
    expect(() => auditOf(story)).toThrow(
      /^Program 0x(a1){20} on chain 31337 did not open epoch 9 up to block 70: choose an epoch that was opened\.$/,
    )
  })
})
