import { keccak256, toHex } from '@/lib/chain/bytes'
import { encodeRlp } from '@/lib/chain/rlp'
import type { Hex } from '@/lib/chain/types'

/** Address of the contract that a creation by `creator` with `nonce` makes (yellow paper, section 7). */
export function createdAddress(creator: Hex, nonce: bigint): Hex {
  return toHex(keccak256(encodeRlp([creator, nonce])).slice(12))
}
