import { describe, expect, it } from 'vitest'
import { bucketSize, parseView, pinnedQuery, viewQuery, workerIndex } from '@/components/parallelism/view'

describe('parseView', () => {
  it('has defaults', () => {
    expect(parseView({})).toEqual({ policy: 'accounts', range: '1000', workers: 16 })
  })

  it('reads every part, and a range of blocks above a named one', () => {
    expect(parseView({ policy: 'strict', range: 'all', from: '5', to: '9', workers: '32' })).toEqual({
      policy: 'strict',
      range: { from: 5n, to: 9n },
      workers: 32,
    })
  })

  it('reads a range of times, in UTC', () => {
    expect(parseView({ from: '2026-11-22T15:00Z', to: '2026-11-22T15:00:30Z' }).range).toEqual({
      since: 1795359600n,
      until: 1795359630n,
    })
  })

  it('takes empty parameters as absent', () => {
    expect(parseView({ policy: '', workers: '', from: '', to: '' }).policy).toBe('accounts')
  })

  it.each([
    [{ policy: 'best' }, 'The parameter "policy" must be one of storage, accounts, strict.'],
    [{ policy: ['storage', 'strict'] }, 'The parameter "policy" must be one of storage, accounts, strict.'],
    [{ workers: '3' }, 'The parameter "workers" must be one of 2, 4, 8, 16, 32.'],
    [{ workers: 'many' }, 'The parameter "workers" must be one of 2, 4, 8, 16, 32.'],
    [
      { range: '7' },
      'The parameter "range" must be one of 100, 1000, 10000, all, hour, day, week, month, year.',
    ],
    [
      { from: '-1', to: '4' },
      'The parameter "from" must be a block number, or a time in UTC such as 2026-11-22T15:00Z.',
    ],
    [{ from: '3' }, 'A range needs both parameters, "from" and "to".'],
    [
      { from: '2026-11-22T15:00', to: '2026-11-22T16:00Z' },
      'The parameter "from" must be a block number, or a time in UTC such as 2026-11-22T15:00Z.',
    ],
    [
      { from: '2026-13-22T15:00Z', to: '2026-11-22T16:00Z' },
      'The parameter "from" must be a block number, or a time in UTC such as 2026-11-22T15:00Z.',
    ],
    [
      { from: '2026-11-22T15:00Z', to: '2026-11-22T15:00Z' },
      'The range from 2026-11-22T15:00Z to 2026-11-22T15:00Z is empty: "to" is not after "from".',
    ],
    [
      { from: '3', to: '2026-11-22T16:00Z' },
      'The parameters "from" and "to" must both be block numbers, or both be times.',
    ],
    [{ from: '9', to: '3' }, 'The range from block 9 to block 3 is empty: "from" is above "to".'],
  ])('refuses %j in one sentence', (query, sentence) => {
    expect(() => parseView(query)).toThrow(sentence)
  })
})

describe('viewQuery', () => {
  it('leaves defaults out, so that a view has one address', () => {
    expect(viewQuery(parseView({ policy: 'accounts', range: '1000', workers: '16' }))).toBe('')
  })

  it.each([
    [{ policy: 'storage' }, '?policy=storage'],
    [{ range: 'all', workers: '2' }, '?range=all&workers=2'],
    [{ from: '0', to: '12' }, '?from=0&to=12'],
    [{ range: 'year' }, '?range=year'],
    [
      { from: '2026-11-22T15:00Z', to: '2026-11-22T16:00:30Z' },
      '?from=2026-11-22T15%3A00Z&to=2026-11-22T16%3A00%3A30Z',
    ],
  ])('comes back to itself: %j', (query, text) => {
    expect(viewQuery(parseView(query))).toBe(text)
    expect(parseView(Object.fromEntries(new URLSearchParams(text)))).toEqual(parseView(query))
  })
})

it('pins an export to its blocks', () => {
  expect(pinnedQuery(parseView({ policy: 'strict' }), { from: 1n, to: 600n }, { format: 'csv' })).toBe(
    '?policy=strict&from=1&to=600&format=csv',
  )
  const time = { since: 0n, until: 3600n }
  expect(pinnedQuery(parseView({}), time)).toBe(
    '?policy=accounts&from=1970-01-01T00%3A00Z&to=1970-01-01T01%3A00Z',
  )
})

it('finds the place of the workers in stored arrays', () => {
  expect(workerIndex({ workers: 2 })).toBe(0)
  expect(workerIndex({ workers: 32 })).toBe(4)
})

it.each([
  [1, 1n],
  [5, 1n],
  [120, 1n],
  [121, 2n],
  [600, 5n],
  [5000, 50n],
  [5_256_000, 50_000n],
])('draws %i blocks in buckets of %i', (blocks, size) => {
  expect(bucketSize(blocks, 120)).toBe(size)
})
