import type { Hex } from '@/lib/chain/types'

/** A number as JSON-RPC writes it. */
export function quantity(value: bigint): Hex {
  return `0x${value.toString(16)}`
}
