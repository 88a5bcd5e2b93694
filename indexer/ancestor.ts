import type { Hex } from '@/lib/chain/types'
import type { Checkpoint } from '@/lib/db/write/checkpoint'
import { UserError } from '@/lib/errors'

/** Hashes by block number: of the stored chain, and of the node's. Undefined where the block is not there. */
export type HashAt = (number: bigint) => Promise<Hex | undefined>

export interface ParentOfFirst {
  number: bigint
  parentHash: Hex
}

/**
 * Finds the last block that the stored chain shares with the node's, below `from`. Chains that share a block share all
 * before it, so the search doubles its stride backwards and then halves it: the logarithm of the depth in questions.
 *
 * @param first first block stored: where even it is not shared, its parent counts as the common ancestor
 * @throws UserError where the node lacks the blocks that the answer hangs on
 */
export async function findCommonAncestor(
  from: bigint,
  first: ParentOfFirst,
  stored: HashAt,
  node: HashAt,
): Promise<Checkpoint> {
  const look = async (number: bigint): Promise<'apart' | Floor> => {
    const [ours, theirs] = await Promise.all([stored(number), node(number)])
    if (theirs === undefined) return { number }
    return ours === theirs ? { number, shared: { number, hash: theirs } } : 'apart'
  }
  let apart = from + 1n
  let floor: Floor | undefined
  for (let stride = 1n; floor === undefined && apart > first.number; stride *= 2n) {
    const number = larger(apart - stride, first.number)
    const found = await look(number)
    if (found === 'apart') apart = number
    else floor = found
  }
  if (floor === undefined) return { number: first.number - 1n, hash: first.parentHash }
  while (apart - floor.number > 1n) {
    const middle = (apart + floor.number) / 2n
    const found = await look(middle)
    if (found === 'apart') apart = middle
    else floor = found
  }
  if (floor.shared === undefined) throw missing(floor.number)
  return floor.shared
}

/** A block below which the chains cannot have parted, or, where the node lacks it, may have. */
interface Floor {
  number: bigint
  shared?: Checkpoint
}

function larger(a: bigint, b: bigint): bigint {
  return a < b ? b : a
}

function missing(number: bigint): UserError {
  return new UserError(
    `The node's chain has parted from the stored one, and the node no longer has block ${number}: where they part cannot be told. Nothing is removed; name a node that keeps its history (RPC_URL).`,
  )
}
