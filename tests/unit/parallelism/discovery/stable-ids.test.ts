import { describe, expect, test } from 'vitest'
import type { Heat } from '@/lib/parallelism/discovery/co-access'
import { nameModules } from '@/lib/parallelism/discovery/name-modules'
import { adjustedRandIndex } from '@/lib/parallelism/discovery/rand-index'
import { matchCommunities } from '@/lib/parallelism/discovery/stable-ids'

const letters = (text: string) => text.split('')
const address = (letter: string) => `0x${letter.charCodeAt(0).toString(16).repeat(20)}`
const heat = (text: string): Heat[] =>
  letters(text).map((letter, at) => ({ contract: address(letter), transactions: 9 - at, gas: 9n }))

describe('matching', () => {
  test('takes the largest overlap first, one to one', () => {
    const earlier = [
      { id: 'one', members: letters('abcd') },
      { id: 'two', members: letters('efg') },
    ]
    expect(
      matchCommunities(earlier, [letters('ab'), letters('cdx'), letters('efgh'), letters('yz')]),
    ).toEqual([{ id: 'one', overlap: 0.5 }, undefined, { id: 'two', overlap: 0.75 }, undefined])
  })

  test('leaves what overlaps by less than three tenths', () => {
    const earlier = [{ id: 'one', members: letters('abcdefg') }]
    expect(matchCommunities(earlier, [letters('abcxyz')])).toEqual([{ id: 'one', overlap: 0.3 }])
    expect(matchCommunities(earlier, [letters('abcwxyz')])).toEqual([undefined])
  })

  test('breaks ties by id, whatever the order of the earlier ones', () => {
    const one = { id: 'one', members: letters('ab') }
    const two = { id: 'two', members: letters('cd') }
    const later = [letters('abcd')]
    expect(matchCommunities([one, two], later)).toEqual([{ id: 'one', overlap: 0.5 }])
    expect(matchCommunities([two, one], later)).toEqual([{ id: 'one', overlap: 0.5 }])
  })
})

describe('ids over time', () => {
  test('stay with the members while these drift away altogether', () => {
    const all = letters('abcdefghijklmnopqrstuvwxyz')
    let earlier: { id: string; members: string[] }[] = []
    const ids: string[][] = []
    for (let step = 0; step + 12 <= all.length; step += 2) {
      // Two modules of six: with every step each loses its two oldest members and gains two.
      const windows = [all.slice(step, step + 6), all.slice(step + 6, step + 12)].map((w) => heat(w.join('')))
      const modules = step % 4 === 0 ? windows : windows.toReversed()
      const names = nameModules({ modules, labelOf: () => undefined, earlier: [earlier], taken: [] })
      earlier = names.map(({ id }, at) => ({
        id,
        members: (modules[at] ?? []).map(({ contract }) => contract),
      }))
      ids.push(step % 4 === 0 ? names.map(({ id }) => id) : names.map(({ id }) => id).toReversed())
    }
    expect(ids).toHaveLength(8)
    expect(ids).toEqual(ids.map(() => ['at-61616161', 'at-67676767']))
  })

  test('a module that splits passes its id to the larger part, and the other gets a new one', () => {
    const earlier = [{ id: 'dex', members: letters('abcdef').map(address) }]
    const names = nameModules({
      modules: [heat('ab'), heat('cdef')],
      labelOf: (contract) => (contract === address('a') ? 'Uniswap V2: Router' : undefined),
      earlier: [earlier],
      taken: [],
    })
    expect(names).toEqual([
      { id: 'uniswap-v2-router', name: 'Uniswap V2: Router and 1 more', match: undefined },
      { id: 'dex', name: '0x636363…6363 and 3 more', match: { id: 'dex', overlap: 4 / 6 } },
    ])
  })

  test('are unique, never reserved, and not those of the registry', () => {
    const names = nameModules({
      modules: [heat('a'), heat('b'), heat('c'), heat('d')],
      labelOf: (contract) =>
        contract === address('d') ? '★' : contract === address('c') ? 'Transfer' : 'DeFi',
      earlier: [[{ id: 'identity', members: [address('a')] }], [{ id: 'defi-2', members: [address('b')] }]],
      taken: ['defi', 'identity'],
    })
    expect(names.map(({ id }) => id)).toEqual(['defi-3', 'defi-2', 'transfer-2', 'at-64646464'])
  })
})

describe('the adjusted Rand index', () => {
  test('is 1 for the same partition under other names', () => {
    expect(adjustedRandIndex(letters('aabbc'), letters('xxyyz'))).toBe(1)
    expect(adjustedRandIndex(letters('abc'), letters('xyz'))).toBe(1)
    expect(adjustedRandIndex([], [])).toBe(1)
  })

  test('is that of the textbook', () => {
    // Contingency rows (1 1 0), (1 2 1), (0 0 4): Yeung and Ruzzo 2001, table 2.
    expect(adjustedRandIndex(letters('aabbbbcccc'), letters('xyxyyzzzzz'))).toBeCloseTo(0.31257, 4)
  })

  test('is below 0 for less agreement than chance has, and refuses lists of different length', () => {
    expect(adjustedRandIndex(letters('aabb'), letters('xyxy'))).toBeCloseTo(-0.5, 12)
    expect(() => adjustedRandIndex(['a'], [])).toThrow('the partitions are of 1 and of 0 things')
  })
})
