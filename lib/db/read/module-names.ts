import type { PrismaClient } from '../generated/client'

/** Name and position of registration (which fixes its colour) of every module of a chain, by id. */
export async function getModuleNames(
  db: PrismaClient,
  chainId: bigint,
): Promise<Map<string, { name: string; ordinal: number }>> {
  const rows = await db.module.findMany({
    where: { chainId },
    // A module declared anew comes later, and its last name counts.
    orderBy: [{ ordinal: 'asc' }, { blockNumber: 'asc' }, { logIndex: 'asc' }],
    select: { moduleId: true, name: true, ordinal: true },
  })
  return new Map(rows.map(({ moduleId, name, ordinal }) => [moduleId, { name, ordinal }]))
}
