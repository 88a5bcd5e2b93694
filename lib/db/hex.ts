import type { Hex } from '@/lib/chain/types'

/** Bytes of the database as lower-case 0x hex. */
export function hexOf(bytes: Uint8Array): Hex {
  return `0x${Buffer.from(bytes).toString('hex')}`
}

/** 0x hex as bytes for the database. The caller has parsed it: an even number of hex digits. */
export function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(hex.slice(2), 'hex'))
}

/** Text as the hex of its UTF-8 bytes. */
export function utf8Hex(text: string): Hex {
  return `0x${Buffer.from(text, 'utf8').toString('hex')}`
}

/** A decimal of the database, which is a whole number, as bigint. */
export function integerOf(decimal: { toFixed(places: number): string }): bigint {
  return BigInt(decimal.toFixed(0))
}
