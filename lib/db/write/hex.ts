import type { Hex } from '@/lib/chain/types'

/** Bytes as the driver takes them, from 0x hex. */
export function toBytes(hex: string): Buffer {
  return Buffer.from(hex.slice(2), 'hex')
}

/** Lower-case 0x hex, from bytes as the driver gives them. */
export function fromBytes(bytes: Uint8Array): Hex {
  return `0x${Buffer.from(bytes).toString('hex')}`
}
