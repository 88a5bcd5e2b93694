import type { PrismaClient } from '../generated/client'

/** All reorganisations of a chain: how many, and the blocks that they removed. */
export interface ReorgTotals {
  reorgs: number
  blocks: number
}

/** Sums the reorg log of a chain. */
export async function getReorgTotals(db: PrismaClient, chainId: bigint): Promise<ReorgTotals> {
  const { _count, _sum } = await db.reorg.aggregate({
    where: { chainId },
    _count: true,
    _sum: { depth: true },
  })
  return { reorgs: _count, blocks: _sum.depth ?? 0 }
}
