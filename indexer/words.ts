import type { Hex } from '@/lib/chain/types'

/** A 256-bit integer as 32 bytes. */
export function word(value: bigint): Hex {
  return `0x${value.toString(16).padStart(64, '0')}`
}
