import { describe, expect, test } from 'vitest'
import { cutPage, pagePlace } from '@/components/table/position-pages'

const place = { blockNumber: 7n, index: 2, part: 0 }

describe('the place of a page', () => {
  test('is the newest without parameters', () => {
    expect(pagePlace({})).toEqual({})
    expect(pagePlace({ before: ['7.2', '7.3'] })).toEqual({})
  })

  test('is before or after a position', () => {
    expect(pagePlace({ before: '7.2' })).toEqual({ before: place })
    expect(pagePlace({ after: '7.2' })).toEqual({ after: place })
    expect(pagePlace({ after: '7.2', before: '9.0' })).toEqual({ after: place })
  })

  test('is told when it is none', () => {
    expect(pagePlace({ before: 'seven' })).toEqual({ wrong: 'seven' })
    expect(pagePlace({ after: '' })).toEqual({ wrong: '' })
  })
})

describe('a page that was read with one row more', () => {
  test('at the newest: older rows follow where there was one more', () => {
    expect(cutPage([9, 8, 7], {}, 2)).toEqual({ rows: [9, 8], newer: false, older: true })
    expect(cutPage([9, 8], {}, 2)).toEqual({ rows: [9, 8], newer: false, older: false })
  })

  test('before a position there is always something newer', () => {
    expect(cutPage([6, 5, 4], { before: place }, 2)).toEqual({ rows: [6, 5], newer: true, older: true })
    expect(cutPage([6], { before: place }, 2)).toEqual({ rows: [6], newer: true, older: false })
  })

  test('after a position the row too many is the newest, and there is always something older', () => {
    expect(cutPage([9, 8, 7], { after: place }, 2)).toEqual({ rows: [8, 7], newer: true, older: true })
    expect(cutPage([8, 7], { after: place }, 2)).toEqual({ rows: [8, 7], newer: false, older: true })
  })
})
