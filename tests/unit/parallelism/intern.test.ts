import { describe, expect, test } from 'vitest'
import { Interner } from '@/lib/parallelism/intern'

describe('numbering strings', () => {
  test('gives numbers in the order of first appearance', () => {
    const interner = new Interner(0)
    const out = new Int32Array(4)
    interner.addAll(['b', 'a', 'b', ''], out)
    expect([...out]).toEqual([0, 1, 0, 2])
    expect(interner.add('a')).toBe(1)
    expect(interner.names).toEqual(['b', 'a', ''])
    expect([interner.find('b'), interner.find('c')]).toEqual([0, undefined])
  })

  test('keeps its numbers when it grows, and with keys made to share all sampled characters', () => {
    for (const name of [(i: number) => `name ${i}`, (i: number) => `s:${i + 1_000_000}${'0'.repeat(100)}`]) {
      const names = Array.from({ length: 20_000 }, (_, i) => name(i))
      const interner = new Interner(0)
      expect(names.map((each) => interner.add(each))).toEqual(names.map((_, i) => i))
      expect(names.map((each) => interner.find(each))).toEqual(names.map((_, i) => i))
      const out = new Int32Array(names.length)
      interner.addAll(names, out)
      expect([...out]).toEqual(names.map((_, i) => i))
    }
  })
})
