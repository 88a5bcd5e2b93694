import { keccak_256 } from '@noble/hashes/sha3.js'
import type { Hex, MembershipChange } from './types'

/**
 * The registrar's list that stands in for the proof of personhood: its arithmetic, so that anyone can recompute from the
 * events who was a member at a root, and which nullifier a member has in an epoch.
 */

/** Order of the BN254 scalar field: nullifiers are elements of it (EIP-197). */
export const FIELD_ORDER = 21888242871839275222246405745257275088548364400416034343698204186575808495617n

/** scope = uint256(keccak256(abi.encode(program, epoch))) >> 8 */
export function scopeOf(program: Hex, epoch: bigint): bigint {
  return hashWords([BigInt(program), epoch]) >> 8n
}

/** The stand-in's nullifier: uint256(keccak256(abi.encode(commitment, scope))) >> 8. */
export function nullifierOf(commitment: bigint, scope: bigint): bigint {
  return hashWords([commitment, scope]) >> 8n
}

/** The stand-in's root after a change: uint256(keccak256(abi.encode(root, commitment, added))) >> 8. The first root is 0. */
export function nextRoot(root: bigint, commitment: bigint, added: boolean): bigint {
  return hashWords([root, commitment, added ? 1n : 0n]) >> 8n
}

/** A region's list after some changes. */
export interface RegionList {
  root: bigint
  active: Set<bigint>
  /** everybody who was ever on the list and is not any more */
  removed: Set<bigint>
}

/** The lists of all regions after the changes, given in chain order. */
export function replayMembership(changes: Iterable<MembershipChange>): Map<number, RegionList> {
  const lists = new Map<number, RegionList>()
  for (const { region, commitment, added } of changes) {
    const list = lists.get(region) ?? { root: 0n, active: new Set<bigint>(), removed: new Set<bigint>() }
    lists.set(region, list)
    list.root = nextRoot(list.root, commitment, added)
    const [into, outOf] = added ? [list.active, list.removed] : [list.removed, list.active]
    into.add(commitment)
    outOf.delete(commitment)
  }
  return lists
}

/** keccak-256 over 256-bit words, as abi.encode lays out static values. */
function hashWords(words: readonly bigint[]): bigint {
  const bytes = new Uint8Array(32 * words.length)
  for (const [i, word] of words.entries()) {
    let rest = word
    for (let at = 32 * i + 31; rest > 0n; at--) {
      bytes[at] = Number(rest & 0xffn)
      rest >>= 8n
    }
  }
  let hash = 0n
  for (const byte of keccak_256(bytes)) hash = (hash << 8n) | BigInt(byte)
  return hash
}
