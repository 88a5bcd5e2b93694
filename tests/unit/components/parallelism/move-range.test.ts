import { describe, expect, it } from 'vitest'
import { stretchTick, stretchWords } from '@/components/charts/time-words'
import { type Extent, neighboursOf } from '@/components/parallelism/move-range'
import { stepWords } from '@/components/parallelism/range-words'
import { durationOf, widthFor, widthWords } from '@/components/parallelism/time-steps'

const known: Extent = { from: 0n, to: 999n, first: 6000n, last: 16_030n }

describe('neighboursOf', () => {
  it('moves a range of blocks by its own length, to its half and its double', () => {
    expect(neighboursOf({ from: 400n, to: 499n }, known)).toEqual({
      earlier: { from: 300n, to: 399n },
      later: { from: 500n, to: 599n },
      closer: { from: 425n, to: 474n },
      wider: { from: 350n, to: 549n },
    })
  })

  it('stays within what the chain has', () => {
    expect(neighboursOf({ from: 0n, to: 999n }, known)).toEqual({ closer: { from: 250n, to: 749n } })
    expect(neighboursOf({ from: 950n, to: 999n }, known)).toEqual({
      earlier: { from: 900n, to: 949n },
      closer: { from: 962n, to: 987n },
      wider: { from: 925n, to: 999n },
    })
    expect(neighboursOf({ from: 5n, to: 5n }, known)).toEqual({
      earlier: { from: 4n, to: 4n },
      later: { from: 6n, to: 6n },
    })
  })

  it('moves a range of time likewise, to the minute of the newest block', () => {
    expect(neighboursOf({ since: 9600n, until: 13_200n }, known)).toEqual({
      earlier: { since: 6000n, until: 9600n },
      later: { since: 13_200n, until: 16_800n },
      closer: { since: 10_500n, until: 12_300n },
      wider: { since: 7800n, until: 15_000n },
    })
    expect(neighboursOf({ since: 6000n, until: 16_080n }, known)).toEqual({
      closer: { since: 8520n, until: 13_560n },
    })
  })
})

describe('points over time', () => {
  it.each([
    ['hour', 60n, 'minute'],
    ['day', 900n, '15 minutes'],
    ['week', 3600n, 'hour'],
    ['month', 21_600n, '6 hours'],
    ['year', 604_800n, 'week'],
  ] as const)('a range of one %s has points of %i seconds: %s', (name, seconds, words) => {
    expect(widthFor({ since: 0n, until: durationOf(name) })).toBe(seconds)
    expect(widthWords(seconds)).toBe(words)
  })

  it('are said in words', () => {
    expect(stepWords({ seconds: 3600n })).toBe('one point an hour')
    expect(stepWords({ seconds: 86_400n })).toBe('one point a day')
    expect(stepWords({ seconds: 300n })).toBe('one point for 5 minutes')
    expect(stepWords({ blocks: 1n })).toBe('one point a block')
    expect(stepWords({ blocks: 2000n })).toBe('one point for 2,000 blocks')
  })

  it('have words for their time, and short ones for the axis that differ from point to point', () => {
    // Sunday 22 November 2026, 19:00 UTC
    const at = 1795374000n
    expect(stretchWords(at, 900n)).toBe('22 Nov 2026, 19:00 to 19:15 UTC')
    expect(stretchWords(at - 19n * 3600n, 86_400n)).toBe('22 Nov 2026')
    expect(stretchWords(at - 19n * 3600n, 604_800n)).toBe('7 days from 22 Nov 2026')
    expect(stretchTick(at, 900n, 86_400n)).toBe('19:00')
    expect(stretchTick(at, 3600n, 604_800n)).toBe('22 Nov 19:00')
    expect(stretchTick(at, 86_400n, 30n * 86_400n)).toBe('22 Nov')
    expect(stretchTick(at, 604_800n, 365n * 86_400n)).toBe('22 Nov 2026')
  })
})
