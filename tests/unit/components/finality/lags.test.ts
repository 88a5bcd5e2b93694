import { describe, expect, it } from 'vitest'
import { lagsOf, sampleRows } from '@/components/finality/lag-figure'
import { finalityRange } from '@/components/finality/load-finality'
import type { HeadSample } from '@/lib/db/read/head-samples'

/** 22 November 2026, 19:00 UTC */
const AT = 1795374000n

function sample(start: bigint, known: Partial<HeadSample> = {}): HeadSample {
  return {
    start,
    second: start + 50n,
    head: 1000n,
    headTimestamp: start + 48n,
    safe: undefined,
    safeTimestamp: undefined,
    finalized: undefined,
    finalizedTimestamp: undefined,
    ...known,
  }
}

describe('lags behind the head', () => {
  it('are counted in blocks and in seconds of the blocks’ own time', () => {
    const known = sample(AT, {
      safe: 968n,
      safeTimestamp: AT - 336n,
      finalized: 936n,
      finalizedTimestamp: AT - 720n,
    })
    expect(lagsOf(known, 'blocks')).toEqual({ safe: 32, finalized: 64 })
    expect(lagsOf(known, 's')).toEqual({ safe: 384, finalized: 768 })
  })

  it('are unknown where the node knows neither, and none where it finalises at once', () => {
    expect(lagsOf(sample(AT), 'blocks')).toEqual({ safe: null, finalized: null })
    expect(lagsOf(sample(AT, { safe: 1000n, finalized: 0n }), 'blocks')).toEqual({ safe: 0, finalized: 1000 })
  })
})

describe('samples over time', () => {
  it('interrupt the lines where none was taken', () => {
    const rows = sampleRows([sample(AT), sample(AT + 60n), sample(AT + 240n)], 60n, ({ head }) => ({
      head: Number(head),
    }))
    expect(rows).toEqual([
      { tick: '19:00', title: '2026-11-22 19:00:50 UTC', values: { head: 1000 } },
      { tick: '19:01', title: '2026-11-22 19:01:50 UTC', values: { head: 1000 } },
      {
        tick: '19:02',
        title: 'From 22 Nov 2026, 19:02 to 19:03 UTC: the indexer did not reach the node',
        values: {},
      },
      { tick: '19:04', title: '2026-11-22 19:04:50 UTC', values: { head: 1000 } },
    ])
  })
})

describe('the range', () => {
  it('is a day unless it is named', () => {
    expect(finalityRange({})).toBe('day')
    expect(finalityRange({ range: 'week' })).toBe('week')
    expect(() => finalityRange({ range: '100' })).toThrow(
      'The parameter "range" must be one of hour, day, week, month, year.',
    )
  })
})
