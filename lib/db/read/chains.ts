import type { PrismaClient } from '../generated/client'
import { hexOf } from '../hex'

/** A chain that the database holds. */
export interface ChainRecord {
  chainId: bigint
  name: string
  isDefault: boolean
  client: string
  /** traced | access list | estimated */
  source: string
  /** follow | blocks */
  mode: string
  /** methods that the node was probed for, and whether it has them */
  capabilities: { method: string; works: boolean }[]
}

/** All chains, the default one first, then by id. */
export async function getChains(db: PrismaClient): Promise<ChainRecord[]> {
  const rows = await db.chain.findMany({ orderBy: [{ isDefault: 'desc' }, { chainId: 'asc' }] })
  return rows.map(({ capabilities, ...row }) => ({
    ...row,
    capabilities:
      typeof capabilities === 'object' && capabilities !== null && !Array.isArray(capabilities)
        ? Object.entries(capabilities).map(([method, works]) => ({ method, works: works === true }))
        : [],
  }))
}

export interface ReorgRecord {
  id: bigint
  detectedAt: Date
  commonNumber: bigint
  commonHash: string
  depth: number
  removedHashes: string[]
  replacedByHash: string | undefined
}

/** The last `limit` reorganisations of a chain, newest first. */
export async function getReorgs(db: PrismaClient, chainId: bigint, limit: number): Promise<ReorgRecord[]> {
  const rows = await db.reorg.findMany({ where: { chainId }, orderBy: { id: 'desc' }, take: limit })
  return rows.map((row) => ({
    id: row.id,
    detectedAt: row.detectedAt,
    commonNumber: row.commonNumber,
    commonHash: hexOf(row.commonHash),
    depth: row.depth,
    removedHashes: row.removedHashes.map(hexOf),
    replacedByHash: row.replacedByHash === null ? undefined : hexOf(row.replacedByHash),
  }))
}
