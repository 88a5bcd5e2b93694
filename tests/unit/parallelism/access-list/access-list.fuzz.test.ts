import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toBytes, toHex } from '@/lib/chain/bytes'
import { accessSetsFromList } from '@/lib/parallelism/access-list/access-sets'
import { parseAccessList } from '@/lib/parallelism/access-list/parse'
import { accessListHash, encodeList } from '@/lib/parallelism/access-list/rlp'
import { MalformedAccessListError } from '@/lib/parallelism/errors'
import { hasMainnet, recorded } from '@/tests/mainnet'
import { asFixtureJson, asSpecJson, listOfTraces } from '@/tests/support/list-of-traces'
import { type Mutation, mutated, mutation } from '../mutations'
import { SMALL_LIST } from './small-list'

const MUTATIONS = 5000
const SEED = 20_261_122

/** The hand-worked list, and the first accounts of a recorded block where there is one. */
const LISTS = [
  { list: SMALL_LIST, listed: { block: 5n, transactions: 2 } },
  ...(hasMainnet ? [12244000, 19932148] : []).map((number) => {
    const { traces } = recorded(number)
    return {
      list: listOfTraces(traces).slice(0, 12),
      listed: { block: BigInt(number), transactions: traces.transactions.length },
    }
  }),
]
const JSON_LISTS = LISTS.flatMap(({ list, listed }) => [
  { raw: asSpecJson(list), listed },
  { raw: asFixtureJson(list), listed },
])

/** Reads a list and uses it; the number of those refused, which is 0 or 1. */
function tried(raw: unknown, listed: { block: bigint; transactions: number }): number {
  try {
    const list = parseAccessList(raw, listed)
    const transactions = Array.from({ length: listed.transactions }, () => ({ from: '0x', to: null }))
    const sets = accessSetsFromList({ list, transactions, miner: '0x', emitters: [] })
    expect(sets).toHaveLength(listed.transactions)
    // What is read has one encoding, which is read as the same.
    const encoded = toHex(encodeList(list))
    expect(accessListHash(parseAccessList(encoded, listed))).toBe(accessListHash(list))
    return 0
  } catch (error) {
    expect(error).toBeInstanceOf(MalformedAccessListError)
    expect(String(error)).toMatch(
      new RegExp(`^MalformedAccessListError: block ${listed.block}[:,] .{3,400}$`, 's'),
    )
    return 1
  }
}

test(`${MUTATIONS} mutations of lists in JSON are read or refused, and nothing else happens`, () => {
  let refused = 0
  fc.assert(
    fc.property(
      fc.constantFrom(...JSON_LISTS),
      fc.array(mutation, { minLength: 1, maxLength: 3 }),
      ({ raw, listed }, changes: Mutation[]) => {
        const changed = changes.reduce<unknown>(
          (value, { place, change, value: by }) => mutated(value, place.turns, place.depth, change, by),
          raw,
        )
        refused += tried(changed, listed)
      },
    ),
    { seed: SEED, numRuns: MUTATIONS },
  )
  expect(refused).toBeGreaterThan(MUTATIONS / 5)
  expect(refused).toBeLessThan(MUTATIONS)
}, 120_000)

test(`${MUTATIONS} mutations of lists in RLP are read or refused, and nothing else happens`, () => {
  const encoded = LISTS.map(({ list, listed }) => ({ bytes: encodeList(list), listed }))
  let refused = 0
  const edit = fc.record({
    at: fc.nat(),
    what: fc.constantFrom('set', 'insert', 'remove', 'cut'),
    byte: fc.oneof(fc.nat(255), fc.constantFrom(0x80, 0xb8, 0xbf, 0xc0, 0xf7, 0xf8, 0xff)),
  })
  fc.assert(
    fc.property(
      fc.constantFrom(...encoded),
      fc.array(edit, { minLength: 1, maxLength: 3 }),
      ({ bytes, listed }, edits) => {
        const changed = [...bytes]
        for (const { at, what, byte } of edits) {
          const place = at % (changed.length + 1)
          if (what === 'set') changed[place] = byte
          else if (what === 'insert') changed.splice(place, 0, byte)
          else if (what === 'remove') changed.splice(place, 1)
          else changed.length = place
        }
        const raw = toHex(Uint8Array.from(changed))
        const other = toHex(bytes) !== raw
        const isRefused = tried(raw, listed)
        refused += isRefused
        // Bytes that differ are never taken for the same list.
        if (other && isRefused === 0) expect(toHex(encodeList(parseAccessList(raw, listed)))).toBe(raw)
        expect(toBytes(raw)).toHaveLength(changed.length)
      },
    ),
    { seed: SEED, numRuns: MUTATIONS },
  )
  expect(refused).toBeGreaterThan(MUTATIONS / 5)
  expect(refused).toBeLessThan(MUTATIONS)
}, 120_000)
