import { concat, encodePacked, keccak256 } from 'viem'
import type { Hex } from '@/lib/audit/types'

interface Entry {
  index: bigint
  account: Hex
  amount: bigint
}

/** A Merkle tree as Uniswap's tool makes it, written by layers: the second implementation that the adapter is held against. */
export function uniswapTree(entries: readonly Entry[]): { root: Hex; proof: (index: number) => Hex[] } {
  const leaves = entries.map(({ index, account, amount }) =>
    keccak256(encodePacked(['uint256', 'address', 'uint256'], [index, account, amount])),
  )
  const layers: Hex[][] = [[...new Set(leaves)].sort()]
  for (let layer = layers[0] ?? []; layer.length > 1; ) {
    const next: Hex[] = []
    for (let at = 0; at < layer.length; at += 2) {
      const pair = layer.slice(at, at + 2).sort()
      const [only] = pair
      if (only !== undefined) next.push(pair.length === 1 ? only : keccak256(concat(pair)))
    }
    layers.push(next)
    layer = next
  }
  const root = layers.at(-1)?.[0]
  if (root === undefined) throw new Error('an empty list has no root')
  return {
    root,
    proof: (index) => {
      let at = layers[0]?.indexOf(leaves[index] ?? '0x') ?? -1
      return layers.slice(0, -1).flatMap((layer) => {
        const sibling = layer[at ^ 1]
        at >>= 1
        return sibling === undefined ? [] : [sibling]
      })
    },
  }
}
