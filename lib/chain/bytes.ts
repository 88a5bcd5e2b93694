import { keccak_256 } from '@noble/hashes/sha3.js'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import type { Hex } from '@/lib/chain/types'

/** Bytes of 0x hex with two digits a byte. */
export function toBytes(hex: Hex): Uint8Array {
  return hexToBytes(hex.slice(2))
}

/** Lower-case 0x hex. */
export function toHex(bytes: Uint8Array): Hex {
  return `0x${bytesToHex(bytes)}`
}

/** Big-endian bytes without leading zeros: what RLP calls a positive integer (zero is no bytes). */
export function toMinimalBytes(value: bigint): Uint8Array {
  if (value === 0n) return new Uint8Array()
  const digits = value.toString(16)
  return hexToBytes(digits.length % 2 === 0 ? digits : `0${digits}`)
}

export function keccak256(bytes: Uint8Array): Uint8Array {
  return keccak_256(bytes)
}
