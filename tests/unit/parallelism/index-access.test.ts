import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { analyseGraph, prepareBlock } from '@/lib/parallelism/analyse'
import { fromCsr } from '@/lib/parallelism/csr'
import { buildGraph } from '@/lib/parallelism/graph'
import { indexAccess } from '@/lib/parallelism/index-access'
import { underPolicy } from '@/lib/parallelism/indexed'
import { sampledHash } from '@/lib/parallelism/key-hash'
import { balanceKey, nonceKey, storageKey } from '@/lib/parallelism/keys'
import { Scratch } from '@/lib/parallelism/scratch'
import { type AccessSet, POLICIES } from '@/lib/parallelism/types'
import { moduleOf, randomBlock, SEEDED } from './random-blocks'

const A = `0x${'a'.repeat(40)}`
/** Slots that differ in the middle alone, where no hash looks. */
const alike = (n: number) =>
  storageKey(A, `0x${'0'.repeat(20)}${n.toString(16).padStart(24, '0')}${'0'.repeat(20)}`)
const set = (lists: Partial<AccessSet>): AccessSet => ({
  reads: [],
  writes: [],
  credits: [],
  contracts: [],
  ...lists,
})

describe('numbering the keys of a block', () => {
  test('keys that are used once have no number, and are counted all the same', () => {
    const [x, y, once] = [storageKey(A, '0x01'), balanceKey(A), nonceKey(A)]
    const indexed = indexAccess([
      set({ reads: [x, once], writes: [x] }),
      set({ reads: [x], credits: [y] }),
      set({ reads: [y] }),
    ])
    expect(indexed.keys).toEqual([x, y])
    expect(fromCsr(indexed.reads)).toEqual([[0], [0], [1]])
    expect(fromCsr(indexed.writes)).toEqual([[0], [], []])
    expect(fromCsr(indexed.credits)).toEqual([[], [1], []])
    expect([...indexed.readCounts]).toEqual([2, 1, 1])
    expect([...indexed.writeCounts]).toEqual([1, 0, 0])
    expect([...indexed.creditCounts]).toEqual([0, 1, 0])
    expect([...indexed.storageReadCounts]).toEqual([1, 1, 0])
    expect([...indexed.storageWriteCounts]).toEqual([1, 0, 0])
    const strict = underPolicy(indexed, 'strict')
    expect([...strict.readCounts]).toEqual([2, 2, 1])
    expect([...strict.writeCounts]).toEqual([1, 1, 0])
  })

  test('a key that stands twice in a list is counted once', () => {
    const x = storageKey(A, '0x01')
    const indexed = indexAccess([
      set({ reads: [x, x], writes: [x, x], credits: [balanceKey(A), balanceKey(A)] }),
    ])
    expect([...indexed.readCounts, ...indexed.writeCounts, ...indexed.creditCounts]).toEqual([1, 1, 1])
    expect([...indexed.storageReadCounts, ...indexed.storageWriteCounts]).toEqual([1, 1])
    expect(fromCsr(indexed.reads)).toEqual([[0]])
  })

  test('in lists of thousands of keys that nobody changes, one that stands twice is counted once', () => {
    const names = Array.from({ length: 9_000 }, (_, n) =>
      storageKey(A, `0x${n.toString(16).padStart(64, '0')}`),
    )
    const reads = [...names, ...names.filter((_, n) => n % 3 === 0)]
    const { keys, readCounts, storageReadCounts } = indexAccess([
      set({}),
      set({ reads }),
      set({ reads: names }),
    ])
    expect([...readCounts]).toEqual([0, 9_000, 9_000])
    expect([...storageReadCounts]).toEqual([0, 9_000, 9_000])
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('a key that several read and nobody changes has no number', () => {
    const [shared, changed] = [storageKey(A, '0x01'), storageKey(A, '0x02')]
    const indexed = indexAccess([
      set({ reads: [changed, shared], writes: [changed] }),
      set({ reads: [shared, changed] }),
      set({ reads: [shared] }),
    ])
    expect(indexed.keys).toEqual([changed])
    expect(fromCsr(indexed.reads)).toEqual([[0], [0], []])
    expect([...indexed.readCounts]).toEqual([2, 2, 1])
  })

  test('a key that nobody uses after it was changed has no number, whoever read it before', () => {
    const [late, early] = [storageKey(A, '0x01'), storageKey(A, '0x02')]
    const indexed = indexAccess([
      set({ reads: [late, early], writes: [early] }),
      set({ reads: [late] }),
      set({ reads: [late, early], writes: [late] }),
    ])
    expect(indexed.keys).toEqual([early])
    expect(fromCsr(indexed.reads)).toEqual([[0], [], [0]])
    expect([...indexed.readCounts]).toEqual([2, 1, 2])
    expect([...indexed.writeCounts]).toEqual([1, 0, 1])
  })

  test('keys made to have one hash are told apart, however many they are', () => {
    const names = Array.from({ length: 500 }, (_, n) => alike(n))
    expect(new Set(names.map((name) => sampledHash(name))).size).toBe(1)
    const access = names.flatMap((name, n) => [
      set({ reads: [name], writes: [name] }),
      set({ reads: [names[(n * 7) % 500] ?? ''] }),
    ])
    const { keys, reads } = indexAccess(access)
    expect([...keys].sort()).toEqual([...names].sort())
    expect(fromCsr(reads).map((row) => row.map((key) => keys[key]))).toEqual(access.map((each) => each.reads))
  })

  test('a storage key is told by its hash', () => {
    expect(sampledHash(storageKey(A, '0x01'))).toBeLessThan(0)
    expect([balanceKey(A), nonceKey(A), A, ''].map((name) => sampledHash(name) < 0)).toEqual([
      false,
      false,
      false,
      false,
    ])
  })

  test('whether all keys are numbered or those alone that are used again, the metrics are the same', () => {
    const scratch = new Scratch()
    fc.assert(
      fc.property(randomBlock, fc.constantFrom(...POLICIES), ({ access, costs }, policy) => {
        const [all, contestable] = (['all', 'contestable'] as const).map((numbered) => {
          const prepared = prepareBlock(access, costs, moduleOf, scratch, numbered)
          const indexed = underPolicy(prepared.indexed, policy, scratch)
          return analyseGraph({ ...prepared, indexed }, buildGraph(indexed, scratch), policy)
        })
        expect(contestable).toEqual(all)
      }),
      SEEDED,
    )
  })
})
