import { WordNumbers } from './compact/word-numbers'
import { WORD, Words, writeInteger } from './compact/words'
import type { Payment } from './facts'
import { type Keccak256, keccak256 } from './keccak'
import { type MerkleTree, merkleProof, merkleRoot, merkleTree, rootOfLeaves, rootOfProof } from './merkle'
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

/** abi.encode of the leaf in work */
const words = new Uint8Array(PAYMENT_LEAF.length * WORD)
const view = new DataView(words.buffer)
/** where the first and the fourth value begin */
const TRANSACTION = 0
const NULLIFIER = 3 * WORD

/** keccak256(keccak256(abi.encode(values))), as StandardMerkleTree hashes a leaf. */
export function paymentLeaf(payment: LeafPayment, hash: Keccak256 = keccak256): Uint8Array {
  encode(payment)
  return hash(hash(words))
}

/** what `words` holds at its end: most payments of a region have the same */
let written = { amount: 0n, root: 0n }

/** Writes a payment into `words`. */
function encode({ at, region, nullifier, recipient, amount, root }: LeafPayment): void {
  writeHex(at.transactionHash, TRANSACTION)
  view.setUint32(2 * WORD - 4, at.logIndex)
  view.setUint32(3 * WORD - 4, region)
  writeInteger(view, NULLIFIER, nullifier)
  writeHex(recipient, 4 * WORD)
  if (amount !== written.amount) writeInteger(view, 5 * WORD, amount)
  if (root !== written.root) writeInteger(view, 6 * WORD, root)
  written = { amount, root }
}

/** The leaves of an epoch's payments as they come, with their nullifiers. */
export class PaymentLeaves {
  private readonly leaves = new Words()
  private readonly nullifiers = new WordNumbers()
  /** by nullifier, of its first payment */
  private readonly transactions = new Words()

  constructor(private readonly hash: Keccak256 = keccak256) {}

  /** Adds a payment. Returns the transaction of the first payment under the same nullifier, where there is one before. */
  add(payment: LeafPayment): Hex | undefined {
    encode(payment)
    this.leaves.push(this.hash(this.hash(words)))
    const known = this.nullifiers.length
    const number = this.nullifiers.numberOf(words, NULLIFIER)
    if (number < known) return hexOf(this.transactions.at(number))
    this.transactions.push(words, TRANSACTION)
    return undefined
  }

  /** Root of the Merkle tree over all of them; undefined where there are none. */
  root(): Hex | undefined {
    const root = rootOfLeaves(this.leaves, this.hash)
    return root && hexOf(root)
  }
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
  const end = word + WORD
  const digits = hex.length - 2
  words.fill(0, word, end)
  for (let i = 0; i < digits; i += 2) {
    words[end - digits / 2 + i / 2] = (digit(hex.charCodeAt(2 + i)) << 4) | digit(hex.charCodeAt(3 + i))
  }
}

function digit(code: number): number {
  return code < 58 ? code - 48 : (code | 32) - 87
}
