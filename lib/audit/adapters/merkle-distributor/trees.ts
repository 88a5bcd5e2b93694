import { encodeAbiParameters, encodePacked } from 'viem'
import { toBytes, toHex } from '../../../chain/bytes'
import { keccak256 } from '../../keccak'
import { merkleRoot, merkleTree, rootOfProof } from '../../merkle'
import type { Hex } from '../../types'

/** What a leaf stands for. */
export interface Leaf {
  index: bigint
  account: Hex
  amount: bigint
}

const WORD = 32
const TYPES = ['uint256', 'address', 'uint256'] as const

/**
 * How a distributor hashes its list. uniswap: leaf `keccak256(abi.encodePacked(index, account, amount))`, pairs sorted, a node
 * without a neighbour moves up (Uniswap/merkle-distributor, src/balance-tree.ts); openzeppelin: the StandardMerkleTree of
 * @openzeppelin/merkle-tree over [uint256, address, uint256].
 */
export const ENCODINGS = ['uniswap', 'openzeppelin'] as const
export type Encoding = (typeof ENCODINGS)[number]

export function leafOf({ index, account, amount }: Leaf, encoding: Encoding): Uint8Array {
  if (encoding === 'uniswap') return keccak256(toBytes(encodePacked(TYPES, [index, account, amount])))
  const encoded = encodeAbiParameters(
    TYPES.map((type) => ({ type })),
    [index, account, amount],
  )
  return keccak256(keccak256(toBytes(encoded)))
}

/** Root of the tree over a list; undefined for an empty one. */
export function listRoot(leaves: readonly Leaf[], encoding: Encoding): Hex | undefined {
  const hashes = leaves.map((leaf) => leafOf(leaf, encoding))
  const root = encoding === 'uniswap' ? pairedRoot(hashes) : merkleRoot(merkleTree(joined(hashes)))
  return root && toHex(root)
}

/** Whether the proof leads from the leaf to the root, by any of the encodings: pairs are sorted in both. */
export function provenBy(leaf: Leaf, proof: readonly Hex[], root: Hex): Encoding | undefined {
  const siblings = proof.map(toBytes)
  return ENCODINGS.find((encoding) => toHex(rootOfProof(leafOf(leaf, encoding), siblings)) === root)
}

function pairedRoot(hashes: readonly Uint8Array[]): Uint8Array | undefined {
  const sorted = [...new Map(hashes.map((hash) => [toHex(hash), hash])).entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, hash]) => hash)
  let layer = sorted
  while (layer.length > 1) {
    layer = layer.flatMap((node, at) => {
      if (at % 2 === 1) return []
      const next = layer[at + 1]
      return [next === undefined ? node : rootOfProof(node, [next])]
    })
  }
  return layer[0]
}

function joined(hashes: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(hashes.length * WORD)
  for (const [at, hash] of hashes.entries()) all.set(hash, at * WORD)
  return all
}
