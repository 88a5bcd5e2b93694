import { describe, expect, it } from 'vitest'
import { countsOf, sum, summary } from '../../../scripts/test/counts'

function report(passed: number, failed: number, extra: object = {}): string {
  return JSON.stringify({
    success: failed === 0,
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: [],
    ...extra,
  })
}

describe('the counts of a run', () => {
  it('are those of the report', () => {
    expect(countsOf(report(3, 2, { numPendingTests: 1, numTodoTests: 1 }), 1)).toEqual({
      passed: 3,
      failed: 2,
      skipped: 2,
    })
  })

  it('count a file that could not be loaded', () => {
    const testResults = [
      { status: 'failed', assertionResults: [] },
      { status: 'passed', assertionResults: [{}] },
    ]
    expect(countsOf(report(1, 0, { testResults }), 1)).toEqual({ passed: 1, failed: 1, skipped: 0 })
  })

  it('count a run that failed without a failing test, or left no report', () => {
    expect(countsOf(report(1, 0), 1).failed).toBe(1)
    expect(countsOf(report(1, 0), null).failed).toBe(1)
    expect(countsOf(undefined, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 })
  })

  it('end in one plain line', () => {
    const total = sum([countsOf(report(3, 0), 0), countsOf(report(4, 1), 1)])
    expect(summary(total)).toBe('7 passed, 1 failed')
    expect(summary({ passed: 1, failed: 0, skipped: 2 })).toBe('1 passed, 0 failed, 2 skipped')
  })
})
