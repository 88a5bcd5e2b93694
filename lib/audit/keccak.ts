import { keccak_256 } from '@noble/hashes/sha3.js'

/** keccak-256 of some bytes: 32 bytes. Whoever hashes millions passes a faster one. */
export type Keccak256 = (data: Uint8Array) => Uint8Array

export const keccak256: Keccak256 = (data) => keccak_256(data)
