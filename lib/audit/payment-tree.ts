import type { Payment } from './facts'
import { type Keccak256, keccak256 } from './keccak'
import { type MerkleTree, merkleProof, merkleRoot, merkleTree, rootOfProof } from './merkle'
import type { Hex } from './types'

/** What a leaf holds of a payment, and its Solidity types: the leaf encoding of StandardMerkleTree. */
export const PAYMENT_LEAF = [
  { name: 'transactionHash', type: 'bytes32' },
  { name: 'logIndex', type: 'uint256' },
  { name: 'region', type: 'uint32' },
  { name: 'nullifier', type: 'uint256' },
  { name: 'recipient', type: 'address' },
  { name: 'amount', type: 'uint256' },
  { name: 'root', type: 'uint256' },
] as const

/** The part of a payment that its leaf covers; chain, program and epoch are those of the report. */
export type LeafPayment = Pick<Payment, 'region' | 'nullifier' | 'recipient' | 'amount' | 'root'> & {
  at: { transactionHash: Hex; logIndex: number }
}

const WORD = 32
const LOW = 2n ** 64n - 1n
/** abi.encode of the leaf in work; the functions below leave nothing in it that the next one reads. */
const words = new Uint8Array(PAYMENT_LEAF.length * WORD)
const view = new DataView(words.buffer)

/** keccak256(keccak256(abi.encode(values))), as StandardMerkleTree hashes a leaf. */
export function paymentLeaf(payment: LeafPayment, hash: Keccak256 = keccak256): Uint8Array {
  const { at, region, nullifier, recipient, amount, root } = payment
  writeHex(at.transactionHash, 0)
  writeSmall(at.logIndex, 1)
  writeSmall(region, 2)
  writeInteger(nullifier, 3)
  writeHex(recipient, 4)
  writeInteger(amount, 5)
  writeInteger(root, 6)
  return hash(hash(words))
}

/** The Merkle tree over the payments of an epoch. */
export function paymentTree(payments: readonly LeafPayment[], hash: Keccak256 = keccak256): MerkleTree {
  const leaves = new Uint8Array(payments.length * WORD)
  for (const [at, payment] of payments.entries()) leaves.set(paymentLeaf(payment, hash), at * WORD)
  return merkleTree(leaves, hash)
}

/** Proof that a payment is under the root of the tree; undefined where it is not in it. */
export function paymentProof(tree: MerkleTree, payment: LeafPayment): Hex[] | undefined {
  return merkleProof(tree, paymentLeaf(payment))?.map(hexOf)
}

/** Whether the proof leads from the payment to the root. */
export function verifyPaymentProof(root: Hex, payment: LeafPayment, proof: readonly Hex[]): boolean {
  return hexOf(rootOfProof(paymentLeaf(payment), proof.map(bytesOf))) === root
}

/** Root of a tree as hex; undefined where it has no leaves. */
export function rootHex(tree: MerkleTree): Hex | undefined {
  const root = merkleRoot(tree)
  return root && hexOf(root)
}

function hexOf(bytes: Uint8Array): Hex {
  let text: Hex = '0x'
  for (const byte of bytes) text += byte < 16 ? `0${byte.toString(16)}` : byte.toString(16)
  return text
}

function bytesOf(hex: Hex): Uint8Array {
  const bytes = new Uint8Array((hex.length - 2) / 2)
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(hex.slice(2 + 2 * i, 4 + 2 * i), 16)
  return bytes
}

/** Hex of at most 32 bytes, right-aligned: what bytes32 and address both come to. */
function writeHex(hex: Hex, word: number): void {
  const end = (word + 1) * WORD
  const digits = hex.length - 2
  words.fill(0, word * WORD, end)
  for (let i = 0; i < digits; i += 2) {
    words[end - digits / 2 + i / 2] = (digit(hex.charCodeAt(2 + i)) << 4) | digit(hex.charCodeAt(3 + i))
  }
}

function digit(code: number): number {
  return code < 58 ? code - 48 : (code | 32) - 87
}

function writeSmall(value: number, word: number): void {
  view.setBigUint64(word * WORD, 0n)
  view.setBigUint64(word * WORD + 8, 0n)
  view.setBigUint64(word * WORD + 16, 0n)
  view.setBigUint64(word * WORD + 24, BigInt(value))
}

function writeInteger(value: bigint, word: number): void {
  const at = word * WORD
  view.setBigUint64(at + 24, value & LOW)
  view.setBigUint64(at + 16, (value >> 64n) & LOW)
  view.setBigUint64(at + 8, (value >> 128n) & LOW)
  view.setBigUint64(at, value >> 192n)
}
