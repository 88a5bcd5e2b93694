import { type BlockMetrics, POLICIES } from '@/lib/parallelism/types'
import type { PrismaClient } from '../generated/client'

/** The metrics of one block under each policy that it has them for, in the order of POLICIES. */
export async function getBlockMetrics(
  db: PrismaClient,
  chainId: bigint,
  blockNumber: bigint,
): Promise<BlockMetrics[]> {
  const rows = await db.blockMetrics.findMany({ where: { chainId, blockNumber } })
  return POLICIES.flatMap((policy) =>
    rows
      .filter((row) => row.policy === policy)
      .map(({ chainId: _chain, blockNumber: _block, source: _source, ...metrics }) => ({
        ...metrics,
        policy,
      })),
  )
}
