import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MalformedTraceError } from '@/lib/parallelism/errors'
import { accessSetsFromTraces, type TracedBlock } from '@/lib/parallelism/traces'
import { hasMainnet, recorded } from '@/tests/mainnet'
import { mutated, mutation } from './mutations'
import { SMALL_TRACES } from './small-traces'

const MUTATIONS = 10_000
const TRANSACTIONS = 6

/** A few transactions of each block, so that a run takes no time; the small ones alone where none are recorded. */
const RECORDED = hasMainnet ? [2179522, 4370000, 12244000, 19932148] : []
const BLOCKS: TracedBlock[] = [
  SMALL_TRACES,
  ...RECORDED.map((number) => firstOf(recorded(number).traces, TRANSACTIONS)),
]

function firstOf({ transactions, plain, diff, ...block }: TracedBlock, count: number): TracedBlock {
  const first = (list: unknown) => (Array.isArray(list) ? list.slice(0, count) : list)
  return { ...block, transactions: transactions.slice(0, count), plain: first(plain), diff: first(diff) }
}

const sidedMutation = fc.record({ side: fc.constantFrom<'plain' | 'diff'>('plain', 'diff'), mutation })

test(`${MUTATIONS} mutations of ${hasMainnet ? 'recorded' : 'small'} traces are read or refused, and nothing else happens`, () => {
  let refused = 0
  let read = 0
  fc.assert(
    fc.property(
      fc.constantFrom(...BLOCKS),
      fc.array(sidedMutation, { minLength: 1, maxLength: 3 }),
      (block, changes) => {
        const input = { ...block }
        for (const { side, mutation } of changes) {
          const { place, change, value } = mutation
          input[side] = mutated(input[side], place.turns, place.depth, change, value)
        }
        try {
          expect(accessSetsFromTraces(input)).toHaveLength(block.transactions.length)
          read++
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedTraceError)
          expect(String(error)).toMatch(
            new RegExp(`^MalformedTraceError: block ${block.block}[:,] .{3,400}$`, 's'),
          )
          refused++
        }
      },
    ),
    { seed: 20_261_122, numRuns: MUTATIONS },
  )
  // Both happen often, or the mutations do not reach where it matters.
  expect(refused).toBeGreaterThan(MUTATIONS / 5)
  expect(read).toBeGreaterThan(MUTATIONS / 20)
}, 120_000)
