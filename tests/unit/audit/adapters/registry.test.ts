import { describe, expect, test } from 'vitest'
import { ADAPTERS, adapterOf } from '@/lib/audit/adapters/registry'
import { CHECKS } from '@/lib/audit/catalogue'

describe.each(ADAPTERS.map((adapter) => ({ name: adapter.name, adapter })))('$name', ({ adapter }) => {
  test('answers each check of the catalogue, or names it with the reason why it cannot', () => {
    const supported = adapter.supported.map(({ id }) => id)
    const unanswerable = adapter.unanswerable.map(({ id }) => id)
    const all = [...supported, ...unanswerable]
    expect(new Set(all).size).toBe(all.length)
    expect(CHECKS.map(({ id }) => id).filter((id) => !all.includes(id))).toEqual([])
    for (const { reason } of adapter.unanswerable) expect(reason).toMatch(/^[A-Z].{15,}[.]$/)
    for (const { statement } of adapter.supported) expect(statement).toMatch(/^[A-Z].{15,}[.]$/)
  })

  test('names presets in lower case, with their chain', () => {
    for (const { address, parts, chainId } of adapter.presets) {
      for (const one of [address, ...Object.values(parts)]) expect(one).toMatch(/^0x[0-9a-f]{40}$/)
      expect(chainId > 0n).toBe(true)
    }
  })
})

test('a moment is in its day, its month, and in the grants of two months', () => {
  const program = { chainId: 1n, address: `0x${'aa'.repeat(20)}` as const, kind: '', name: '', parts: {} }
  // 15 September 2024, 12:00 UTC.
  const moment = 1_726_401_600n
  const at = (kind: string, figures = {}) => adapterOf(kind).periodsAt({ ...program, figures }, moment)
  expect(at('world-grants')).toEqual([39n, 40n])
  expect(at('erc20-treasury')).toEqual([202409n])
  expect(at('gooddollar-ubi', { periodStart: moment - 86_400n })).toEqual([1n])
  expect(at('gooddollar-ubi', { periodStart: moment + 1n })).toEqual([])
  expect(at('circles-v2', { zero: 1_602_720_000n })).toEqual([1431n])
  expect(at('merkle-distributor')).toEqual([1n])
})

test('kinds are unique, and an unknown one is told', () => {
  const kinds = ADAPTERS.map(({ kind }) => kind)
  expect(new Set(kinds).size).toBe(kinds.length)
  expect(() => adapterOf('lottery')).toThrow(
    `There is no kind of program called "lottery": the kinds are ${kinds.join(', ')}.`,
  )
})
