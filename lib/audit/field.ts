import { keccak256 } from './keccak'
import type { Hex } from './types'

/** Order of the BN254 scalar field: nullifiers are elements of it (EIP-197). */
export const FIELD_ORDER = 21888242871839275222246405745257275088548364400416034343698204186575808495617n

/** scope = uint256(keccak256(abi.encode(program, epoch))) >> 8 */
export function scopeOf(program: Hex, epoch: bigint): bigint {
  return hashToField([BigInt(program), epoch])
}

/** uint256(keccak256(words)) >> 8, the words of 256 bits as abi.encode lays out static values: an element of the field. */
export function hashToField(words: readonly bigint[]): bigint {
  const bytes = new Uint8Array(32 * words.length)
  for (const [i, word] of words.entries()) {
    let rest = word
    for (let at = 32 * i + 31; rest > 0n; at--) {
      bytes[at] = Number(rest & 0xffn)
      rest >>= 8n
    }
  }
  let hash = 0n
  for (const byte of keccak256(bytes).subarray(0, 31)) hash = (hash << 8n) | BigInt(byte)
  return hash
}
