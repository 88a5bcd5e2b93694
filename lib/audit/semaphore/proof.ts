import { hashToField } from '../field'
import { semaphoreKey } from '../groth16/semaphore-keys'
import { type ProofPoints, refuseGroth16 } from '../groth16/verify'
import type { Hex } from '../types'

/** What a Semaphore v4 proof states. */
export interface SemaphoreStatement {
  /** root of the group that the prover is a member of */
  root: bigint
  nullifier: bigint
  /** what the prover signed */
  message: bigint
  /** what the nullifier is unique in */
  scope: bigint
}

/** A Semaphore v4 proof as contracts take it (ISemaphore.SemaphoreProof): what it states, and the points that prove it. */
export interface SemaphoreProof extends SemaphoreStatement {
  /** depth of the circuit's tree */
  depth: bigint
  points: ProofPoints
}

/** Words of abi.encode(SemaphoreProof). */
const WORDS = 13

/** Reads abi.encode(ISemaphore.SemaphoreProof); undefined where the bytes are of another length. */
export function decodeSemaphoreProof(bytes: Hex): SemaphoreProof | undefined {
  if (bytes.length !== 2 + 64 * WORDS) return undefined
  const word = (at: number) => wordAt(bytes, at)
  return {
    depth: word(0),
    root: word(1),
    nullifier: word(2),
    message: word(3),
    scope: word(4),
    points: [word(5), word(6), word(7), word(8), word(9), word(10), word(11), word(12)],
  }
}

/** Reads what proofs state, one after the other: what they have in common it reads once. */
export class SemaphoreStatements {
  private readonly root = new RepeatedWord(1)
  private readonly scope = new RepeatedWord(4)

  /** undefined where the bytes are of another length */
  read(bytes: Hex): SemaphoreStatement | undefined {
    if (bytes.length !== 2 + 64 * WORDS) return undefined
    return {
      root: this.root.in(bytes),
      nullifier: wordAt(bytes, 2),
      message: wordAt(bytes, 3),
      scope: this.scope.in(bytes),
    }
  }
}

/** A word that is the same in many proofs. */
class RepeatedWord {
  private readonly known = new Map<string, bigint>()

  constructor(private readonly word: number) {}

  in(bytes: Hex): bigint {
    const digits = bytes.slice(2 + 64 * this.word, 66 + 64 * this.word)
    const found = this.known.get(digits)
    if (found !== undefined) return found
    if (this.known.size === MOST_KNOWN) this.known.clear()
    const value = BigInt(`0x${digits}`)
    this.known.set(digits, value)
    return value
  }
}

/** Words that are kept: more than a program has regions. */
const MOST_KNOWN = 1024

function wordAt(bytes: Hex, word: number): bigint {
  return BigInt(`0x${bytes.slice(2 + 64 * word, 66 + 64 * word)}`)
}

/** The circuit's public signals: root, nullifier, and message and scope as keccak256(word) >> 8. */
export function publicSignals({ root, nullifier, message, scope }: SemaphoreProof): bigint[] {
  return [root, nullifier, hashToField([message]), hashToField([scope])]
}

/**
 * Verifies a Semaphore v4 proof.
 * @returns undefined where it verifies, else the reason in words
 */
export function refuseSemaphoreProof(proof: SemaphoreProof): string | undefined {
  const key = proof.depth <= 32n ? semaphoreKey(Number(proof.depth)) : undefined
  if (key === undefined) return `there is no Semaphore circuit for a tree of depth ${proof.depth}`
  return refuseGroth16(key, proof.points, publicSignals(proof))
}

/**
 * Verifies a proof as calldata holds it.
 * @returns undefined where it verifies, else the reason in words
 */
export function refuseProofBytes(bytes: Hex): string | undefined {
  const proof = decodeSemaphoreProof(bytes)
  return proof === undefined
    ? `it is not the ${WORDS} words of a Semaphore proof`
    : refuseSemaphoreProof(proof)
}
