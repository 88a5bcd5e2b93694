import { poseidon2 } from 'poseidon-lite/poseidon2'

/**
 * The tree of a Semaphore v4 group: a lean incremental Merkle tree (LeanIMT) with Poseidon. A node without a right
 * sibling goes up unchanged, the depth grows with the leaves, and the leaf of a removed member is 0.
 */
export class LeanTree {
  /** by level, the leaves first */
  private readonly levels: bigint[][] = [[]]

  constructor(leaves: readonly bigint[] = []) {
    if (leaves.length === 0) return
    this.levels[0] = [...leaves]
    for (let level = 0; (this.levels[level]?.length ?? 0) > 1; level++) {
      const below = this.levels[level] ?? []
      this.levels[level + 1] = Array.from({ length: Math.ceil(below.length / 2) }, (_, at) =>
        parent(below, at),
      )
    }
  }

  /** 0 for a tree without leaves, as Semaphore's contract has it. */
  get root(): bigint {
    return this.levels.at(-1)?.[0] ?? 0n
  }

  get depth(): number {
    return this.levels.length - 1
  }

  get leaves(): readonly bigint[] {
    return this.levels[0] ?? []
  }

  /** Adds a leaf at the end. */
  insert(leaf: bigint): void {
    this.set(this.leaves.length, leaf)
  }

  /** Sets a leaf, or the one after the last, and what follows from it. */
  set(index: number, leaf: bigint): void {
    let node = leaf
    for (let level = 0, at = index; ; level++, at >>= 1) {
      const nodes = this.levels[level] ?? []
      this.levels[level] = nodes
      nodes[at] = node
      if (nodes.length === 1) return
      node = parent(nodes, at >> 1)
    }
  }

  /** The siblings of a leaf on the way to the root, where there are any, as Semaphore's contract takes them. */
  siblings(index: number): bigint[] {
    return this.levels.flatMap((nodes, level) => nodes[(index >> level) ^ 1] ?? [])
  }
}

/** The root of the tree over some leaves, of which only one node a level is held at a time. 0 where there are none. */
export function leanRoot(leaves: Iterable<bigint>): bigint {
  /** by level, the node that waits for its right sibling */
  const waiting: (bigint | undefined)[] = []
  for (const leaf of leaves) {
    let node = leaf
    let level = 0
    for (let left = waiting[0]; left !== undefined; left = waiting[++level]) {
      waiting[level] = undefined
      node = poseidon2([left, node])
    }
    waiting[level] = node
  }
  return waiting.reduce<bigint | undefined>((right, left) => join(left, right), undefined) ?? 0n
}

/** A node without a right sibling goes up unchanged. */
function join(left: bigint | undefined, right: bigint | undefined): bigint | undefined {
  return left === undefined || right === undefined ? (left ?? right) : poseidon2([left, right])
}

function parent(below: readonly bigint[], at: number): bigint {
  const left = below[2 * at] ?? 0n
  const right = below[2 * at + 1]
  return right === undefined ? left : poseidon2([left, right])
}
