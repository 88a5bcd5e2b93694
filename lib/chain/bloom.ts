import { keccak256, toBytes, toHex } from '@/lib/chain/bytes'
import type { Hex, Log } from '@/lib/chain/types'

const BLOOM_BYTES = 256

/** Bits of each address and topic met so far: they repeat much within a block. */
export type BloomBits = Map<Hex, readonly [number, number, number]>

/** Bloom filter of a transaction's logs (yellow paper, section 4.3.1). */
export function bloomOf(logs: readonly Log[], seen: BloomBits = new Map()): Uint8Array {
  const bloom = new Uint8Array(BLOOM_BYTES)
  for (const log of logs) {
    setBits(bloom, bitsOf(log.address, seen))
    for (const topic of log.topics) setBits(bloom, bitsOf(topic, seen))
  }
  return bloom
}

/** Adds the bits of `from` to `into`. */
export function mergeBloom(into: Uint8Array, from: Uint8Array): void {
  for (let i = 0; i < BLOOM_BYTES; i++) into[i] = (into[i] ?? 0) | (from[i] ?? 0)
}

/** Filter of a whole block: all of its receipts' together. */
export function blockBloom(blooms: readonly Uint8Array[]): Hex {
  const all = new Uint8Array(BLOOM_BYTES)
  for (const bloom of blooms) mergeBloom(all, bloom)
  return toHex(all)
}

/** Whether logs with these addresses and topics, all of them, may be under a filter. false is certain, true is not. */
export function mayHold(
  bloom: Hex | Uint8Array,
  items: readonly Hex[],
  seen: BloomBits = new Map(),
): boolean {
  const bytes = typeof bloom === 'string' ? toBytes(bloom) : bloom
  return items.every((item) =>
    bitsOf(item, seen).every((bit) => ((bytes[BLOOM_BYTES - 1 - (bit >> 3)] ?? 0) & (1 << (bit & 7))) !== 0),
  )
}

function bitsOf(item: Hex, seen: BloomBits): readonly [number, number, number] {
  const known = seen.get(item)
  if (known !== undefined) return known
  const hash = keccak256(toBytes(item))
  const bit = (at: number) => (((hash[at] ?? 0) << 8) | (hash[at + 1] ?? 0)) & 2047
  const bits = [bit(0), bit(2), bit(4)] as const
  seen.set(item, bits)
  return bits
}

function setBits(bloom: Uint8Array, bits: readonly number[]): void {
  for (const bit of bits) {
    const at = BLOOM_BYTES - 1 - (bit >> 3)
    bloom[at] = (bloom[at] ?? 0) | (1 << (bit & 7))
  }
}
