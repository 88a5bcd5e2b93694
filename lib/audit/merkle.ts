import { compareWords, copyWord, WORD as NODE, type Words } from './compact/words'
import { type Keccak256, keccak256 } from './keccak'

/**
 * A Merkle tree in the layout of @openzeppelin/merkle-tree's StandardMerkleTree, all nodes in one array: the root first, the
 * children of node i at 2i + 1 and 2i + 2, the leaves last and from the largest to the smallest.
 */
export interface MerkleTree {
  /** nodes of 32 bytes; none where there are no leaves */
  nodes: Uint8Array
  leaves: number
}

/**
 * Builds the tree over leaves that are hashed already, 32 bytes each, in any order: they are sorted. Nodes are
 * keccak256(smaller child, larger child).
 */
export function merkleTree(leaves: Uint8Array, hash: Keccak256 = keccak256): MerkleTree {
  if (leaves.length % NODE !== 0)
    throw new RangeError(`${leaves.length} bytes are no leaves of ${NODE} bytes`)
  const count = leaves.length / NODE
  if (count === 0) return { nodes: new Uint8Array(0), leaves: 0 }
  const total = 2 * count - 1
  const nodes = new Uint8Array(total * NODE)
  for (const [rank, at] of sorted(leaves, count).entries()) {
    nodes.set(leaves.subarray(at * NODE, (at + 1) * NODE), (total - 1 - rank) * NODE)
  }
  const pair = new Uint8Array(2 * NODE)
  for (let i = total - 1 - count; i >= 0; i--) {
    const children = nodes.subarray((2 * i + 1) * NODE, (2 * i + 3) * NODE)
    nodes.set(hash(inOrder(children, pair)), i * NODE)
  }
  return { nodes, leaves: count }
}

/** The root; undefined where there are no leaves. */
export function merkleRoot({ nodes, leaves }: MerkleTree): Uint8Array | undefined {
  return leaves === 0 ? undefined : nodes.subarray(0, NODE)
}

/**
 * The root alone of the tree over some leaves, in any order; undefined where there are none. Only a level is held at a time: the nodes
 * go round in a ring, two taken from its front for one put at its back, which is the order of `merkleTree` from its last node to its
 * first.
 */
export function rootOfLeaves(leaves: Words, hash: Keccak256 = keccak256): Uint8Array | undefined {
  const count = leaves.length
  if (count === 0) return undefined
  const ring = new Uint8Array(count * NODE)
  for (const [rank, at] of inRisingOrder(leaves).entries()) leaves.copy(at, ring, rank * NODE)
  const both = new Uint8Array(2 * NODE)
  const pair = new Uint8Array(2 * NODE)
  for (let i = 0; i < count - 1; i++) {
    copyWord(ring, ((2 * i) % count) * NODE, both, 0)
    copyWord(ring, ((2 * i + 1) % count) * NODE, both, NODE)
    copyWord(hash(inOrder(both, pair)), 0, ring, i * NODE)
  }
  const last = ((2 * count - 2) % count) * NODE
  return ring.slice(last, last + NODE)
}

/** The siblings from a leaf up to the root: what proves that the leaf is in the tree. undefined where it is not. */
export function merkleProof(tree: MerkleTree, leaf: Uint8Array): Uint8Array[] | undefined {
  let index = indexOf(tree, leaf)
  if (index === undefined) return undefined
  const proof: Uint8Array[] = []
  while (index > 0) {
    const sibling = index % 2 === 1 ? index + 1 : index - 1
    proof.push(nodeAt(tree, sibling))
    index = (index - 1) >> 1
  }
  return proof
}

/** The root that a leaf and its proof lead to. */
export function rootOfProof(
  leaf: Uint8Array,
  proof: readonly Uint8Array[],
  hash: Keccak256 = keccak256,
): Uint8Array {
  const pair = new Uint8Array(2 * NODE)
  const both = new Uint8Array(2 * NODE)
  return proof.reduce((node, sibling) => {
    both.set(node)
    both.set(sibling, NODE)
    return hash(inOrder(both, pair))
  }, leaf)
}

function nodeAt({ nodes }: MerkleTree, index: number): Uint8Array {
  return nodes.subarray(index * NODE, (index + 1) * NODE)
}

/** Leaves fall from the first to the last. */
function indexOf(tree: MerkleTree, leaf: Uint8Array): number | undefined {
  let low = tree.leaves - 1
  let high = 2 * tree.leaves - 2
  while (low <= high) {
    const middle = (low + high) >> 1
    const order = compareWords(nodeAt(tree, middle), 0, leaf, 0)
    if (order === 0) return middle
    if (order > 0) low = middle + 1
    else high = middle - 1
  }
  return undefined
}

/** Positions of the leaves from the smallest to the largest. */
function sorted(leaves: Uint8Array, count: number): Uint32Array {
  const view = new DataView(leaves.buffer, leaves.byteOffset, leaves.byteLength)
  const prefixes = new Uint32Array(count)
  for (let i = 0; i < count; i++) prefixes[i] = view.getUint32(i * NODE)
  const order = new Uint32Array(count).map((_, i) => i)
  return order.sort(
    (a, b) => (prefixes[a] ?? 0) - (prefixes[b] ?? 0) || compareWords(leaves, a * NODE, leaves, b * NODE),
  )
}

/** The same of many words that are hashes: put apart by their first two bytes, and those that share them one after the other. */
function inRisingOrder(words: Words): Uint32Array {
  const prefix = (at: number) => (words.byte(at, 0) << 8) | words.byte(at, 1)
  const starts = new Uint32Array(1 << 16)
  for (let at = 0; at < words.length; at++) starts[prefix(at)] = (starts[prefix(at)] ?? 0) + 1
  // The end of each part, which is counted down to its start.
  for (let i = 1; i < starts.length; i++) starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0)
  const order = new Uint32Array(words.length)
  for (let at = words.length - 1; at >= 0; at--) {
    const start = (starts[prefix(at)] ?? 0) - 1
    starts[prefix(at)] = start
    order[start] = at
  }
  for (let i = 1; i < order.length; i++) {
    const at = order[i] ?? 0
    let place = i
    for (; place > 0 && words.compare(order[place - 1] ?? 0, at) > 0; place--)
      order[place] = order[place - 1] ?? 0
    order[place] = at
  }
  return order
}

/** Two nodes side by side, the smaller one first. */
function inOrder(children: Uint8Array, into: Uint8Array): Uint8Array {
  if (compareWords(children, 0, children, NODE) <= 0) return children
  into.set(children.subarray(NODE))
  into.set(children.subarray(0, NODE), NODE)
  return into
}
