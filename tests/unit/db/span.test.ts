import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bucketStart, coverOf, firstSecond, widestFor } from '@/lib/db/read/span'

const DAY = 86_400n
const WEEK = 7n * DAY
/** The first Monday, 5 January 1970. */
const MONDAY = 4n * DAY

describe('coverOf', () => {
  it('takes days in the middle, hours and minutes towards the ends', () => {
    const since = 10n * DAY - 2n * 3600n - 3n * 60n - 7n
    const until = 12n * DAY + 3600n + 120n + 30n
    expect(coverOf({ since, until }, DAY)).toEqual([
      { resolution: 60n, since: 10n * DAY - 2n * 3600n - 3n * 60n, until: 10n * DAY - 2n * 3600n },
      { resolution: 3600n, since: 10n * DAY - 2n * 3600n, until: 10n * DAY },
      { resolution: DAY, since: 10n * DAY, until: 12n * DAY },
      { resolution: 3600n, since: 12n * DAY, until: 12n * DAY + 3600n },
      { resolution: 60n, since: 12n * DAY + 3600n, until: 12n * DAY + 3720n },
    ])
  })

  it('takes weeks from Monday to Monday where they fit', () => {
    expect(coverOf({ since: MONDAY - DAY, until: MONDAY + 2n * WEEK + DAY }, WEEK)).toEqual([
      { resolution: DAY, since: MONDAY - DAY, until: MONDAY },
      { resolution: WEEK, since: MONDAY, until: MONDAY + 2n * WEEK },
      { resolution: DAY, since: MONDAY + 2n * WEEK, until: MONDAY + 2n * WEEK + DAY },
    ])
    expect(coverOf({ since: 0n, until: DAY }, WEEK)).toEqual([{ resolution: DAY, since: 0n, until: DAY }])
  })

  it('takes nothing wider than is asked for, and nothing of less than a minute', () => {
    expect(coverOf({ since: 0n, until: 2n * DAY }, 3600n)).toEqual([
      { resolution: 3600n, since: 0n, until: 2n * DAY },
    ])
    expect(coverOf({ since: 30n, until: 119n }, DAY)).toEqual([])
    expect(coverOf({ since: 60n, until: 60n }, DAY)).toEqual([])
  })

  it('covers every whole minute exactly once, in few pieces, each whole buckets of its resolution', () => {
    const moment = fc.bigInt({ min: 0n, max: 20n * DAY })
    fc.assert(
      fc.property(moment, moment, fc.constantFrom(60n, 3600n, DAY, WEEK), (a, b, widest) => {
        const time = a < b ? { since: a, until: b } : { since: b, until: a }
        const pieces = coverOf(time, widest)
        expect(pieces.length).toBeLessThanOrEqual(widest === WEEK ? 7 : 5)
        const covered: bigint[] = []
        for (const { resolution, since, until } of pieces) {
          const origin = resolution === WEEK ? MONDAY : 0n
          expect([
            (since - origin) % resolution,
            (until - origin) % resolution,
            resolution <= widest,
          ]).toEqual([0n, 0n, true])
          for (let minute = since; minute < until; minute += 60n) covered.push(minute)
        }
        const wanted: bigint[] = []
        for (let minute = 0n; minute < 20n * DAY; minute += 60n) {
          if (minute >= time.since && minute + 60n <= time.until) wanted.push(minute)
        }
        expect(covered).toEqual(wanted)
      }),
      { seed: 20261122, numRuns: 60 },
    )
  })
})

describe('buckets of time', () => {
  it('begin at multiples of their width, weeks on Mondays', () => {
    // Sunday 22 November 2026, 19:05:07 UTC
    const moment = 1795374307n
    expect(bucketStart(moment, 900n)).toBe(1795374000n)
    expect(new Date(Number(bucketStart(moment, 7n * DAY)) * 1000).toUTCString()).toBe(
      'Mon, 16 Nov 2026 00:00:00 GMT',
    )
    expect(firstSecond((bucketStart(moment, 7n * DAY) - 345_600n) / (7n * DAY), { seconds: 7n * DAY })).toBe(
      bucketStart(moment, 7n * DAY),
    )
    // Thursday 1 January 1970 lies in the week of Monday 29 December 1969
    expect(bucketStart(0n, WEEK)).toBe(MONDAY - WEEK)
    expect(firstSecond(3n, { blocks: 10n })).toBeUndefined()
  })

  it('are made of the widest rollup that fits', () => {
    expect([60n, 900n, 3600n, 21_600n, DAY, 7n * DAY].map((seconds) => widestFor({ seconds }))).toEqual([
      60n,
      60n,
      3600n,
      3600n,
      DAY,
      WEEK,
    ])
    expect(widestFor({ blocks: 5n })).toBe(0n)
  })
})
