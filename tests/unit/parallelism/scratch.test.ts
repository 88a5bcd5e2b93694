import { describe, expect, test } from 'vitest'
import { Scratch } from '@/lib/parallelism/scratch'

describe('memory of analyses', () => {
  test('arrays taken one after another do not overlap, whatever their types and however many there are', () => {
    const scratch = new Scratch()
    for (let round = 0; round < 3; round++) {
      scratch.reset()
      const ints = Array.from({ length: 40 }, (_, i) => scratch.ints(1_001 + i).fill(i))
      const floats = Array.from({ length: 40 }, (_, i) => scratch.floats(501 + i).fill(i + 0.5))
      const list = scratch.list(1)
      for (let i = 0; i < 5_000; i++) list.push(i)
      ints.forEach((array, i) => {
        expect(array.every((value) => value === i)).toBe(true)
      })
      floats.forEach((array, i) => {
        expect(array.every((value) => value === i + 0.5)).toBe(true)
      })
      expect([list.length, list.trimmed()[4_999]]).toEqual([5_000, 4_999])
    }
  })

  test('after a reset the same memory is given again, cleared only where zeros are asked for', () => {
    const scratch = new Scratch()
    scratch.ints(100_000)
    scratch.reset()
    const first = scratch.ints(100).fill(7)
    scratch.reset()
    const second = scratch.ints(100)
    expect(second.buffer).toBe(first.buffer)
    expect([...second]).toEqual(Array.from({ length: 100 }, () => 7))
    scratch.reset()
    expect([...scratch.zeros(100)]).toEqual(Array.from({ length: 100 }, () => 0))
  })

  test('what is taken within a use is free after it; what was taken before stays', () => {
    const scratch = new Scratch()
    scratch.ints(100_000)
    scratch.reset()
    const kept = scratch.ints(10).fill(1)
    const inner = scratch.within(() => scratch.ints(10).fill(2).byteOffset)
    const next = scratch.ints(10).fill(3)
    expect(next.byteOffset).toBe(inner)
    expect([...kept]).toEqual(Array.from({ length: 10 }, () => 1))
    // More than the piece holds: a new one is begun, and what was taken from the old one is untouched.
    scratch.within(() => scratch.ints(1_000_000).fill(4))
    expect([...kept, ...next]).toEqual(Array.from({ length: 20 }, (_, i) => (i < 10 ? 1 : 3)))
  })
})
