import { RLP } from '@ethereumjs/rlp'
import { toBytes, toMinimalBytes } from '@/lib/chain/bytes'
import type { Hex } from '@/lib/chain/types'

/** Hex is bytes as they stand, a bigint is a quantity, null is the empty string. */
export type RlpItem = Hex | bigint | Uint8Array | null | RlpItem[]

type RlpBytes = Uint8Array | RlpBytes[]

function lower(item: RlpItem): RlpBytes {
  if (item === null) return new Uint8Array()
  if (typeof item === 'string') return toBytes(item)
  if (typeof item === 'bigint') return toMinimalBytes(item)
  return Array.isArray(item) ? item.map(lower) : item
}

/** Recursive length prefix encoding (Ethereum yellow paper, appendix B). */
export function encodeRlp(item: RlpItem): Uint8Array {
  return RLP.encode(lower(item))
}

/** A list whose items are encoded already. */
export function encodeRlpList(encoded: Uint8Array[]): Uint8Array {
  let length = 0
  for (const item of encoded) length += item.length
  const out = new Uint8Array(headSize(length) + length)
  let at = writeHead(out, length)
  for (const item of encoded) {
    out.set(item, at)
    at += item.length
  }
  return out
}

function headSize(length: number): number {
  return length < 56 ? 1 : 1 + byteCount(length)
}

function byteCount(length: number): number {
  return length < 0x100 ? 1 : length < 0x10000 ? 2 : length < 0x1000000 ? 3 : 4
}

function writeHead(out: Uint8Array, length: number): number {
  if (length < 56) {
    out[0] = 0xc0 + length
    return 1
  }
  const bytes = byteCount(length)
  out[0] = 0xf7 + bytes
  for (let i = 0; i < bytes; i++) out[1 + i] = (length >>> (8 * (bytes - 1 - i))) & 0xff
  return 1 + bytes
}
