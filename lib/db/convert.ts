import type { Hex } from 'viem'

/** Bytes of the database as lower-case 0x hex. */
export function toHex(bytes: Uint8Array): Hex {
  return `0x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')}`
}

/** 0x hex as the bytes that the database compares with. */
export function toBytes(hex: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(hex.replace(/^0x/, ''), 'hex'))
}

/** A numeric(78,0) of the database as the integer that it is. */
export function toInteger(decimal: { toFixed(places: number): string }): bigint {
  return BigInt(decimal.toFixed(0))
}
