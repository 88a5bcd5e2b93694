import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Group, generateProof, type Identity } from '@semaphore-protocol/core'
import { type Address, concatHex, type Hex, numberToHex } from 'viem'

const artifacts = dirname(createRequire(import.meta.url).resolve('@zk-kit/semaphore-artifacts/package.json'))

/** What a person shows: that they are in the group, once under the scope, for the recipient. */
export type Statement = {
  identity: Identity
  /** The commitments of the group's tree in order, 0 where a member was removed. */
  leaves: readonly bigint[]
  scope: bigint
  recipient: Address
}

/** A proof as a claim carries it. */
export type ReadyProof = { nullifier: bigint; proof: Hex }

/** abi.encode of ISemaphore.SemaphoreProof, whose fields are all words. */
function encodeProof(words: readonly (bigint | number | string)[]): Hex {
  return concatHex(words.map((word) => numberToHex(BigInt(word), { size: 32 })))
}

/** The tree of a group, a removed member's leaf being 0. */
export function groupOf(leaves: readonly bigint[]): Group {
  // A group takes no zeroes: what was removed is added as something else first.
  const places = leaves.flatMap((leaf, index) => (leaf === 0n ? [index] : []))
  const group = new Group(leaves.map((leaf, index) => (leaf === 0n ? BigInt(index + 1) : leaf)))
  for (const place of places) group.removeMember(place)
  return group
}

/**
 * Proves a statement with the artifacts of the npm package, nothing being downloaded: under a second of a core in a
 * group of 64.
 */
export async function prove({ identity, leaves, scope, recipient }: Statement): Promise<ReadyProof> {
  const group = groupOf(leaves)
  const depth = Math.max(group.depth, 1)
  const files = {
    wasm: join(artifacts, `semaphore-${depth}.wasm`),
    zkey: join(artifacts, `semaphore-${depth}.zkey`),
  }
  const proof = await generateProof(identity, group, BigInt(recipient), scope, depth, files)
  const { merkleTreeDepth, merkleTreeRoot, nullifier, message, points } = proof
  return {
    nullifier: BigInt(nullifier),
    proof: encodeProof([merkleTreeDepth, merkleTreeRoot, nullifier, message, proof.scope, ...points]),
  }
}
